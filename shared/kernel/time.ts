/**
 * Two kinds of time, and no third: a calendar day in Asia/Tokyo, and an instant in UTC. Plain arithmetic with a
 * fixed +09:00 (Japan has had no summer time since 1952); `Intl` with a time zone would cost 12 ms on a cold start.
 */
import * as z from 'zod';

const dayMs = 86_400_000;
const jstOffsetMs = 9 * 3_600_000;

/** A calendar day in Asia/Tokyo, `YYYY-MM-DD`, 1900 to 2199. Sorts as text. */
export const JstDate = z
  .string()
  .regex(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
  .refine(isInCalendar)
  .brand<'JstDate'>();
export type JstDate = z.infer<typeof JstDate>;

/** Asked also of text that the pattern has refused, so an impossible month must be an answer and not a fault. */
function isInCalendar(day: string): boolean {
  const midnightMs = Date.parse(`${day}T00:00:00.000Z`);
  return !Number.isNaN(midnightMs) && new Date(midnightMs).toISOString().startsWith(day);
}

/** A moment in UTC with milliseconds, `2026-04-10T14:59:59.999Z`. Sorts as text. */
export const Instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  .refine((instant) => !Number.isNaN(Date.parse(instant)) && new Date(instant).toISOString() === instant)
  .brand<'Instant'>();
export type Instant = z.infer<typeof Instant>;

/** The only door through which the present enters: given in, never read inside the core. */
export interface Clock {
  now(): Instant;
}

export function instantFromMs(epochMs: number): Instant {
  return Instant.parse(new Date(epochMs).toISOString());
}

export function msOf(instant: Instant): number {
  return Date.parse(instant);
}

export function addMs(instant: Instant, ms: number): Instant {
  return instantFromMs(msOf(instant) + ms);
}

/** The calendar day in Tokyo at that instant. */
export function jstDateOf(instant: Instant): JstDate {
  return JstDate.parse(new Date(msOf(instant) + jstOffsetMs).toISOString().slice(0, 10));
}

/** Hour (0 to 23) and minute in Tokyo at that instant. */
export function jstTimeOf(instant: Instant): { readonly hour: number; readonly minute: number } {
  const shifted = new Date(msOf(instant) + jstOffsetMs);
  return { hour: shifted.getUTCHours(), minute: shifted.getUTCMinutes() };
}

/** The first moment of the day in Tokyo. */
export function startOfDay(day: JstDate): Instant {
  return instantFromMs(Date.parse(`${day}T00:00:00.000+09:00`));
}

/** The last moment of the day in Tokyo, 23:59:59.999: what is due on a day may come until then. */
export function endOfDay(day: JstDate): Instant {
  return instantFromMs(Date.parse(`${day}T23:59:59.999+09:00`));
}

/** That many calendar days later (earlier where negative). Only `shared/calendar` and this file add days. */
export function addDays(day: JstDate, days: number): JstDate {
  return JstDate.parse(new Date(Date.parse(`${day}T00:00:00.000Z`) + days * dayMs).toISOString().slice(0, 10));
}

/** Whole days from one day to another; negative where `to` is earlier. */
export function daysBetween(from: JstDate, to: JstDate): number {
  return Math.round((Date.parse(`${to}T00:00:00.000Z`) - Date.parse(`${from}T00:00:00.000Z`)) / dayMs);
}

/** 0 is Sunday, 6 is Saturday. */
export function weekdayOf(day: JstDate): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  return weekdays[new Date(`${day}T00:00:00.000Z`).getUTCDay()] ?? 0;
}

const weekdays = [0, 1, 2, 3, 4, 5, 6] as const;

/** `2026-06-10 10:23`, in Tokyo. */
export function jstMoment(instant: Instant): string {
  const { hour, minute } = jstTimeOf(instant);
  return `${jstDateOf(instant)} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
