import * as z from 'zod';
import { Instant } from '../kernel/time.ts';
import { Draft } from '../programmes/form-draft.ts';

/** Who changed a field last, and when. Without a number it was the person in charge (取りまとめ担当). */
const FieldChange = z.object({ at: Instant, delegation: z.int().min(1).optional() }).readonly();
/** By name of field, also of those whose answer was taken out. */
export const FieldChanges = z.record(z.string(), FieldChange).readonly();
export type FieldChanges = z.infer<typeof FieldChanges>;

/** The one draft (下書き) of an organisation in a round, shared by everybody who holds one of its links. */
export const SavedDraft = z
  .object({
    formId: z.string().min(1).max(60),
    formVersion: z.int().min(1),
    answers: Draft,
    changes: FieldChanges.default({}),
    /** What was looked over and is as before (前回と同じ), by its part of the earlier answer. */
    confirmed: FieldChanges.default({}),
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
  return [...names].filter((name) => !sameAnswer(one[name], other[name]));
}

export function sameAnswer(one: Draft[string] | undefined, other: Draft[string] | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
