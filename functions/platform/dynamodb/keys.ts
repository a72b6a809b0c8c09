/**
 * Keys of business rows. The programme leads every partition key, so that a query cannot reach another programme's
 * rows; ids cannot hold the separator, so that two different lists of parts never give the same key.
 */
import * as z from 'zod';
import type { ProgrammeId } from '../../../shared/kernel/ids.ts';

export const Key = z.string().min(1).max(1024).brand<'Key'>();
export type Key = z.infer<typeof Key>;

/** `womens-support-2026#round#…`. Throws where a part holds the separator or is empty. */
export function programmeKey(programmeId: ProgrammeId, ...parts: readonly string[]): Key {
  return join([programmeId, ...parts]);
}

/** Rows found by an id alone (sessions, links by digest, accounts); checked against the programme after the read. */
export function plainKey(...parts: readonly string[]): Key {
  return join(parts);
}

function join(parts: readonly string[]): Key {
  for (const part of parts) {
    if (part === '' || part.includes('#')) throw new Error('a part of a key is empty or holds the separator');
  }
  return Key.parse(parts.join('#'));
}

/** Spreads rows of one day over eight partitions. Any text; the answer is `0` to `7`. */
export function shardOf(text: string): string {
  let sum = 0;
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return String(sum % shardCount);
}

export const shardCount = 8;
