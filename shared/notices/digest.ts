/**
 * 定期報告 (digest): what the receiver of a programme is told every week and every month, for which period one is due, and
 * what of it is news.
 *
 * Nuances: a digest goes out at nine on the first open day of its week or month, so a Monday that is a holiday moves it to
 * the day after. A run that was missed is made up for on the next open day of the same period; a period without any open
 * day (a week of the year's end) has none, and the next one tells what happened. What changed is measured against the
 * digest of the same kind before, sent or skipped. Where there is none yet, nothing was missed: the first one comes on its
 * own day.
 * @source FEATURES F2, F3; MISSION M45
 */
import * as z from 'zod';
import { isOpenDay, openDayOnOrAfter } from '../calendar/open-day.ts';
import { ProgrammeId, RoundId } from '../kernel/ids.ts';
import { addDays, Instant, JstDate, jstDateOf, jstTimeOf, weekdayOf } from '../kernel/time.ts';

export const DigestKind = z.enum(['weekly', 'monthly']);
export type DigestKind = z.infer<typeof DigestKind>;
export const digestKinds = DigestKind.options;

/** Organisations, each counted once. */
const DigestFigures = z.object({
  total: z.int(),
  delivered: z.int(),
  submitted: z.int(),
  accepted: z.int(),
  /** Neither answered nor excused. */
  unanswered: z.int(),
  /** 対象外; absent where nobody is. */
  exempt: z.int().optional(),
});
export type DigestFigures = z.infer<typeof DigestFigures>;

const RoundLine = DigestFigures.extend({
  roundId: RoundId,
  surveyTitle: z.string().max(120),
  dueOn: JstDate,
  /** Of 全国団体, who are not among the figures above; absent where none are asked. */
  national: DigestFigures.optional(),
});
export type RoundLine = z.infer<typeof RoundLine>;

export const DigestLine = RoundLine.extend({
  /** How many had submitted when the digest before was counted; absent where that one did not tell of the round. */
  submittedBefore: z.int().optional(),
});
export type DigestLine = z.infer<typeof DigestLine>;

/** The survey rounds of which there is news, among all that are followed. */
const SurveysPart = z.object({
  part: z.literal('surveys'),
  followed: z.int().min(1),
  lines: z.array(DigestLine).min(1).max(20),
});

/** What a digest is put together from; every context that has something to tell adds its part here. */
export const DigestPart = z.discriminatedUnion('part', [SurveysPart]);
export type DigestPart = z.infer<typeof DigestPart>;

/** What was counted for a period, sent or not: the next digest of the kind tells what changed since. */
export const DigestRecord = z.object({
  programmeId: ProgrammeId,
  kind: DigestKind,
  /** The first day of the week or month. */
  period: JstDate,
  countedAt: Instant,
  /** `begins-later`: the system was set up in the middle of the period. */
  outcome: z.enum(['sent', 'nothing-changed', 'nothing-to-tell', 'begins-later']),
  rounds: z.array(RoundLine).max(20),
});
export type DigestRecord = z.infer<typeof DigestRecord>;

export interface DigestHistory {
  /** Of the latest period; absent before the first. */
  latest(programmeId: ProgrammeId, kind: DigestKind): Promise<DigestRecord | undefined>;
}

const dueHour = 9;

/** The first day of the period whose digest may go out now, if it has not; `undefined` on a closed day and before nine. */
export function periodDueAt(kind: DigestKind, now: Instant): JstDate | undefined {
  const today = jstDateOf(now);
  if (!isOpenDay(today)) return undefined;
  const period = firstDayOf(kind, today);
  const isEarly = isOnTime(period, now) && jstTimeOf(now).hour < dueHour;
  return isEarly ? undefined : period;
}

/** Whether the digest of a period comes on its own day, and is not made up for. */
export function isOnTime(period: JstDate, now: Instant): boolean {
  return jstDateOf(now) === openDayOnOrAfter(period);
}

function firstDayOf(kind: DigestKind, day: JstDate): JstDate {
  if (kind === 'monthly') return JstDate.parse(`${day.slice(0, 8)}01`);
  return addDays(day, -((weekdayOf(day) + 6) % 7));
}

/** The part on surveys with what is new since the record before, or `undefined` where nothing is. */
export function surveysPart(
  rounds: readonly RoundLine[],
  before: DigestRecord | undefined,
): Extract<DigestPart, { part: 'surveys' }> | undefined {
  const known = new Map(before?.rounds.map((line) => [line.roundId, line]));
  const lines = rounds
    .filter((line) => !isSame(line, known.get(line.roundId)))
    .map((line) => {
      const submittedBefore = known.get(line.roundId)?.submitted;
      return { ...line, ...(submittedBefore === undefined ? {} : { submittedBefore }) };
    });
  return lines.length === 0 ? undefined : { part: 'surveys', followed: rounds.length, lines };
}

function isSame(one: RoundLine, other: RoundLine | undefined): boolean {
  return other !== undefined && JSON.stringify(RoundLine.parse(one)) === JSON.stringify(RoundLine.parse(other));
}
