/**
 * What an organisation filled into its book, cell by cell: the answers that are right, and for every other cell what
 * to do. A book of another organisation, round or version of the form is refused as a whole.
 */
import { ok, type Result, refuse } from '../kernel/result.ts';
import { keepAsTyped } from '../kernel/text.ts';
import { checkAnswer } from '../programmes/check-answer.ts';
import { choicesOf, type FormDefinition, type Question } from '../programmes/form-definition.ts';
import type { Draft } from '../programmes/form-draft.ts';
import {
  type AnswerSlot,
  type BookFacts,
  circle,
  factLabels,
  factsSheet,
  groupHeadingRows,
  groupSheets,
  type Place,
  questionsSheet,
  slotsOf,
} from './answer-book.ts';

export interface BookCell {
  readonly text: string;
  readonly kind: 'text' | 'number' | 'formula' | 'merged';
}

export interface BookSheet {
  readonly name: string;
  readonly rows: readonly (readonly BookCell[])[];
}

export type BookRefusal =
  /** No book of ours, or its sheets were renamed or taken out; `sheet` is the first one that is missing. */
  | { readonly kind: 'sheet-missing'; readonly sheet: string }
  | { readonly kind: 'other-organisation' }
  | { readonly kind: 'other-round' }
  | { readonly kind: 'other-form-version' };

export type BookProblemKind =
  | 'formula'
  | 'merged'
  | 'moved'
  | 'not-a-mark'
  | 'not-a-choice'
  | 'too-many-blocks'
  | 'answer';

export interface BookProblem extends Place {
  readonly kind: BookProblemKind;
  readonly sheet: string;
  /** The field, the label that was expected, or the group. */
  readonly label: string;
  /** Of an answer that is not right, what to do. */
  readonly advice?: string;
}

export interface ReadBook {
  /** Of the fields that the book speaks for; an empty cell is no answer. */
  readonly answers: Draft;
  /** Names of fields with a problem: of these the book says nothing. */
  readonly unread: ReadonlySet<string>;
  readonly problems: readonly BookProblem[];
  readonly seen: string;
}

export function readAnswerBook(
  form: FormDefinition,
  expected: Omit<BookFacts, 'seen'>,
  sheets: readonly BookSheet[],
): Result<ReadBook, BookRefusal> {
  const byName = new Map(sheets.map((sheet) => [sheet.name, sheet]));
  const needed = [factsSheet, questionsSheet, ...groupSheets(form).map(({ name }) => name)];
  const facts = factsOf(byName.get(factsSheet));
  const refusal = facts === undefined ? undefined : mismatch(facts, expected);
  if (refusal !== undefined) return refuse(refusal);
  const missing = needed.find((name) => !byName.has(name)) ?? (facts === undefined ? factsSheet : undefined);
  if (missing !== undefined || facts === undefined)
    return refuse({ kind: 'sheet-missing', sheet: missing ?? factsSheet });
  const cellAt = (sheet: string, { row, column }: Place): BookCell =>
    byName.get(sheet)?.rows[row]?.[column] ?? { text: '', kind: 'text' };
  return ok({ ...readSlots(slotsOf(form), cellAt, tooManyBlocks(form, byName)), seen: facts.seen });
}

function factsOf(sheet: BookSheet | undefined): Record<keyof BookFacts, string> | undefined {
  if (sheet === undefined) return undefined;
  const found = new Map(sheet.rows.map((cells) => [cells[0]?.text, cells[1]?.text ?? '']));
  const fact = (name: keyof BookFacts) => found.get(factLabels[name]) ?? '';
  return {
    ...{ organisationId: fact('organisationId'), programmeId: fact('programmeId'), roundId: fact('roundId') },
    ...{ formId: fact('formId'), formVersion: fact('formVersion'), seen: fact('seen') },
  };
}

