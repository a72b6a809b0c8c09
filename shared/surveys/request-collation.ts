/** Somebody wants the answers of a round as files. The files themselves are made by a job that hears of it. */
import * as z from 'zod';
import { CollationRequested } from '../../events/collation-requested.v1.ts';
import { happened } from '../../events/event.ts';
import type { Cause, IdSource } from '../kernel/change.ts';
import { type AccountId, RoundId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { CollationRepository } from './collation-repository.ts';
import { CollationId } from './collation-request.ts';
import { hasBegun } from './round.ts';
import type { RoundRepository } from './round-repository.ts';

export interface RequestCollationDeps {
  readonly rounds: Pick<RoundRepository, 'find'>;
  readonly collations: Pick<CollationRepository, 'add'>;
  readonly ids: IdSource;
}

export type RequestCollationRefusal =
  | { readonly kind: 'round-not-found' }
  /** Nobody has been asked yet. */
  | { readonly kind: 'round-not-opened' }
  | { readonly kind: 'changed-meanwhile' };

export const RequestedCollation = z.object({ roundId: RoundId, collationId: CollationId }).readonly();
export type RequestedCollation = z.infer<typeof RequestedCollation>;

export async function requestCollation(
  { rounds, collations, ids }: RequestCollationDeps,
  input: { readonly roundId: RoundId; readonly requestedBy: AccountId },
  cause: Cause,
): Promise<Result<RequestedCollation, RequestCollationRefusal>> {
  const { programmeId } = cause;
  const { roundId, requestedBy } = input;
  const round = await rounds.find(programmeId, roundId);
  if (round === undefined) return refuse({ kind: 'round-not-found' });
  if (!hasBegun(round)) return refuse({ kind: 'round-not-opened' });
  const collationId = CollationId.parse(ids.next());
  const result = { roundId, collationId };
  const saved = await collations.add(
    { programmeId, roundId, collationId, requestedAt: cause.at, status: 'requested' },
    {
      ...{ cause, result, events: [happened(CollationRequested, { roundId, collationId, requestedBy })] },
      audit: { action: 'request-collation', target: `round/${roundId}/collation/${collationId}` },
    },
  );
  return saved === 'saved' ? ok(result) : refuse({ kind: 'changed-meanwhile' });
}
