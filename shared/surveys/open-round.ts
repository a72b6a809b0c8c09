/** Somebody decides that a round goes out. The invitations themselves are issued by a job that hears of it. */
import * as z from 'zod';
import { happened } from '../../events/event.ts';
import { RoundOpeningRequested } from '../../events/round-opening-requested.v1.ts';
import { isPastDue } from '../calendar/due-rule.ts';
import type { Cause } from '../kernel/change.ts';
import { RoundId } from '../kernel/ids.ts';
import { mayMove } from '../kernel/moves.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type OpeningRound, roundMoves } from './round.ts';
import type { RoundRepository } from './round-repository.ts';
import type { SurveyProgrammes } from './survey-programmes.ts';

export interface OpenRoundDeps {
  readonly rounds: Pick<RoundRepository, 'find' | 'findContacts' | 'replace'>;
  readonly programmes: Pick<SurveyProgrammes, 'recipientsOf'>;
}

export type OpenRoundRefusal =
  | { readonly kind: 'round-not-found' }
  | { readonly kind: 'round-already-opened' }
  | { readonly kind: 'contacts-missing' }
  | { readonly kind: 'due-day-over' }
  | { readonly kind: 'changed-meanwhile' };

export const RoundOpening = z.object({ roundId: RoundId, organisations: z.int().min(1) }).readonly();
export type RoundOpening = z.infer<typeof RoundOpening>;

export async function openRound(
  { rounds, programmes }: OpenRoundDeps,
  input: { readonly roundId: RoundId },
  cause: Cause,
): Promise<Result<RoundOpening, OpenRoundRefusal>> {
  const { programmeId } = cause;
  const round = await rounds.find(programmeId, input.roundId);
  if (round === undefined) return refuse({ kind: 'round-not-found' });
  if (round.status !== 'draft' || !mayMove(roundMoves, round.status, 'opening')) {
    return refuse({ kind: 'round-already-opened' });
  }
  if (isPastDue(round.dueOn, cause.at)) return refuse({ kind: 'due-day-over' });
  if ((await rounds.findContacts(programmeId)) === undefined) return refuse({ kind: 'contacts-missing' });
  const organisations = programmes.recipientsOf(programmeId).length;
  const opening: OpeningRound = {
    ...round,
    ...{ status: 'opening', openingAt: cause.at, organisations, version: round.version + 1 },
  };
  const result = { roundId: round.roundId, organisations };
  const saved = await rounds.replace(opening, {
    cause,
    audit: { action: 'open-round', target: `round/${round.roundId}`, detail: { organisations } },
    events: [happened(RoundOpeningRequested, { roundId: round.roundId })],
    result,
  });
  return saved === 'saved' ? ok(result) : refuse({ kind: 'changed-meanwhile' });
}
