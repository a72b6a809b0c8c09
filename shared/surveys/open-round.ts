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
import type { ContactsMark, RoundRepository } from './round-repository.ts';
import type { AskingRound, SurveyProgrammes } from './survey-programmes.ts';

export interface OpenRoundDeps {
  readonly rounds: Pick<RoundRepository, 'find' | 'findContacts' | 'replace'>;
  readonly programmes: Pick<SurveyProgrammes, 'recipientsOf' | 'asksNationalOrganisations'>;
}

export type OpenRoundRefusal =
  | { readonly kind: 'round-not-found' }
  | { readonly kind: 'round-already-opened' }
  | { readonly kind: 'contacts-missing' }
  /** The form asks 全国団体 too, and the contact list has none: they would be missing from the denominator for good. */
  | { readonly kind: 'national-organisations-missing' }
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
  const contacts = await rounds.findContacts(programmeId);
  if (contacts === undefined) return refuse({ kind: 'contacts-missing' });
  const frozen = withNationalOrganisations(programmes, round, contacts);
  if (frozen === undefined) return refuse({ kind: 'national-organisations-missing' });
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

/** The round with whom it asks of the contact list's 全国団体; from here on later lists change nothing about it. */
export function withNationalOrganisations<Asking extends AskingRound>(
  programmes: Pick<SurveyProgrammes, 'asksNationalOrganisations'>,
  round: Asking,
  { nationalOrganisations = [] }: Pick<ContactsMark, 'nationalOrganisations'>,
): Asking | undefined {
  if (!programmes.asksNationalOrganisations(round.programmeId, round.formId, round.formVersion)) return round;
  return nationalOrganisations.length === 0 ? undefined : { ...round, nationalOrganisations };
}
