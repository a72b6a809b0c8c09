import * as z from 'zod';
import { Instant } from '../kernel/time.ts';
import { Draft } from '../programmes/form-draft.ts';

/** The one draft (下書き) of an organisation in a round, shared by everybody who holds its link. */
export const SavedDraft = z
  .object({
    formId: z.string().min(1).max(60),
    formVersion: z.int().min(1),
    answers: Draft,
    /** From 1. Who saves says which version was seen; another one means that somebody saved in between. */
    version: z.int().min(1),
    savedAt: Instant,
  })
  .readonly();
export type SavedDraft = z.infer<typeof SavedDraft>;

/** Whether both hold the same answers, whatever the order of their fields. */
export function sameAnswers(one: Draft, other: Draft): boolean {
  return fieldsThatDiffer(one, other).length === 0;
}

/** Names of the fields whose answers differ. */
export function fieldsThatDiffer(one: Draft, other: Draft): readonly string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));
}
