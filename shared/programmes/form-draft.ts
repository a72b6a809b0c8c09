/** A draft (下書き) of a form: whatever has been typed so far, by name of field. Saving it never asks for completeness. */
import * as z from 'zod';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { keepAsTyped } from '../kernel/text.ts';
import {
  type Field,
  type FormDefinition,
  fieldName,
  fieldsOfBlock,
  fieldsOfItem,
  groupsOf,
  isGroup,
  type QuestionGroup,
} from './form-definition.ts';

/** Several values only where several may be chosen. A field without an answer is absent. */
export const Draft = z.record(z.string(), z.union([z.string(), z.array(z.string()).readonly()])).readonly();
export type Draft = z.infer<typeof Draft>;

/** What came from a page or a program, before it is looked at. */
export type PostedFields = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface FieldProblem {
  readonly field: string;
  readonly label: string;
  /** In Japanese; says what to do. */
  readonly message: string;
}

export interface DraftTooLarge {
  readonly kind: 'draft-too-large';
  readonly problems: readonly FieldProblem[];
}

/** A draft of this many characters still fits into one row of the table in UTF-8, with room for what stands around it. */
const mostCharacters = 100_000;
const mostCharactersPerField = 10_000;

/**
 * Takes from the posted fields those that the form has, as typed. Unknown names are left out; an empty answer is none.
 * Refuses only what could not be stored.
 */
export function parseDraft(form: FormDefinition, fields: PostedFields): Result<Draft, DraftTooLarge> {
  const known = allFields(form);
  const entries = known.flatMap((field): [Field, string | readonly string[]][] => {
    const answer = Object.hasOwn(fields, field.name) ? keptAnswer(field, fields[field.name]) : undefined;
    return answer === undefined ? [] : [[field, answer]];
  });
  const tooLong = entries.filter(([, answer]) => lengthOf(answer) > mostCharactersPerField).map(([field]) => field);
  if (tooLong.length > 0) return refuse({ kind: 'draft-too-large', problems: tooLong.map(tooLongProblem) });
  const total = entries.reduce((sum, [, answer]) => sum + lengthOf(answer), 0);
  if (total > mostCharacters) return refuse({ kind: 'draft-too-large', problems: [wholeTooLongProblem(entries)] });
  return ok(Object.fromEntries(entries.map(([field, answer]) => [field.name, answer])));
}

/** How many blocks of each group the draft fills, counted up to the last one with an answer. */
export function blocksOf(form: FormDefinition, draft: Draft): Readonly<Record<string, number>> {
  return Object.fromEntries(
    groupsOf(form)
      .map((group) => [group.id, filledBlocks(group, draft).at(-1) ?? -1])
      .map(([id, last]) => [id, Number(last) + 1]),
  );
}

/** The places of the blocks that have any answer, from 0. */
export function filledBlocks(group: QuestionGroup, draft: Draft): readonly number[] {
  const places = Array.from({ length: group.max }, (_, index) => index);
  return places.filter((index) => fieldsOfBlock(group, index).some(({ name }) => Object.hasOwn(draft, name)));
}

/** What stands in one block, by id of the question. */
export function blockAnswers(group: QuestionGroup, index: number, draft: Draft): Draft {
  return Object.fromEntries(
    group.questions.flatMap((question) => {
      const answer = draft[fieldName(group, index, question)];
      return answer === undefined ? [] : [[question.id, answer] as const];
    }),
  );
}

/** The blocks as fields of a draft, without gaps. */
export function draftOfBlocks(
  group: QuestionGroup,
  blocks: readonly Readonly<Record<string, string | readonly string[] | undefined>>[],
): Draft {
  return Object.fromEntries(
    blocks.flatMap((block, index) =>
      group.questions.flatMap((question) => {
        const answer = block[question.id];
        return answer === undefined ? [] : [[fieldName(group, index, question), answer] as const];
      }),
    ),
  );
}

/** The draft without that block; later blocks move up. Everything else stays. */
export function removeBlock(form: FormDefinition, draft: Draft, groupId: string, index: number): Draft {
  const group = groupsOf(form).find(({ id }) => id === groupId);
  if (group === undefined) return draft;
  const moved = new Map(Object.entries(draft));
  for (let place = index; place < group.max; place += 1) {
    for (const question of group.questions) {
      const next = draft[fieldName(group, place + 1, question)];
      const name = fieldName(group, place, question);
      if (next === undefined) moved.delete(name);
      else moved.set(name, next);
    }
  }
  return Object.fromEntries(moved);
}

/** Every field that the form can have, with as many blocks as are allowed. */
export function allFields(form: FormDefinition): readonly Field[] {
  const most = Object.fromEntries(groupsOf(form).map((group) => [group.id, group.max]));
  return form.sections.flatMap(({ items }) => items.flatMap((item) => fieldsOfItem(item, isGroup(item) ? most : {})));
}

function keptAnswer(
  field: Field,
  posted: string | readonly string[] | undefined,
): string | readonly string[] | undefined {
  const values = (typeof posted === 'string' ? [posted] : (posted ?? [])).map(keepAsTyped);
  const given = values.filter((value) => value.trim() !== '');
  if (field.question.type === 'multiple-choice') return given.length === 0 ? undefined : [...new Set(given)];
  return given[0];
}

function lengthOf(answer: string | readonly string[]): number {
  return typeof answer === 'string' ? answer.length : answer.reduce((sum, value) => sum + value.length, 0);
}

function tooLongProblem({ name, label }: Field): FieldProblem {
  return { field: name, label, message: `${label}が長すぎるため保存できません。短くしてください。` };
}

function wholeTooLongProblem(entries: readonly (readonly [Field, string | readonly string[]])[]): FieldProblem {
  const [longest] = entries.toSorted(([, one], [, other]) => lengthOf(other) - lengthOf(one));
  const field = longest?.[0].name ?? '';
  return { field, label: '回答全体', message: '回答全体が長すぎるため保存できません。文章を短くしてください。' };
}