function mismatch(facts: Record<keyof BookFacts, string>, expected: Omit<BookFacts, 'seen'>): BookRefusal | undefined {
  if (facts.organisationId !== expected.organisationId) return { kind: 'other-organisation' };
  if (facts.programmeId !== expected.programmeId || facts.roundId !== expected.roundId) return { kind: 'other-round' };
  if (facts.formId !== expected.formId || facts.formVersion !== String(expected.formVersion)) {
    return { kind: 'other-form-version' };
  }
  return undefined;
}

type CellAt = (sheet: string, place: Place) => BookCell;

function readSlots(slots: readonly AnswerSlot[], cellAt: CellAt, stray: readonly BookProblem[]) {
  const answers = new Map<string, string | readonly string[]>();
  const unread = new Set<string>();
  const problems: BookProblem[] = [];
  for (const slot of slots) {
    const read = readSlot(slot, cellAt);
    const { name } = slot.field;
    if ('problem' in read) {
      unread.add(name);
      const isSaid = read.problem.kind === 'moved' && problems.some((each) => samePlace(each, read.problem));
      if (!isSaid) problems.push(read.problem);
    } else if (read.value !== undefined) {
      answers.set(name, slot.choice === undefined ? read.value : [...(answers.get(name) ?? []), read.value]);
    }
  }
  const right = [...answers].filter(([name]) => !unread.has(name));
  return { answers: Object.fromEntries(right), unread, problems: [...problems, ...stray] };
}

function samePlace(one: BookProblem, other: BookProblem): boolean {
  return one.sheet === other.sheet && one.row === other.row && one.column === other.column;
}

type ReadSlot = { readonly value: string | undefined } | { readonly problem: BookProblem };

function readSlot(slot: AnswerSlot, cellAt: CellAt): ReadSlot {
  const { sheet, row, column, field, label, choice } = slot;
  if (cellAt(sheet, label).text.trim() !== label.text.trim()) {
    return { problem: { kind: 'moved', sheet, row: label.row, column: label.column, label: label.text } };
  }
  const at = { sheet, row, column, label: choice === undefined ? field.label : `${field.label}：${choice.label}` };
  const cell = cellAt(sheet, slot);
  if (cell.kind === 'formula' || cell.kind === 'merged') return { problem: { ...at, kind: cell.kind } };
  const typed = keepAsTyped(cell.text);
  if (typed.trim() === '') return { value: undefined };
  if (choice !== undefined) {
    return marks.test(typed.trim()) ? { value: choice.value } : { problem: { ...at, kind: 'not-a-mark' } };
  }
  const value = answerIn(field.question, typed);
  if (value === undefined) return { problem: { ...at, kind: 'not-a-choice' } };
  const checked = checkAnswer(field.question, value);
  return checked.right ? { value } : { problem: { ...at, kind: 'answer', advice: checked.advice } };
}

/** What people mark a choice with: several circles look alike. */
const marks = new RegExp(`^[${circle}〇◯●◎✓✔☑レ]$`);

/** A label becomes its value; a day that Excel took for a date of its own becomes a day again. */
function answerIn(question: Question, typed: string): string | undefined {
  const choices = choicesOf(question);
  if (choices.length > 0) return choices.find(({ label }) => label === typed.trim())?.value;
  return question.type === 'date' ? typed.replace(/T00:00:00\.000Z$/, '') : typed;
}

/** Rows below the last block that the form takes. */
function tooManyBlocks(form: FormDefinition, byName: ReadonlyMap<string, BookSheet>): readonly BookProblem[] {
  return groupSheets(form).flatMap(({ name, group, cells }): readonly BookProblem[] => {
    const first = group.max + groupHeadingRows;
    const rows = byName.get(name)?.rows.slice(first) ?? [];
    const row = rows.findIndex((line) => line.slice(1, cells.length + 1).some(({ text }) => text.trim() !== ''));
    if (row < 0) return [];
    const advice = `${group.max}件まで入力できます`;
    return [{ kind: 'too-many-blocks', sheet: name, row: first + row, column: 0, label: group.label, advice }];
  });
}
