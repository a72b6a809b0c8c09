/**
 * How far a round has come, with what became of its mails and how it went day by day. Two lists are read, each from a
 * part of the index that holds this round alone. The figures of a day are what stands now, by the day on which it came
 * to be: an answer that was returned or taken back is not among those that are in.
 */
import { isPastDue } from '../calendar/due-rule.ts';
import type { ProgrammeId, RoundId } from '../kernel/ids.ts';
import { ok, type Result } from '../kernel/result.ts';
import { addDays, type Instant, type JstDate, jstDateOf } from '../kernel/time.ts';
import { type Delivery, type DeliveryRepository, type DeliveryState, isUnreachable } from './delivery.ts';
import type { Invitation } from './invitation.ts';
import {
  type ListRoundProgressDeps,
  listRoundProgress,
  type OrganisationProgress,
  type RoundProgress,
  type StatusCounts,
} from './list-round-progress.ts';
import { hasBegun, type Round } from './round.ts';

export interface WatchRoundDeps extends ListRoundProgressDeps {
  readonly deliveries: Pick<DeliveryRepository, 'ofRound'>;
}

export interface WatchedOrganisation extends OrganisationProgress {
  /** Absent where nothing has been heard of its mail. */
  readonly delivery?: DeliveryState;
}

export interface WatchedArea {
  readonly total: number;
  readonly counts: StatusCounts;
  readonly delivered: number;
  readonly unreachable: number;
}

/** How many organisations had come so far by the end of the day. */
export interface DayFigures {
  readonly on: JstDate;
  readonly delivered: number;
  readonly started: number;
  readonly submitted: number;
  readonly accepted: number;
}

export interface RoundWatch extends Omit<RoundProgress, 'byPrefecture' | 'organisations'> {
  /** Of local governments, as the counts are. */
  readonly delivered: number;
  readonly unreachable: number;
  readonly byPrefecture: ReadonlyMap<string, WatchedArea>;
  readonly organisations: readonly WatchedOrganisation[];
  /** Of all organisations of the round, from its opening to today or the closing day. */
  readonly days: readonly DayFigures[];
}

export async function watchRound(
  deps: WatchRoundDeps,
  input: { readonly programmeId: ProgrammeId; readonly roundId: RoundId; readonly prefecture?: string },
  now: Instant,
): Promise<Result<RoundWatch, { readonly kind: 'round-not-found' }>> {
  const [listed, heard] = await Promise.all([
    listRoundProgress(deps, input, now),
    deps.deliveries.ofRound(input.programmeId, input.roundId),
  ]);
  if (!listed.ok) return listed;
  const progress = listed.value;
  const byOrganisation = new Map(heard.map((each) => [each.organisationId, each] as const));
  const stateOf = ({ recipient }: OrganisationProgress) => byOrganisation.get(recipient.organisationId)?.state;
  const organisations = progress.organisations.map((each) => {
    const delivery = stateOf(each);
    return delivery === undefined ? each : { ...each, delivery };
  });
  const local = organisations.filter(({ recipient }) => recipient.prefecture !== undefined);
  const areas = Map.groupBy(local, ({ recipient }) => recipient.prefecture ?? '');
  const byPrefecture = new Map(
    [...progress.byPrefecture].map(
      ([code, figures]) => [code, { ...figures, ...reached(areas.get(code) ?? []) }] as const,
    ),
  );
  const own = organisations.flatMap(({ recipient }) => byOrganisation.get(recipient.organisationId) ?? []);
  return ok({ ...progress, ...reached(local), byPrefecture, organisations, days: daysOf(progress, own, now) });
}

function reached(organisations: readonly WatchedOrganisation[]) {
  return {
    delivered: organisations.filter(({ delivery }) => delivery === 'delivered').length,
    unreachable: organisations.filter(({ delivery }) => isUnreachable(delivery)).length,
  };
}

/** A quarter of a year is followed day by day; what came later stands on the last day. */
const mostDays = 92;

function daysOf(
  { round, organisations }: RoundProgress,
  heard: readonly Delivery[],
  now: Instant,
): readonly DayFigures[] {
  const first = firstDay(round);
  if (first === undefined) return [];
  const invitations = organisations.flatMap(({ invitation }) => invitation ?? []);
  const last = isPastDue(round.closesOn, now) ? round.closesOn : jstDateOf(now);
  const moments = {
    delivered: heard.flatMap(({ state, at }) => (state === 'delivered' ? [at] : [])),
    started: invitations.flatMap((each) => ('draftedAt' in each ? [each.draftedAt] : [])),
    submitted: invitations.flatMap((each) => (isIn(each) ? [each.submittedAt] : [])),
    accepted: invitations.flatMap((each) => (each.status === 'accepted' ? [each.acceptedAt] : [])),
  };
  const dates = new Map(Object.entries(moments).map(([name, all]) => [name, all.map(jstDateOf)] as const));
  const days: DayFigures[] = [];
  for (let on = first; on <= last && days.length < mostDays; on = addDays(on, 1)) {
    const by = (name: keyof typeof moments) => (dates.get(name) ?? []).filter((date) => date <= on).length;
    days.push({
      ...{ on, delivered: by('delivered'), started: by('started') },
      ...{ submitted: by('submitted'), accepted: by('accepted') },
    });
  }
  return days;
}

function firstDay(round: Round): JstDate | undefined {
  return hasBegun(round) ? jstDateOf(round.openingAt) : undefined;
}

function isIn(invitation: Invitation): invitation is Extract<Invitation, { status: 'submitted' | 'accepted' }> {
  return invitation.status === 'submitted' || invitation.status === 'accepted';
}
