/**
 * The body has finished with a round. Only after the closing day: until its end the organisations were promised that
 * they may answer. Whoever got a later day with a returned answer may still submit.
 */
import * as z from 'zod';
import { isPastDue } from '../calendar/due-rule.ts';
import type { Cause } from '../kernel/change.ts';
import { RoundId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { RoundRepository } from './round-repository.ts';

export interface CloseRoundDeps {
  readonly rounds: Pick<RoundRepository, 'find' | 'replace'>;
}

export type CloseRoundRefusal =
  | { readonly kind: 'round-not-found' }
  | { readonly kind: 'round-not-open' }
  | { readonly kind: 'closing-day-not-over' }
  | { readonly kind: 'changed-meanwhile' };

export const ClosedRound = z.object({ roundId: RoundId }).readonly();

export async function closeRound(
  { rounds }: CloseRoundDeps,
  input: { readonly roundId: RoundId },
  cause: Cause,
): Promise<Result<z.infer<typeof ClosedRound>, CloseRoundRefusal>> {
  const round = await rounds.find(cause.programmeId, input.roundId);
  if (round === undefined) return refuse({ kind: 'round-not-found' });
  if (round.status !== 'open') return refuse({ kind: 'round-not-open' });
  if (!isPastDue(round.closesOn, cause.at)) return refuse({ kind: 'closing-day-not-over' });
  const result = { roundId: round.roundId };
  const saved = await rounds.replace(
    { ...round, status: 'closed', closedAt: cause.at, version: round.version + 1 },
    { cause, audit: { action: 'close-round', target: `round/${round.roundId}` }, events: [], result },
  );
  return saved === 'saved' ? ok(result) : refuse({ kind: 'changed-meanwhile' });
}
