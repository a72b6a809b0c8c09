/**
 * 取りやめ: a planned round is not carried out. Whoever was told that it would come is told that it will not, by one event for
 * each thirty organisations, as it was announced; a round that has begun is closed instead.
 */
import * as z from 'zod';
import { happened } from '../../events/event.ts';
import { RoundCancelled } from '../../events/round-cancelled.v1.ts';
import type { Cause } from '../kernel/change.ts';
import { RoundId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type AnnounceRoundDeps, announcedChunks } from './announce-round.ts';
import { type DraftRoundRefusal, findDraft } from './draft-round.ts';
import type { Round } from './round.ts';

export type CancelRoundDeps = AnnounceRoundDeps;

export type CancelRoundRefusal = DraftRoundRefusal | { readonly kind: 'changed-meanwhile' };

export const CancelledRound = z.object({ roundId: RoundId }).readonly();

export async function cancelRound(
  deps: CancelRoundDeps,
  input: { readonly roundId: RoundId },
  cause: Cause,
): Promise<Result<z.infer<typeof CancelledRound>, CancelRoundRefusal>> {
  const found = await findDraft(deps.rounds, cause.programmeId, input.roundId);
  if (!found.ok) return found;
  const round = found.value;
  const result = { roundId: round.roundId };
  const saved = await deps.rounds.replace(
    { ...round, status: 'cancelled', cancelledAt: cause.at, version: round.version + 1 },
    {
      ...{ cause, result },
      audit: { action: 'cancel-round', target: `round/${round.roundId}` },
      events: await eventsOf(deps, round),
    },
  );
  return saved === 'saved' ? ok(result) : refuse({ kind: 'changed-meanwhile' });
}

async function eventsOf({ rounds, programmes }: CancelRoundDeps, round: Round) {
  const { roundId, title, announcement } = round;
  if (announcement === undefined) return [];
  const { times, moved } = announcement;
  const chunks = announcedChunks(programmes, round, await rounds.findContacts(round.programmeId));
  return chunks.map((organisations) =>
    happened(RoundCancelled, { roundId, surveyTitle: title, times, moved, organisations }),
  );
}
