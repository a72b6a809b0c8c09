/**
 * The answers of a form beside those from before (前回の回答), part by part: the questions of a section, or one block.
 *
 * Nuances: a block is the one from before that has the same first answer (a desk of the same name), else the one at its
 * place that no other block took. A confirmation is kept under the part from before, which never moves, so that it holds
 * when blocks are removed. Words are compared in their written form: another way to type a phone number is no change.
 */
import { checkAnswer } from '../programmes/check-answer.ts';
import {
  type Field,
  type FormDefinition,
  fieldName,
  fieldsOfBlock,
  fieldsOfItem,
  isGroup,
  type Question,
  type QuestionGroup,
} from '../programmes/form-definition.ts';
import { type Draft, type FieldProblem, filledBlocks } from '../programmes/form-draft.ts';
import { carriedOver, type KnownAnswers } from './known-answers.ts';

export interface ComparedPart {
  /** The id of the section, or `desks.0`. */
  readonly id: string;
  readonly fields: readonly ComparedField[];
  /** What it was before: its own id then. Absent where it is new. */
  readonly before?: string;
}

export interface ComparedField extends Field {
  /** The answer from before; absent where there was none. */
  readonly earlier?: Draft[string];
  readonly isChanged: boolean;
}

export interface Comparison {
  readonly confirmedOn: KnownAnswers['confirmedOn'];
  readonly parts: readonly ComparedPart[];
  /** Blocks from before that none of the answers is about, each by its first answer. */
  readonly gone: readonly { readonly group: QuestionGroup; readonly title: string }[];
}

export function compareWithBefore(
  form: FormDefinition,
  answers: Draft,
  known: KnownAnswers | undefined,
): Comparison | undefined {
  if (known === undefined) return undefined;
  const earlier = carriedOver(form, known);
  const compared = form.sections.flatMap(({ id, items }) => {
    const single = items.flatMap((item) => (isGroup(item) ? [] : fieldsOfItem(item, {})));
    const own =
      single.length === 0
        ? []
        : [
            partOf(
              id,
              single,
              answers,
              single.map(({ name }) => earlier[name]),
              id,
            ),
          ];
    return [{ parts: own, gone: [] }, ...items.filter(isGroup).map((group) => blocksOf(group, answers, earlier))];
  });
  return {
    confirmedOn: known.confirmedOn,
    parts: compared.flatMap(({ parts }) => parts),
    gone: compared.flatMap(({ gone }) => gone),
  };
}

/** How a part stands to what it was. */
export function stateOf({ before, fields }: ComparedPart): 'new' | 'changed' | 'unchanged' {
  if (before === undefined) return 'new';
  return fields.some(({ isChanged }) => isChanged) ? 'changed' : 'unchanged';
}

export function partOfField({ parts }: Comparison, name: string): ComparedPart | undefined {
  return parts.find(({ fields }) => fields.some((field) => field.name === name));
}

/** The answers with this part as it was before; what is not carried over stays as typed. */
export function withEarlier(answers: Draft, { fields }: ComparedPart): Draft {
  const next = new Map(Object.entries(answers));
  for (const { name, question, earlier } of fields) {
    if (question.personal !== false) continue;
    if (earlier === undefined) next.delete(name);
    else next.set(name, earlier);
  }
  return Object.fromEntries(next);
}

/** Answers that the organisation must not change, and did. */
export function lockedProblems(comparison: Comparison | undefined): readonly FieldProblem[] {
  const changed = (comparison?.parts ?? [])
    .flatMap(({ fields }) => fields.filter(isLocked))
    .filter(({ isChanged }) => isChanged);
  return changed.map(({ name, label, question }) => ({
    ...{ field: name, label },
    message: `${label}は変更できません（${question.locked?.reason}）。入力に戻って保存すると、前回の内容に戻ります。`,
  }));
}

/** A question that is locked may be answered where nothing is known from before. */
export function isLocked({ question, earlier }: ComparedField): boolean {
  return question.locked !== undefined && earlier !== undefined;
}

function blocksOf(group: QuestionGroup, answers: Draft, earlier: Draft) {
  const before = filledBlocks(group, earlier);
  const [first] = group.questions;
  const titleAt = (from: Draft, place: number) =>
    first === undefined ? '' : String(from[fieldName(group, place, first)] ?? '');
  const places = filledBlocks(group, answers);
  const byTitle = new Map<number, number>();
  for (const place of places) {
    const title = titleAt(answers, place);
    const same = before.find((each) => titleAt(earlier, each) === title && ![...byTitle.values()].includes(each));
    if (title !== '' && same !== undefined) byTitle.set(place, same);
  }
  const taken = new Set(byTitle.values());
  const pairOf = (place: number) =>
    byTitle.get(place) ?? (before.includes(place) && !taken.has(place) ? place : undefined);
  const parts = places.map((place) => {
    const pair = pairOf(place);
    const fields = fieldsOfBlock(group, place);
    const values = group.questions.map((question) =>
      pair === undefined ? undefined : earlier[fieldName(group, pair, question)],
    );
    return partOf(
      `${group.id}.${place}`,
      fields,
      answers,
      values,
      pair === undefined ? undefined : `${group.id}.${pair}`,
    );
  });
  const kept = places.map(pairOf);
  const gone = before
    .filter((place) => !kept.includes(place))
    .map((place) => ({ group, title: titleAt(earlier, place) }));
  return { parts, gone };
}

function partOf(
  id: string,
  fields: readonly Field[],
  answers: Draft,
  earlier: readonly (Draft[string] | undefined)[],
  before: string | undefined,
): ComparedPart {
  const compared = fields.map((field, place): ComparedField => {
    const value = earlier[place];
    const isChanged = field.question.personal === false && !isSame(field.question, answers[field.name], value);
    return { ...field, ...(value === undefined ? {} : { earlier: value }), isChanged };
  });
  return { id, fields: compared, ...(before === undefined ? {} : { before }) };
}

function isSame(question: Question, one: Draft[string] | undefined, other: Draft[string] | undefined): boolean {
  return written(question, one) === written(question, other);
}

function written(question: Question, answer: Draft[string] | undefined): string {
  if (answer === undefined) return '';
  const checked = checkAnswer(question, answer);
  return JSON.stringify(checked.right ? checked.value : answer);
}
