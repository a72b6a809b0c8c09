/**
 * How far a round has come. The denominator is the fixed list of recipients, not those who could be reached: whoever
 * has no invitation yet, or no address, still counts; who is excused (対象外) stays in it and is counted apart. National
 * organisations (全国団体) are counted for themselves and never among the local governments.
 * @source FEATURES AC-D2
 */
import type { ProgrammeId, RoundId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Instant } from '../kernel/time.ts';
import { prefectureDigits } from '../programmes/area.ts';
import { type Invitation, type InvitationStatus, isLate } from './invitation.ts';
import type { InvitationRepository } from './invitation-repository.ts';
import type { Round } from './round.ts';
import type { RoundRepository } from './round-repository.ts';
import type { Recipient, SurveyProgrammes } from './survey-programmes.ts';

export interface ListRoundProgressDeps {
  readonly rounds: Pick<RoundRepository, 'find'>;
  readonly invitations: Pick<InvitationRepository, 'list'>;
  readonly programmes: Pick<SurveyProgrammes, 'recipientsOf'>;
}

export type StatusCounts = Readonly<Record<InvitationStatus | 'not-issued', number>>;

export interface OrganisationProgress {
  readonly recipient: Recipient;
  /** Absent until the opening job has come to this organisation. */
  readonly invitation?: Invitation;
  readonly isLate: boolean;
}

interface Tally {
  readonly total: number;
  readonly counts: StatusCounts;
  readonly late: number;
}

/** The figures are of local governments. */
export interface RoundProgress extends Tally {
  readonly round: Round;
  /** Absent where the round asks none of them. */
  readonly nationalOrganisations?: Tally;
  /** By the two digits of the prefecture, in their order. */
  readonly byPrefecture: ReadonlyMap<string, { readonly total: number; readonly counts: StatusCounts }>;
  /** Of both kinds, in the order of the recipients' codes. */
  readonly organisations: readonly OrganisationProgress[];
}

/** @param input.prefecture only this prefecture's municipalities and the prefecture itself; `00`: national organisations */
export async function listRoundProgress(
  { rounds, invitations, programmes }: ListRoundProgressDeps,
  input: { readonly programmeId: ProgrammeId; readonly roundId: RoundId; readonly prefecture?: string },
  now: Instant,
): Promise<Result<RoundProgress, { readonly kind: 'round-not-found' }>> {
  const { programmeId, roundId, prefecture } = input;
  const round = await rounds.find(programmeId, roundId);
  if (round === undefined) return refuse({ kind: 'round-not-found' });
  const issued = new Map(
    (await invitations.list(programmeId, roundId)).map((each) => [each.organisationId, each] as const),
  );
  const organisations = programmes
    .recipientsOf(round)
    .filter(({ organisationId }) => prefecture === undefined || prefectureDigits(organisationId) === prefecture)
    .map((recipient) => progressOf(recipient, issued.get(recipient.organisationId), now));
  const local = organisations.filter((each) => each.recipient.prefecture !== undefined);
  const national = organisations.filter((each) => each.recipient.prefecture === undefined);
  return ok({
    ...{ round, ...tallyOf(local), byPrefecture: byPrefecture(local), organisations },
    ...(national.length === 0 ? {} : { nationalOrganisations: tallyOf(national) }),
  });
}

function progressOf(recipient: Recipient, invitation: Invitation | undefined, now: Instant): OrganisationProgress {
  return invitation === undefined
    ? { recipient, isLate: false }
    : { recipient, invitation, isLate: isLate(invitation, now) };
}

function tallyOf(organisations: readonly OrganisationProgress[]): Tally {
  const late = organisations.filter((each) => each.isLate).length;
  return { total: organisations.length, counts: countsOf(organisations), late };
}

function countsOf(organisations: readonly OrganisationProgress[]): StatusCounts {
  const counts = { 'not-issued': 0, invited: 0, drafting: 0, submitted: 0, returned: 0, accepted: 0, exempt: 0 };
  for (const { invitation } of organisations) counts[invitation?.status ?? 'not-issued'] += 1;
  return counts;
}

function byPrefecture(organisations: readonly OrganisationProgress[]): RoundProgress['byPrefecture'] {
  const groups = Map.groupBy(organisations, ({ recipient }) => recipient.prefecture ?? '');
  return new Map([...groups].map(([code, group]) => [code, { total: group.length, counts: countsOf(group) }] as const));
}
