/** What is decided about a planned round, before anybody is asked, begins alike: it is there, and still planned. */
import type { ProgrammeId, RoundId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Round } from './round.ts';
import type { ContactsMark, RoundRepository } from './round-repository.ts';
import type { AskingRound, SurveyProgrammes } from './survey-programmes.ts';

export type DraftRound = Extract<Round, { status: 'draft' }>;

export type DraftRoundRefusal = { readonly kind: 'round-not-found' } | { readonly kind: 'round-already-opened' };

export async function findDraft(
  rounds: Pick<RoundRepository, 'find'>,
  programmeId: ProgrammeId,
  roundId: RoundId,
): Promise<Result<DraftRound, DraftRoundRefusal>> {
  const round = await rounds.find(programmeId, roundId);
  if (round === undefined) return refuse({ kind: 'round-not-found' });
  return round.status === 'draft' ? ok(round) : refuse({ kind: 'round-already-opened' });
}

export type AskingRefusal =
  | { readonly kind: 'contacts-missing' }
  /** The form asks 全国団体 too, and the contact list has none: they would be missing from the denominator for good. */
  | { readonly kind: 'national-organisations-missing' };

/** The round with whom it would ask by the contact list of now. */
export async function askingByContacts(
  deps: {
    readonly rounds: Pick<RoundRepository, 'findContacts'>;
    readonly programmes: Pick<SurveyProgrammes, 'asksNationalOrganisations'>;
  },
  round: DraftRound,
): Promise<Result<DraftRound, AskingRefusal>> {
  const contacts = await deps.rounds.findContacts(round.programmeId);
  if (contacts === undefined) return refuse({ kind: 'contacts-missing' });
  const asking = withNationalOrganisations(deps.programmes, round, contacts);
  return asking === undefined ? refuse({ kind: 'national-organisations-missing' }) : ok(asking);
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
