/**
 * Days on which offices are open (開庁日) and closed (閉庁日): Saturdays, Sundays, national holidays, and 29 December to
 * 3 January.
 *
 * Nuances: the official list of holidays goes first; where it says nothing yet, the Act is reckoned and the answer
 * says `official: false`. An override goes before both: a local closed day, or a holiday that was moved by law after
 * this list was made.
 * @source 行政機関の休日に関する法律（昭和63年法律第91号）第1条
 */
import { addDays, type JstDate, weekdayOf } from '../kernel/time.ts';
import { calendarOverrides } from './calendar-overrides.ts';
import { holidaysByTheAct } from './holiday-act.ts';
import { officialFrom, officialHolidays, officialThrough } from './official-holidays.ts';

/** What is stated about one day against the calendar. */
export interface CalendarOverride {
  readonly day: JstDate;
  readonly open: boolean;
  /** In Japanese, shown where the day is explained. */
  readonly reason: string;
}

/** Why a day is closed; `name` is Japanese. */
export interface ClosedDay {
  readonly kind: 'saturday' | 'sunday' | 'national-holiday' | 'year-end' | 'override';
  readonly name: string;
}

/** No run of closed days is longer than this; an override table that closes more than it is a mistake. */
const longestClosureDays = 60;

/** Why the day is closed, or `undefined` where it is open. */
export function closedDayOn(
  day: JstDate,
  overrides: readonly CalendarOverride[] = calendarOverrides,
): ClosedDay | undefined {
  const override = overrides.find((entry) => entry.day === day);
  if (override !== undefined) return override.open ? undefined : { kind: 'override', name: override.reason };
  const holiday = holidayOn(day);
  if (holiday !== undefined) return { kind: 'national-holiday', name: holiday };
  if (isYearEnd(day)) return { kind: 'year-end', name: '年末年始の休日' };
  const weekday = weekdayOf(day);
  if (weekday === 6) return { kind: 'saturday', name: '土曜日' };
  return weekday === 0 ? { kind: 'sunday', name: '日曜日' } : undefined;
}

export function isOpenDay(day: JstDate, overrides: readonly CalendarOverride[] = calendarOverrides): boolean {
  return closedDayOn(day, overrides) === undefined;
}

/** Whether the official list of holidays speaks for the day. */
export function isOfficial(day: JstDate): boolean {
  return officialFrom <= day && day <= officialThrough;
}

/** The day itself where it is open, else the open day before it (直前の開庁日). */
export function openDayOnOrBefore(day: JstDate, overrides: readonly CalendarOverride[] = calendarOverrides): JstDate {
  return nearestOpenDay(day, -1, overrides);
}

/** The day itself where it is open, else the open day after it (翌開庁日). */
export function openDayOnOrAfter(day: JstDate, overrides: readonly CalendarOverride[] = calendarOverrides): JstDate {
  return nearestOpenDay(day, 1, overrides);
}

/**
 * That many open days later, or earlier where negative; the day itself is not counted, and zero gives the day back
 * even where it is closed.
 */
export function addOpenDays(
  day: JstDate,
  openDays: number,
  overrides: readonly CalendarOverride[] = calendarOverrides,
): JstDate {
  if (!Number.isInteger(openDays)) throw new RangeError(`open days are counted whole, not ${openDays}`);
  const step = openDays < 0 ? -1 : 1;
  let reached = day;
  for (let counted = 0; counted < Math.abs(openDays); counted += 1) {
    reached = nearestOpenDay(addDays(reached, step), step, overrides);
  }
  return reached;
}

function nearestOpenDay(day: JstDate, step: 1 | -1, overrides: readonly CalendarOverride[]): JstDate {
  let candidate = day;
  for (let tried = 0; tried <= longestClosureDays; tried += 1) {
    if (isOpenDay(candidate, overrides)) return candidate;
    candidate = addDays(candidate, step);
  }
  throw new Error(`no open day within ${longestClosureDays} days of ${day}: the override table closes too much`);
}

function holidayOn(day: JstDate): string | undefined {
  return isOfficial(day) ? officialHolidays.get(day) : actOf(Number(day.slice(0, 4))).get(day);
}

function isYearEnd(day: JstDate): boolean {
  const monthDay = day.slice(5);
  return monthDay >= '12-29' || monthDay <= '01-03';
}

const reckoned = new Map<number, ReadonlyMap<JstDate, string>>();

/** A year is reckoned once and kept: the answer never changes. */
function actOf(year: number): ReadonlyMap<JstDate, string> {
  const known = reckoned.get(year) ?? holidaysByTheAct(year);
  reckoned.set(year, known);
  return known;
}
