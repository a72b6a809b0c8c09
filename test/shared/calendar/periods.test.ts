import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  daysOfFiscalYear,
  daysOfQuarter,
  FiscalYear,
  fiscalYearLabel,
  fiscalYearOf,
  Quarter,
  quarterOf,
} from '../../../shared/calendar/fiscal-year.ts';
import {
  daysOf,
  monthPeriodOf,
  monthsOf,
  PeriodId,
  parsePeriodId,
  periodId,
  periodLabel,
  quarterPeriodOf,
  quartersOf,
  ReportingPeriod,
} from '../../../shared/calendar/reporting-period.ts';
import { addDays, JstDate } from '../../../shared/kernel/time.ts';

const day = (text: string): JstDate => JstDate.parse(text);
const year = (number: number): FiscalYear => FiscalYear.parse(number);
const anyDay = fc.integer({ min: 0, max: 365 * 100 }).map((days) => addDays(day('1960-01-01'), days));
const anyPeriod: fc.Arbitrary<ReportingPeriod> = fc.oneof(
  anyDay.map(monthPeriodOf),
  anyDay.map(quarterPeriodOf),
  anyDay.map((each): ReportingPeriod => ({ kind: 'fiscal-year', fiscalYear: fiscalYearOf(each) })),
  fc
    .tuple(anyDay, fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 99 }))
    .map(
      ([from, length, number]): ReportingPeriod => ({ kind: 'evaluation', number, from, to: addDays(from, length) }),
    ),
);

describe('fiscal years', () => {
  test.each([
    ['2026-03-31', 2025, 4],
    ['2026-04-01', 2026, 1],
    ['2026-07-01', 2026, 2],
    ['2026-12-31', 2026, 3],
    ['2027-01-01', 2026, 4],
  ])('%s is in fiscal year %i, quarter %i', (text, fiscalYear, quarter) => {
    expect([fiscalYearOf(day(text)), quarterOf(day(text))]).toEqual([fiscalYear, quarter]);
  });

  test.each([
    [2026, '令和8年度'],
    [2019, '令和元年度'],
    [2018, '平成30年度'],
    [1989, '平成元年度'],
    [1988, '昭和63年度'],
  ])('%i is called %s', (fiscalYear, label) => {
    expect(fiscalYearLabel(year(fiscalYear))).toBe(label);
  });

  test('every day lies in the days of its own year and quarter, and the quarters fill the year', () => {
    fc.assert(
      fc.property(anyDay, (each) => {
        const fiscalYear = fiscalYearOf(each);
        const whole = daysOfFiscalYear(fiscalYear);
        const quarter = daysOfQuarter(fiscalYear, quarterOf(each));
        expect(whole.from <= quarter.from && quarter.from <= each && each <= quarter.to && quarter.to <= whole.to).toBe(
          true,
        );
        const quarters = [1, 2, 3, 4].map((number) => daysOfQuarter(fiscalYear, Quarter.parse(number)));
        expect(quarters[0]?.from).toBe(whole.from);
        expect(quarters[3]?.to).toBe(whole.to);
        for (const [place, next] of quarters.slice(1).entries()) {
          expect(next.from).toBe(addDays(quarters[place]?.to ?? whole.to, 1));
        }
      }),
    );
  });
});

describe('reporting periods', () => {
  test.each([
    [monthPeriodOf(day('2026-04-10')), '2026-04', '令和8年4月分'],
    [monthPeriodOf(day('2019-05-01')), '2019-05', '令和元年5月分'],
    [quarterPeriodOf(day('2027-02-01')), 'FY2026-Q4', '令和8年度第4四半期'],
    [{ kind: 'fiscal-year', fiscalYear: year(2026) }, 'FY2026', '令和8年度'],
    [
      { kind: 'evaluation', number: 1, from: day('2023-06-01'), to: day('2023-12-31') },
      'E1_2023-06-01_2023-12-31',
      '第1評価基準期間（令和5年6月1日から令和5年12月31日まで）',
    ],
  ] satisfies [ReportingPeriod, string, string][])('%o has id %s and label %s', (period, id, label) => {
    expect([periodId(period), periodLabel(period)]).toEqual([id, label]);
  });

  test('ids round-trip', () => {
    fc.assert(
      fc.property(anyPeriod, (period) => {
        expect(parsePeriodId(periodId(period))).toEqual(period);
      }),
    );
  });

  test('a text that is no id gives no period, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'FYEQ_-0123456789') })), (text) => {
        const period = parsePeriodId(text);
        expect(period === undefined || periodId(period) === text).toBe(true);
        expect(PeriodId.safeParse(text).success).toBe(period !== undefined);
      }),
    );
    for (const text of ['2026-13', 'FY2026-Q5', 'FY26', 'E1_2023-12-31_2023-06-01', 'E0_2023-06-01_2023-12-31', '']) {
      expect(parsePeriodId(text)).toBeUndefined();
    }
  });

  test('a year has twelve months and four quarters that follow each other without a gap', () => {
    for (const periods of [monthsOf(year(2026)), quartersOf(year(2026))]) {
      const days = periods.map(daysOf);
      expect([days.at(0)?.from, days.at(-1)?.to]).toEqual(['2026-04-01', '2027-03-31']);
      for (const [place, next] of days.slice(1).entries()) {
        expect(next.from).toBe(addDays(days[place]?.to ?? next.to, 1));
      }
    }
    expect([monthsOf(year(2026)).length, quartersOf(year(2026)).length]).toEqual([12, 4]);
  });
});

test.each([
  [1949, false],
  [1950, true],
  [2198, true],
  [2199, false],
])('%i is a year of a period: %s', (year, isYear) => {
  expect(FiscalYear.safeParse(year).success).toBe(isYear);
  expect(ReportingPeriod.safeParse({ kind: 'month', year, month: 4 }).success).toBe(isYear);
});

test.each([
  [0, false],
  [1, true],
  [99, true],
  [100, false],
])('%i is the number of an evaluation period: %s', (number, isNumber) => {
  const period = { kind: 'evaluation', number, from: '2023-04-01', to: '2023-12-31' };
  expect(ReportingPeriod.safeParse(period).success).toBe(isNumber);
});
