/**
 * What a filled book would change in the draft as it stands. Nothing is written here: a person looks at every
 * difference first.
 *
 * Nuances: the book remembers what it was filled with. A cell that still says so was not edited, and what somebody
 * changed on the page meanwhile stands. An emptied cell takes an answer out only where the book had one.
 */
import type { Field, FormDefinition } from '../programmes/form-definition.ts';
import { choicesOf } from '../programmes/form-definition.ts';
import { allFields, type Draft } from '../programmes/form-draft.ts';
import { overlaid, type Showed } from './merge-drafts.ts';
import type { ReadBook } from './read-answer-book.ts';
import { sameAnswer } from './saved-draft.ts';

export interface BookChange {
  readonly field: Field;
  readonly before: Draft[string] | undefined;
  readonly after: Draft[string] | undefined;
  /** Since the book was written out, somebody changed this field on the page too. */
  readonly isChangedMeanwhile: boolean;
}

export interface BookComparison {
  readonly changes: readonly BookChange[];
  /** The draft with all of the changes. */
  readonly answers: Draft;
}

/** @param showed what the book was written out with */
export function compareAnswerBook(
  form: FormDefinition,
  standing: Draft,
  { answers, unread }: Pick<ReadBook, 'answers' | 'unread'>,
  showed: Showed,
): BookComparison {
  const changes = allFields(form)
    .filter(({ name }) => !unread.has(name))
    .map((field) => ({ field, before: standing[field.name], after: answers[field.name] }))
    .filter(({ field, before, after }) => {
      if (sameAnswer(inOrder(field, before), inOrder(field, after))) return false;
      return !showed(field.name, after) && !showed(field.name, inOrder(field, after));
    })
    .map((change) => ({ ...change, isChangedMeanwhile: !showed(change.field.name, change.before) }));
  const over = Object.fromEntries(
    changes.flatMap(({ field, after }) => (after === undefined ? [] : [[field.name, after]])),
  );
  const names = changes.map(({ field }) => field.name);
  return { changes, answers: overlaid(standing, over, names) };
}

/** Several choices in the order of the question, however they were marked. */
function inOrder({ question }: Field, answer: Draft[string] | undefined): Draft[string] | undefined {
  if (answer === undefined || typeof answer === 'string') return answer;
  const order = choicesOf(question).map(({ value }) => value);
  return answer.toSorted((one, other) => order.indexOf(one) - order.indexOf(other));
}
