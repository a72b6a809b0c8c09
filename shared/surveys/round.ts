/**
 * A round (調査の回): one survey, sent once to every organisation of the programme.
 *
 * Nuances: late is never stored. Whether answers are still taken follows from the closing day, not from the status, so
 * no job has to run at midnight; `closed` only says that the body has finished with the round. Opening is a job of many
 * chunks: `issuedSoFar` is its cursor, and a round is `open` once every organisation has its invitation.
 */
import * as z from 'zod';
import { addOpenDays, type CalendarOverride } from '../calendar/open-day.ts';
import { NationalOrganisationId, ProgrammeId, RoundId } from '../kernel/ids.ts';
import { addMs, Instant, JstDate, startOfDay } from '../kernel/time.ts';

/** How far a reminder may lie from the due day, in open days. */
export const mostOpenDaysBefore = 60;
export const mostOpenDaysAfter = 20;

/**
 * Open days before the due day on which those who have not submitted are reminded, the earliest first; below zero: so
 * many open days after it (督促).
 */
export const ReminderPlan = z.array(z.int().min(-mostOpenDaysAfter).max(mostOpenDaysBefore)).max(4).readonly();
export type ReminderPlan = z.infer<typeof ReminderPlan>;

/** 全国団体. */
export const NationalOrganisation = z
  .object({ organisationId: NationalOrganisationId, name: z.string().min(1).max(120) })
  .readonly();
export type NationalOrganisation = z.infer<typeof NationalOrganisation>;

/** A later one goes only to those whom no earlier one reached, so that few are ever needed. */
export const mostAnnouncements = 9;

/** What a round's row holds besides the rest; no field of the work has so many. */
const mostNationalOrganisations = 300;

const base = {
  programmeId: ProgrammeId,
  roundId: RoundId,
  title: z.string().min(1).max(120),
  formId: z.string().min(1).max(60),
  formVersion: z.int().min(1),
  /** The first day on which answers are taken. */
  opensOn: JstDate,
  /** 提出期限: on time until the end of this day. */
  dueOn: JstDate,
  /** The due day that was asked for, where offices are closed on it and it was moved. */
  nominalDueOn: JstDate.optional(),
  /** 受付終了: the system refuses after the end of this day; never before the due day. */
  closesOn: JstDate,
  reminderPlan: ReminderPlan,
  /** How many steps of the plan have gone out to everybody. */
  reminderStepsDone: z.int().min(0).max(4),
  /** Nobody is reminded for now; `until`: on this day it goes on by itself, with the latest step that is due. */
  remindersPaused: z
    .object({ at: Instant, reason: z.string().min(1).max(200), until: JstDate.optional() })
    .readonly()
    .optional(),
  /** How many recipients (in the fixed order) have their invitation. */
  issuedSoFar: z.int().min(0),
  /** How many are asked, of both kinds together; 0 until the round is opened. Each kind is a denominator of its own. */
  organisations: z.int().min(0),
  /** Those that are asked, as the contact list had them when the round was opened; absent where none are. */
  nationalOrganisations: z.array(NationalOrganisation).max(mostNationalOrganisations).readonly().optional(),
  /** 事前のお知らせ: when it was mailed last, how often, to how many, and with which days; absent where it was not. */
  announcement: z
    .object({
      ...{ at: Instant, times: z.int().min(1).max(mostAnnouncements), organisations: z.int().min(1) },
      ...{ opensOn: JstDate, dueOn: JstDate },
      /** How often it told of other days than before. */
      moved: z.int().min(0).max(mostAnnouncements),
    })
    .readonly()
    .optional(),
  createdAt: Instant,
  version: z.int().min(1),
};
const opening = { openingAt: Instant };
const open = { ...opening, openedAt: Instant };

export const Round = z.discriminatedUnion('status', [
  z.object({ ...base, status: z.literal('draft') }).readonly(),
  /** 取りやめ: planned, and not carried out. */
  z.object({ ...base, cancelledAt: Instant, status: z.literal('cancelled') }).readonly(),
  z.object({ ...base, ...opening, status: z.literal('opening') }).readonly(),
  z.object({ ...base, ...open, status: z.literal('open') }).readonly(),
  z.object({ ...base, ...open, closedAt: Instant, status: z.literal('closed') }).readonly(),
]);
export type Round = z.infer<typeof Round>;
export type RoundStatus = Round['status'];
type BegunRound = Exclude<Round, { status: 'draft' | 'cancelled' }>;
export type OpeningRound = Extract<Round, { status: 'opening' }>;

export const roundMoves = {
  // An announcement, and days that are moved, leave a draft where it is.
  draft: ['opening', 'cancelled'],
  cancelled: [],
  // Each chunk but the last leaves the round where it is.
  opening: ['opening', 'open'],
  open: ['closed'],
  closed: [],
} as const satisfies Record<RoundStatus, readonly RoundStatus[]>;

/** The days were moved after they had been announced: then everybody is to be told of the new ones. */
export function isAnnouncementOutdated({ announcement, opensOn, dueOn }: Round): boolean {
  return announcement !== undefined && (announcement.opensOn !== opensOn || announcement.dueOn !== dueOn);
}

/** Organisations are asked, or soon will be, or were. */
export function hasBegun(round: Round): round is BegunRound {
  return round.status !== 'draft' && round.status !== 'cancelled';
}

/** The hour at which reminders go out, 09:00 in Tokyo. */
export const reminderHourMs = 9 * 3_600_000;

export interface ReminderStep {
  /** From 1. */
  readonly step: number;
  readonly on: JstDate;
  /** 督促: planned for after the due day. */
  readonly isAfterDue: boolean;
}

/** The steps of the plan with their days; left out is what falls before the first day or after the closing day. */
export function reminderSteps(
  round: Pick<Round, 'reminderPlan' | 'dueOn' | 'opensOn' | 'closesOn'>,
  overrides?: readonly CalendarOverride[],
): readonly ReminderStep[] {
  return round.reminderPlan
    .map((openDays, place) => ({
      ...{ step: place + 1, on: addOpenDays(round.dueOn, -openDays, overrides), isAfterDue: openDays < 0 },
    }))
    .filter(({ on }) => on > round.opensOn && on <= round.closesOn);
}

/** The latest step that is due on that day and has not gone out; the steps before it are dropped. */
export function stepDueOn(
  round: Round,
  day: JstDate,
  overrides?: readonly CalendarOverride[],
): ReminderStep | undefined {
  if (round.status !== 'open' || isPausedOn(round, day)) return undefined;
  const step = reminderSteps(round, overrides).findLast(({ on }) => on <= day);
  return step !== undefined && step.step > round.reminderStepsDone ? step : undefined;
}

export function isPausedOn({ remindersPaused }: Pick<Round, 'remindersPaused'>, day: JstDate): boolean {
  return remindersPaused !== undefined && (remindersPaused.until === undefined || day < remindersPaused.until);
}

/**
 * From when on every morning looks whether a reminder is due; `undefined` where none is left, or the round is paused or
 * not open. It says nothing of the day of a step, so a change of the calendar finds no day written down that is not true
 * any more.
 */
export function remindedFrom(round: Round): Instant | undefined {
  if (round.status !== 'open' || round.reminderStepsDone >= round.reminderPlan.length) return undefined;
  if (round.remindersPaused === undefined) return reminderHourOf(round.opensOn);
  const { until } = round.remindersPaused;
  return until && reminderHourOf(until);
}

function reminderHourOf(day: JstDate): Instant {
  return addMs(startOfDay(day), reminderHourMs);
}
