/**
 * A submission (提出): a complete answer to one version of a form. Either everything is right, or all that is missing or
 * wrong is listed at once. What was not asked for under the given answers is not part of it.
 */
import * as z from 'zod';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type AnswerValue, checkAnswer, displayAnswer } from './check-answer.ts';
import {
  type Condition,
  choicesOf,
  type Field,
  type FormDefinition,
  fieldName,
  fieldsOfBlock,
  groupsOf,
  isGroup,
  type Question,
  type QuestionGroup,
} from './form-definition.ts';
import { type Draft, type FieldProblem, filledBlocks } from './form-draft.ts';

const Answers = z.record(z.string(), z.union([z.string(), z.array(z.string()).readonly()])).readonly();
export type Answers = z.infer<typeof Answers>;

export const Submission = z
  .object({
    form: z.string(),
    formVersion: z.int().min(1),
    answers: Answers,
    /** The answered blocks of each group, without gaps. */
    groups: z.record(z.string(), z.array(Answers).readonly()).readonly(),
  })
  .readonly();
export type Submission = z.infer<typeof Submission>;

export interface AnswersIncomplete {
  readonly kind: 'answers-incomplete';
  readonly problems: readonly FieldProblem[];
}

interface Checked {
  readonly answers: Answers;
  readonly problems: readonly FieldProblem[];
}

export function checkSubmission(form: FormDefinition, draft: Draft): Result<Submission, AnswersIncomplete> {
  const checked = form.sections.flatMap(({ items }) =>
    items.map((item) => (isGroup(item) ? checkGroup(form, item, draft) : { single: checkQuestion(item, draft) })),
  );
  const problems = checked.flatMap((each) => ('single' in each ? each.single.problems : each.problems));
  if (problems.length > 0) return refuse({ kind: 'answers-incomplete', problems });
  return ok({
    form: form.id,
    formVersion: form.version,
    answers: Object.fromEntries(
      checked.flatMap((each) => ('single' in each ? Object.entries(each.single.answers) : [])),
    ),
    groups: Object.fromEntries(checked.flatMap((each) => ('single' in each ? [] : [[each.group.id, each.blocks]]))),
  });
}

/** The submission as a draft again: to correct it, or to begin the next answer with it. */
export function draftFrom(form: FormDefinition, submission: Submission): Draft {
  const blocks = groupsOf(form).flatMap((group) =>
    (submission.groups[group.id] ?? []).flatMap((answers, index) =>
      group.questions.flatMap((question) => {
        const value = answers[question.id];
        return value === undefined ? [] : [[fieldName(group, index, question), value] as const];
      }),
    ),
  );
  return { ...submission.answers, ...Object.fromEntries(blocks) };
}

/** The answers that go to the public, by id of the question, as people read them. */
export function publicAnswers(questions: readonly Question[], answers: Answers): Readonly<Record<string, string>> {
  return Object.fromEntries(
    questions.flatMap((question) => {
      const value = answers[question.id];
      return question.publish && value !== undefined ? [[question.id, displayAnswer(question, value)] as const] : [];
    }),
  );
}

/** Whether the question or group is asked for under the answers so far. */
export function isAsked(item: { readonly showWhen?: Condition }, draft: Draft): boolean {
  if (item.showWhen === undefined) return true;
  const answer = draft[item.showWhen.question];
  const given = typeof answer === 'string' ? [answer] : (answer ?? []);
  return item.showWhen.isAnyOf.some((value) => given.includes(value));
}

function checkQuestion(question: Question, draft: Draft): Checked {
  return checkFields([{ name: question.id, label: question.label, question }], draft);
}

function checkGroup(form: FormDefinition, group: QuestionGroup, draft: Draft) {
  const filled = filledBlocks(group, draft);
  if (!isAsked(group, draft)) return { group, blocks: [], problems: contradiction(form, group, draft) };
  const missing = Math.max(group.min - filled.length, 0);
  const empty = Array.from({ length: group.max }, (_, index) => index).filter((index) => !filled.includes(index));
  const checked = [...filled, ...empty.slice(0, missing)]
    .toSorted((one, other) => one - other)
    .map((index) => checkFields(fieldsOfBlock(group, index), draft));
  return {
    group,
    blocks: checked.map(({ answers }) => answers),
    problems: checked.flatMap(({ problems }) => problems),
  };
}

function checkFields(fields: readonly Field[], draft: Draft): Checked {
  const answers: Record<string, AnswerValue> = {};
  const problems: FieldProblem[] = [];
  for (const { name, label, question } of fields) {
    if (!isAsked(question, draft)) continue;
    const answer = Object.hasOwn(draft, name) ? draft[name] : undefined;
    if (answer === undefined) {
      if (question.required) problems.push({ field: name, label, message: missingMessage(question, label) });
      continue;
    }
    const checked = checkAnswer(question, answer);
    if (checked.right) answers[question.id] = checked.value;
    else problems.push({ field: name, label, message: `${label}は、${checked.advice}。` });
  }
  return { answers, problems };
}

function missingMessage(question: Question, label: string): string {
  return choicesOf(question).length > 0 ? `${label}を選んでください。` : `${label}を入力してください。`;
}

/**
 * Blocks that are filled although another answer says that there are none: only a person knows which is right. Where
 * that answer itself is missing or wrong, it is listed already.
 */
function contradiction(form: FormDefinition, group: QuestionGroup, draft: Draft): FieldProblem[] {
  const filled = filledBlocks(group, draft).length;
  const asking = form.sections
    .flatMap(({ items }) => items)
    .find((item): item is Question => !isGroup(item) && item.id === group.showWhen?.question);
  const answer = asking && draft[asking.id];
  if (filled === 0 || asking === undefined || answer === undefined || !checkAnswer(asking, answer).right) return [];
  const wanted = displayAnswer(asking, group.showWhen?.isAnyOf ?? []);
  const message = `${group.label}が${filled}件入力されています。${asking.label}で「${wanted}」を選ぶか、入力した${group.label}を削除してください。`;
  return [{ field: asking.id, label: asking.label, message }];
}
