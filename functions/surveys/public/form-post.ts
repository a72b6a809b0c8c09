/** What the form page sends, read: the answers by name of field, and what the page knew when it was drawn. */
import * as z from 'zod';
import { ProgrammeId } from '../../../shared/kernel/ids.ts';
import { type FormDefinition, groupsOf } from '../../../shared/programmes/form-definition.ts';
import { allFields, blocksOf, type Draft, type PostedFields } from '../../../shared/programmes/form-draft.ts';
import { FormSectionIds } from '../../../shared/surveys/delegation.ts';
import type { DraftInput } from '../../../shared/surveys/draft-edit.ts';
import { readSeen } from './seen-answers.ts';

/** A page of 20 desks has some 350 fields; a thousand is nobody's form. */
const mostFields = 2000;

export const FormPost = z
  .record(z.string().max(100), z.union([z.string(), z.array(z.string())]))
  .refine((fields) => Object.keys(fields).length <= mostFields);
export type FormPost = z.infer<typeof FormPost>;

const Known = z.object({
  programme: ProgrammeId,
  formId: z.string().min(1).max(60),
  formVersion: z.coerce.number().int().min(1).max(1000),
  draftVersion: z.coerce.number().int().min(0).max(1_000_000),
  /** What the page showed, in short; absent where a program posts. */
  seen: z.string().max(20_000).optional(),
  /** The sections of a colleague, so that the page comes back with these alone; what may be saved says the link. */
  own: z
    .string()
    .transform((ids): readonly string[] => ids.split('~'))
    .pipe(FormSectionIds)
    .optional()
    .catch(undefined),
});

export type KnownPage = z.infer<typeof Known>;

/** Undefined where the page is none of ours. */
export function readKnown(post: FormPost): KnownPage | undefined {
  return Known.safeParse(post).data;
}

export function draftInput(form: FormDefinition, known: KnownPage, fields: PostedFields): DraftInput {
  const { formId, formVersion, draftVersion, seen } = known;
  return { formId, formVersion, fields, seenVersion: draftVersion, showed: readSeen(form, seen) };
}

/** What was typed, also where it could not be stored: it goes back onto the page. */
export function typedAnswers(form: FormDefinition, post: PostedFields): Draft {
  return Object.fromEntries(
    allFields(form).flatMap(({ name }) => {
      const answer = Object.hasOwn(post, name) ? post[name] : undefined;
      return answer === undefined || answer === '' ? [] : [[name, answer]];
    }),
  );
}

/** Name of the hidden field that says how many blocks of a group the page showed. */
export function blockCountField(groupId: string): string {
  return `blocks.${groupId}`;
}

/**
 * How many blocks a page shows: those that are filled, those that it showed before (`asked`), and at least as many as
 * there must be.
 */
export function shownBlocks(
  form: FormDefinition,
  answers: Draft,
  asked: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, number>> {
  const filled = blocksOf(form, answers);
  return Object.fromEntries(
    groupsOf(form).map(({ id, min, max }) => {
      const wanted = Number(asked[blockCountField(id)] ?? 0);
      return [id, Math.min(Math.max(filled[id] ?? 0, min, Number.isInteger(wanted) ? wanted : 0), max)];
    }),
  );
}

/** Only groups of the form stand in `blocks`, so nothing foreign gets into the address. */
export function blockQuery(blocks: Readonly<Record<string, number>>): string {
  return new URLSearchParams(
    Object.entries(blocks).map(([group, count]) => [blockCountField(group), String(count)]),
  ).toString();
}

/** The block that the pressed button is about. */
export function blockOf(post: FormPost): { readonly groupId: string; readonly place: number } {
  const [, groupId = '', place = ''] = /^([A-Za-z0-9]+)\.(\d{1,3})$/.exec(String(post['block'] ?? '')) ?? [];
  return { groupId, place: Number(place) };
}
