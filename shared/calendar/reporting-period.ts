/**
 * What a report or an answer is about: a month, a quarter, a fiscal year, or an evaluation period with days of its own
 * (評価基準期間). Two calendars run side by side: money goes by fiscal year, evaluation by calendar year.
 * @source 愛媛労働局 仕様書 7(3): evaluation periods begin and end apart from the fiscal year
 */
import * as z from 'zod';
import { JstDate } from '../kernel/time.ts';
import {
  type DayRange,
  daysOfFiscalYear,
  daysOfMonth,
  daysOfQuarter,
  FiscalYear,
  fiscalYearLabel,
  fiscalYearOf,
  monthOf,
  Quarter,
  quarterLabel,
  quarterOf,
} from './fiscal-year.ts';
import { eraYear, wareki } from './wareki.ts';

export const ReportingPeriod = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('month'), year: z.int().min(1950).max(2198), month: z.int().min(1).max(12) }).readonly(),
  z.object({ kind: z.literal('quarter'), fiscalYear: FiscalYear, quarter: Quarter }).readonly(),
  z.object({ kind: z.literal('fiscal-year'), fiscalYear: FiscalYear }).readonly(),
  z
    .object({ kind: z.literal('evaluation'), number: z.int().min(1).max(99), from: JstDate, to: JstDate })
    .refine(({ from, to }) => from <= to)
    .readonly(),
]);
export type ReportingPeriod = z.infer<typeof ReportingPeriod>;

/** `2026-04`, `FY2026-Q1`, `FY2026`, `E1_2023-06-01_2023-12-31`: what stands in keys, paths and events. */
export const PeriodId = z
  .string()
  .refine((id) => parsePeriodId(id) !== undefined)
  .brand<'PeriodId'>();
export type PeriodId = z.infer<typeof PeriodId>;

export function periodId(period: ReportingPeriod): PeriodId {
  switch (period.kind) {
    case 'month':
      return PeriodId.parse(`${period.year}-${String(period.month).padStart(2, '0')}`);
    case 'quarter':
      return PeriodId.parse(`FY${period.fiscalYear}-Q${period.quarter}`);
    case 'fiscal-year':
      return PeriodId.parse(`FY${period.fiscalYear}`);
    case 'evaluation':
      return PeriodId.parse(`E${period.number}_${period.from}_${period.to}`);
  }
}

/** The period behind an id, or `undefined` where the text is none. */
export function parsePeriodId(id: string): ReportingPeriod | undefined {
  const parsed = ReportingPeriod.safeParse(fieldsOfId(id));
  return parsed.success ? parsed.data : undefined;
}

function fieldsOfId(id: string): unknown {
  const month = /^(\d{4})-(\d{2})$/.exec(id);
  if (month) return { kind: 'month', year: Number(month[1]), month: Number(month[2]) };
  const year = /^FY(\d{4})(?:-Q([1-4]))?$/.exec(id);
  if (year?.[2]) return { kind: 'quarter', fiscalYear: Number(year[1]), quarter: Number(year[2]) };
  if (year) return { kind: 'fiscal-year', fiscalYear: Number(year[1]) };
  const evaluation = /^E([1-9]\d?)_(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})$/.exec(id);
  if (!evaluation) return undefined;
  return { kind: 'evaluation', number: Number(evaluation[1]), from: evaluation[2], to: evaluation[3] };
}

/** First and last day, both included. */
export function daysOf(period: ReportingPeriod): DayRange {
  switch (period.kind) {
    case 'month':
      return daysOfMonth(period.year, period.month);
    case 'quarter':
      return daysOfQuarter(period.fiscalYear, period.quarter);
    case 'fiscal-year':
      return daysOfFiscalYear(period.fiscalYear);
    case 'evaluation':
      return { from: period.from, to: period.to };
  }
}

/** 令和8年4月分, 令和8年度第1四半期, 令和8年度, 第1評価基準期間（令和5年6月1日から令和5年12月31日まで）. */
export function periodLabel(period: ReportingPeriod): string {
  switch (period.kind) {
    case 'month':
      return `${eraYear(daysOfMonth(period.year, period.month).to)}${period.month}月分`;
    case 'quarter':
      return quarterLabel(period.fiscalYear, period.quarter);
    case 'fiscal-year':
      return fiscalYearLabel(period.fiscalYear);
    case 'evaluation':
      return `第${period.number}評価基準期間（${wareki(period.from)}から${wareki(period.to)}まで）`;
  }
}

export function monthPeriodOf(day: JstDate): ReportingPeriod {
  return { kind: 'month', ...monthOf(day) };
}

export function quarterPeriodOf(day: JstDate): ReportingPeriod {
  return { kind: 'quarter', fiscalYear: fiscalYearOf(day), quarter: quarterOf(day) };
}

/** April to March. */
export function monthsOf(fiscalYear: FiscalYear): readonly ReportingPeriod[] {
  return Array.from({ length: 12 }, (_, place) => ({
    kind: 'month',
    year: place < 9 ? fiscalYear : fiscalYear + 1,
    month: ((place + 3) % 12) + 1,
  }));
}

export function quartersOf(fiscalYear: FiscalYear): readonly ReportingPeriod[] {
  return [1, 2, 3, 4].map((quarter) => ({ kind: 'quarter', fiscalYear, quarter: Quarter.parse(quarter) }));
}
