/** Somebody decides that a round goes out. The invitations themselves are issued by a job that hears of it. */
import * as z from 'zod';
import { happened } from '../../events/event.ts';
import { RoundOpeningRequested } from '../../events/round-opening-requested.v1.ts';
import { isPastDue } from '../calendar/due-rule.ts';
import type { Cause } from '../kernel/change.ts';
import { RoundId } from '../kernel/ids.ts';
import { mayMove } from '../kernel/moves.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type AskingRefusal, askingByContacts, type DraftRoundRefusal, findDraft } from './draft-round.ts';
import { type OpeningRound, roundMoves } from './round.ts';
import type { RoundRepository } from './round-repository.ts';
import type { SurveyProgrammes } from './survey-programmes.ts';

export interface OpenRoundDeps {
  readonly rounds: Pick<RoundRepository, 'find' | 'findContacts' | 'replace'>;
  readonly programmes: Pick<SurveyProgrammes, 'recipientsOf' | 'asksNationalOrganisations'>;
}

export type OpenRoundRefusal =
  | DraftRoundRefusal
  | AskingRefusal
  | { readonly kind: 'due-day-over' }
  | { readonly kind: 'changed-meanwhile' };

export const RoundOpening = z.object({ roundId: RoundId, organisations: z.int().min(1) }).readonly();
export type RoundOpening = z.infer<typeof RoundOpening>;

export async function openRound(
  { rounds, programmes }: OpenRoundDeps,
  input: { readonly roundId: RoundId },
  cause: Cause,
): Promise<Result<RoundOpening, OpenRoundRefusal>> {
  const found = await findDraft(rounds, cause.programmeId, input.roundId);
  if (!found.ok) return found;
  const round = found.value;
  if (!mayMove(roundMoves, round.status, 'opening')) return refuse({ kind: 'round-already-opened' });
  if (isPastDue(round.dueOn, cause.at)) return refuse({ kind: 'due-day-over' });
  const asking = await askingByContacts({ rounds, programmes }, round);
  if (!asking.ok) return asking;
  const frozen = asking.value;
  const organisations = programmes.recipientsOf(frozen).length;
  const opening: OpeningRound = {
    ...frozen,
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
