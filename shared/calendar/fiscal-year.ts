/** The fiscal year (年度) from 1 April to 31 March, named by the year in which it begins, and its four quarters. */
import * as z from 'zod';
import { addDays, JstDate } from '../kernel/time.ts';
import { eraYear } from './wareki.ts';

export const FiscalYear = z.int().min(1950).max(2198).brand<'FiscalYear'>();
export type FiscalYear = z.infer<typeof FiscalYear>;

/** 第1四半期 is April to June. */
export const Quarter = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type Quarter = z.infer<typeof Quarter>;

/** From the first day to the last, both included. */
export interface DayRange {
  readonly from: JstDate;
  readonly to: JstDate;
}

export function fiscalYearOf(day: JstDate): FiscalYear {
  const { year, month } = monthOf(day);
  return FiscalYear.parse(month >= 4 ? year : year - 1);
}

export function quarterOf(day: JstDate): Quarter {
  return Quarter.parse(Math.floor(((monthOf(day).month + 8) % 12) / 3) + 1);
}

export function daysOfFiscalYear(fiscalYear: FiscalYear): DayRange {
  return { from: JstDate.parse(`${fiscalYear}-04-01`), to: JstDate.parse(`${fiscalYear + 1}-03-31`) };
}

export function daysOfQuarter(fiscalYear: FiscalYear, quarter: Quarter): DayRange {
  const firstMonth = quarter === 4 ? 1 : quarter * 3 + 1;
  const year = quarter === 4 ? fiscalYear + 1 : fiscalYear;
  return { from: daysOfMonth(year, firstMonth).from, to: daysOfMonth(year, firstMonth + 2).to };
}

export function daysOfMonth(year: number, month: number): DayRange {
  const from = firstOfMonth(year, month);
  return { from, to: addDays(month === 12 ? firstOfMonth(year + 1, 1) : firstOfMonth(year, month + 1), -1) };
}

/** 令和8年度. The year in which the era changed is called by the new era (令和元年度, not 平成31年度). */
export function fiscalYearLabel(fiscalYear: FiscalYear): string {
  return `${eraYear(JstDate.parse(`${fiscalYear}-12-31`))}度`;
}

export function quarterLabel(fiscalYear: FiscalYear, quarter: Quarter): string {
  return `${fiscalYearLabel(fiscalYear)}第${quarter}四半期`;
}

/** Year and month (1 to 12) of a day. */
export function monthOf(day: JstDate): { readonly year: number; readonly month: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)) };
}

function firstOfMonth(year: number, month: number): JstDate {
  return JstDate.parse(`${year}-${String(month).padStart(2, '0')}-01`);
}
