/**
 * When something is due, as data, and the answer in words. Which way a closed day moves the date is part of each rule
 * and has no default: the documents differ (直前の営業日 in one, nothing at all in others), and the law on statutory
 * periods moves the opposite way (行政機関の休日に関する法律 第2条).
 *
 * Nuances: a due date means until 23:59:59.999 of that day in Tokyo. Late is derived from it and never stored.
 */
import * as z from 'zod';
import { addDays, type Instant, type JstDate, jstDateOf } from '../kernel/time.ts';
import { calendarOverrides } from './calendar-overrides.ts';
import { daysOfFiscalYear, daysOfMonth, fiscalYearOf, monthOf } from './fiscal-year.ts';
import { officialThrough } from './official-holidays.ts';
import { addOpenDays, type CalendarOverride, closedDayOn, openDayOnOrAfter, openDayOnOrBefore } from './open-day.ts';
import { daysOf, type ReportingPeriod } from './reporting-period.ts';
import { shortDay, wareki } from './wareki.ts';

/** 直前の開庁日, 翌開庁日, or the day stays where it is. */
export const OnClosedDay = z.enum(['preceding', 'following', 'none']);
export type OnClosedDay = z.infer<typeof OnClosedDay>;

/** The clause that sets the date, as it is shown beside it: 仕様書11(2). */
const cited = { onClosedDay: OnClosedDay, source: z.string().min(1) };
const dayOfMonth = z.int().min(1).max(31);
const month = z.int().min(1).max(12);

/**
 * A date that follows from a period's end. A day that the month does not have is the month's last day.
 * @source 民法 第143条第2項
 */
export const PeriodDueRule = z.discriminatedUnion('kind', [
  /** The first such day of the year after the period's last day, e.g. 10 April. */
  z.object({ kind: z.literal('fixed-day'), month, day: dayOfMonth, ...cited }).readonly(),
  /** That day of the month after the one in which the period ends, e.g. the 15th. */
  z.object({ kind: z.literal('day-of-next-month'), day: dayOfMonth, ...cited }).readonly(),
  /** 31 March of the fiscal year in which the period ends (年度末日). */
  z.object({ kind: z.literal('end-of-fiscal-year'), ...cited }).readonly(),
]);
export type PeriodDueRule = z.infer<typeof PeriodDueRule>;

/** A date that is counted from a day on which something happened or will happen; negative counts before it. */
export const EventDueRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open-days-after'), openDays: z.int().min(-365).max(365), ...cited }).readonly(),
  z.object({ kind: z.literal('days-after'), days: z.int().min(-3650).max(3650), ...cited }).readonly(),
]);
export type EventDueRule = z.infer<typeof EventDueRule>;

export interface DueDate {
  /** The date that the rule names, before any shift. */
  readonly nominal: JstDate;
  /** The day until whose end it may come. */
  readonly due: JstDate;
  /** How the date came about, in Japanese. */
  readonly reason: string;
  /** What a person should check, in Japanese: the calendar is provisional, or nothing says what a closed day does. */
  readonly warning?: string;
}

export function dueAfterPeriod(
  rule: PeriodDueRule,
  period: ReportingPeriod,
  overrides: readonly CalendarOverride[] = calendarOverrides,
): DueDate {
  return shifted(nominalAfter(rule, daysOf(period).to), rule, overrides);
}

export function dueAfterEvent(
  rule: EventDueRule,
  happenedOn: JstDate,
  overrides: readonly CalendarOverride[] = calendarOverrides,
): DueDate {
  return rule.kind === 'open-days-after'
    ? shifted(
        addOpenDays(happenedOn, rule.openDays, overrides),
        rule,
        overrides,
        countedFrom(happenedOn, rule.openDays),
      )
    : shifted(addDays(happenedOn, rule.days), rule, overrides);
}

/** A date that somebody set by hand, moved where it falls on a closed day. */
export function dueOn(
  nominal: JstDate,
  rule: { readonly onClosedDay: OnClosedDay; readonly source: string },
  overrides: readonly CalendarOverride[] = calendarOverrides,
): DueDate {
  return shifted(nominal, rule, overrides);
}

/** Whether the due day has ended in Tokyo. */
export function isPastDue(due: JstDate, now: Instant): boolean {
  return jstDateOf(now) > due;
}

function nominalAfter(rule: PeriodDueRule, periodEnd: JstDate): JstDate {
  const { year, month } = monthOf(periodEnd);
  switch (rule.kind) {
    case 'fixed-day': {
      const sameYear = dayInMonth(year, rule.month, rule.day);
      return sameYear > periodEnd ? sameYear : dayInMonth(year + 1, rule.month, rule.day);
    }
    case 'day-of-next-month':
      return month === 12 ? dayInMonth(year + 1, 1, rule.day) : dayInMonth(year, month + 1, rule.day);
    case 'end-of-fiscal-year':
      return daysOfFiscalYear(fiscalYearOf(periodEnd)).to;
  }
}

function dayInMonth(year: number, month: number, day: number): JstDate {
  const { from, to } = daysOfMonth(year, month);
  const wanted = addDays(from, day - 1);
  return wanted < to ? wanted : to;
}

function shifted(
  nominal: JstDate,
  { onClosedDay, source }: { readonly onClosedDay: OnClosedDay; readonly source: string },
  overrides: readonly CalendarOverride[],
  how = '',
): DueDate {
  const due = shift(nominal, onClosedDay, overrides);
  const closed = closedDayOn(due, overrides) !== undefined;
  const reason =
    due === nominal
      ? `期限は${shortDay(due)}${how}（${source}）`
      : `本来は${shortDay(nominal)}。休日のため${onClosedDay === 'preceding' ? '直前の開庁日' : '翌開庁日'}（${source}）`;
  const warning = [
    ...(closed ? [`期限の${shortDay(due)}は閉庁日です。繰上げ・繰下げの定めはありません。`] : []),
    ...(nominal <= officialThrough && due <= officialThrough
      ? []
      : [`${wareki(officialThrough)}より後の祝日は公表前のため、計算による暫定の期限です。`]),
  ].join('');
  return { nominal, due, reason, ...(warning === '' ? {} : { warning }) };
}

function shift(nominal: JstDate, onClosedDay: OnClosedDay, overrides: readonly CalendarOverride[]): JstDate {
  switch (onClosedDay) {
    case 'preceding':
      return openDayOnOrBefore(nominal, overrides);
    case 'following':
      return openDayOnOrAfter(nominal, overrides);
    case 'none':
      return nominal;
  }
}

function countedFrom(happenedOn: JstDate, openDays: number): string {
  return `。${shortDay(happenedOn)}から数えて${Math.abs(openDays)}開庁日${openDays < 0 ? '前' : '後'}`;
}
