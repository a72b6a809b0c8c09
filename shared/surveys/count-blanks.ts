/**
 * 記入の状況: of each question, how many were asked, how many answered, and how many left it blank. Missing values are
 * counted and never guessed: a blank is neither なし nor nought.
 *
 * Nuances: only answers that count are looked at, so 未回答の団体 is in no figure here; what was not asked under the other
 * answers is no blank; a desk that has ended is not asked any more. A weekday without hours is closed, not blank.
 */
import { type Block, isAsked } from '../programmes/condition.ts';
import {
  type FormDefinition,
  fieldName,
  isGroup,
  type Question,
  type QuestionGroup,
} from '../programmes/form-definition.ts';
import type { Draft } from '../programmes/form-draft.ts';
import { draftFrom, isRetired, type Submission } from '../programmes/form-submission.ts';

export interface BlankCount {
  readonly label: string;
  /** 団体, or the name of what is counted: 相談窓口. */
  readonly unit: string;
  readonly asked: number;
  readonly answered: number;
}

interface Answered {
  readonly submission: Submission;
  readonly draft: Draft;
}

export function countBlanks(form: FormDefinition, submissions: readonly Submission[]): readonly BlankCount[] {
  const all = submissions.map((submission) => ({ submission, draft: draftFrom(form, submission) }));
  return form.sections.flatMap(({ items }) =>
    items.flatMap((item) => (isGroup(item) ? countsOfGroup(form, item, all) : countsOf(form, item, all))),
  );
}

function countsOf(form: FormDefinition, question: Question, all: readonly Answered[]): readonly BlankCount[] {
  if (question.type === 'day-hours') return [];
  const asked = all.filter(({ draft }) => isAsked(form, question, draft));
  const answered = asked.filter(({ draft }) => Object.hasOwn(draft, question.id));
  return [{ label: question.label, unit: '団体', asked: asked.length, answered: answered.length }];
}

function countsOfGroup(form: FormDefinition, group: QuestionGroup, all: readonly Answered[]): readonly BlankCount[] {
  const blocks = all.flatMap(({ submission, draft }) =>
    (submission.groups[group.id] ?? []).flatMap((answers, index) =>
      isRetired(group, answers) ? [] : [{ draft, block: { group, index } satisfies Block }],
    ),
  );
  return group.questions
    .filter(({ type }) => type !== 'day-hours')
    .map((question) => {
      const asked = blocks.filter(({ draft, block }) => isAsked(form, question, draft, block));
      const answered = asked.filter(({ draft, block }) =>
        Object.hasOwn(draft, fieldName(group, block.index, question)),
      );
      const label = `${group.label}：${question.label}`;
      return { label, unit: group.label, asked: asked.length, answered: answered.length };
    });
}
