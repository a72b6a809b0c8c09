/** A collation (取りまとめ): somebody wants the answers of a round as files; a job makes them, and they are kept. */
import * as z from 'zod';
import { ProgrammeId, RoundId } from '../kernel/ids.ts';
import type { Moves } from '../kernel/moves.ts';
import { Instant } from '../kernel/time.ts';

export const CollationId = z.uuid().brand<'CollationId'>();
export type CollationId = z.infer<typeof CollationId>;

const base = { programmeId: ProgrammeId, roundId: RoundId, collationId: CollationId, requestedAt: Instant };

/** A character that CP932 does not have; each stands as 〓 in that file alone. */
export const Unencodable = z.object({ character: z.string().min(1), count: z.int().min(1) }).readonly();
export type Unencodable = z.infer<typeof Unencodable>;

/** More kinds of characters than this are not listed one by one. */
export const mostUnencodable = 200;

const done = {
  doneAt: Instant,
  /** All whom the round asks, answered or not. */
  organisations: z.int().min(0),
  answered: z.int().min(0),
  rows: z.int().min(0),
  unencodable: z.array(Unencodable).max(mostUnencodable).readonly(),
};

export const CollationRequest = z.discriminatedUnion('status', [
  z.object({ ...base, status: z.literal('requested') }).readonly(),
  z.object({ ...base, ...done, status: z.literal('done') }).readonly(),
]);
export type CollationRequest = z.infer<typeof CollationRequest>;
export type DoneCollation = Extract<CollationRequest, { status: 'done' }>;

export const collationMoves = { requested: ['done'], done: [] } as const satisfies Moves<CollationRequest['status']>;

export const collationFiles = ['answers.xlsx', 'answers.csv', 'answers-cp932.csv'] as const;
export type CollationFile = (typeof collationFiles)[number];

/** Where a file of the collation lies in the private bucket. */
export function collationFileKey(
  { programmeId, roundId, collationId }: Pick<CollationRequest, 'programmeId' | 'roundId' | 'collationId'>,
  file: CollationFile,
): string {
  return `${programmeId}/collations/${roundId}/${collationId}/${file}`;
}
