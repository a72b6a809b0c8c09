import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dueAfterEvent,
  dueAfterPeriod,
  dueOn,
  type EventDueRule,
  isPastDue,
  OnClosedDay,
  PeriodDueRule,
} from '../../../shared/calendar/due-rule.ts';
import { FiscalYear, Quarter } from '../../../shared/calendar/fiscal-year.ts';
import { officialThrough } from '../../../shared/calendar/official-holidays.ts';
import { isOpenDay } from '../../../shared/calendar/open-day.ts';
import { daysOf, monthPeriodOf, type ReportingPeriod } from '../../../shared/calendar/reporting-period.ts';
import { addDays, addMs, endOfDay, JstDate } from '../../../shared/kernel/time.ts';

const day = (text: string): JstDate => JstDate.parse(text);
const anyDay = fc.integer({ min: 0, max: 365 * 25 }).map((days) => addDays(day('2015-01-01'), days));
const quarter = (year: number, number: number): ReportingPeriod => ({
  kind: 'quarter',
  fiscalYear: FiscalYear.parse(year),
  quarter: Quarter.parse(number),
});

describe('AC-D9: the fixtures of dates on closed days', () => {
  test.each([
    ['2026-01-10', '2026-01-09', '2026-01-13'],
    ['2026-05-31', '2026-05-29', '2026-06-01'],
    ['2026-10-10', '2026-10-09', '2026-10-13'],
    ['2027-01-10', '2027-01-08', '2027-01-12'],
    ['2027-01-31', '2027-01-29', '2027-02-01'],
    ['2027-04-10', '2027-04-09', '2027-04-12'],
    ['2028-01-10', '2028-01-07', '2028-01-11'],
    ['2026-09-22', '2026-09-18', '2026-09-24'],
    ['2027-01-03', '2026-12-28', '2027-01-04'],
    ['2026-11-15', '2026-11-13', '2026-11-16'],
  ])('%s goes to %s before it or %s after it, and stays where no rule is given', (nominal, preceding, following) => {
    const due = (onClosedDay: OnClosedDay) => dueOn(day(nominal), { onClosedDay, source: '仕様書11(2)' }).due;
    expect([due('preceding'), due('following'), due('none')]).toEqual([preceding, following, nominal]);
  });

  test('minutes of a meeting on 25 December are due three open days later', () => {
    const rule: EventDueRule = {
      kind: 'open-days-after',
      openDays: 3,
      onClosedDay: 'none',
      source: '仕様書12(7)',
    };
    expect(dueAfterEvent(rule, day('2026-12-25'))).toEqual({
      nominal: '2027-01-05',
      due: '2027-01-05',
      reason: '期限は1/5(火)。12/25(金)から数えて3開庁日後（仕様書12(7)）',
    });
  });
});

describe('the reason in words', () => {
  test('names the nominal day, the shift and the clause', () => {
    expect(dueOn(day('2026-01-10'), { onClosedDay: 'preceding', source: '仕様書11(2)' })).toEqual({
      nominal: '2026-01-10',
      due: '2026-01-09',
      reason: '本来は1/10(土)。休日のため直前の開庁日（仕様書11(2)）',
    });
    expect(dueOn(day('2026-01-10'), { onClosedDay: 'following', source: '要綱6' }).reason).toBe(
      '本来は1/10(土)。休日のため翌開庁日（要綱6）',
    );
  });

  test('names only the day and the clause where nothing moved', () => {
    expect(dueOn(day('2026-04-10'), { onClosedDay: 'preceding', source: '仕様書11(1)' })).toEqual({
      nominal: '2026-04-10',
      due: '2026-04-10',
      reason: '期限は4/10(金)（仕様書11(1)）',
    });
  });

  test('warns where a closed day stays because no rule is given', () => {
    const { warning } = dueOn(day('2026-11-15'), { onClosedDay: 'none', source: '仕様書5(2)④' });
    expect(warning).toBe('期限の11/15(日)は閉庁日です。繰上げ・繰下げの定めはありません。');
  });

  test('warns past the last official holiday and not before', () => {
    const rule = { onClosedDay: 'preceding', source: '仕様書11(2)' } as const;
    expect(dueOn(day('2027-11-22'), rule).warning).toBeUndefined();
    expect(dueOn(day('2028-01-10'), rule).warning).toBe(
      '令和9年11月23日より後の祝日は公表前のため、計算による暫定の期限です。',
    );
    const closed = [{ day: day('2027-11-24'), open: false, reason: '閉庁' }];
    expect(dueOn(day('2027-11-24'), rule, closed)).toMatchObject({
      due: '2027-11-22',
      warning: expect.stringContaining('暫定'),
    });
    expect(dueOn(day('2027-11-23'), { ...rule, onClosedDay: 'following' }).warning).toContain('暫定');
    expect(dueOn(day('2014-12-31'), rule).warning).toBeUndefined();
  });
});

describe('dates from periods', () => {
  const cited = { onClosedDay: 'none', source: '仕様書' } as const;

  test.each([
    [
      'the 10th of the month after each quarter',
      { kind: 'day-of-next-month', day: 10, ...cited },
      quarter(2026, 1),
      '2026-07-10',
    ],
    [
      'a third quarter is due in the next calendar year',
      { kind: 'day-of-next-month', day: 10, ...cited },
      quarter(2026, 3),
      '2027-01-10',
    ],
    [
      'the 15th of the month after a month',
      { kind: 'day-of-next-month', day: 15, ...cited },
      monthPeriodOf(day('2026-12-05')),
      '2027-01-15',
    ],
    [
      '10 April after the fiscal year',
      { kind: 'fixed-day', month: 4, day: 10, ...cited },
      quarter(2026, 4),
      '2027-04-10',
    ],
    [
      'the end of April of the next fiscal year',
      { kind: 'fixed-day', month: 4, day: 31, ...cited },
      quarter(2026, 4),
      '2027-04-30',
    ],
    [
      'a fixed day on the period’s last day is a year later',
      { kind: 'fixed-day', month: 3, day: 31, ...cited },
      quarter(2026, 4),
      '2028-03-31',
    ],
    ['the last day of the fiscal year', { kind: 'end-of-fiscal-year', ...cited }, quarter(2025, 3), '2026-03-31'],
    [
      'the 31st of a shorter month is its last day',
      { kind: 'day-of-next-month', day: 31, ...cited },
      monthPeriodOf(day('2028-01-31')),
      '2028-02-29',
    ],
  ] satisfies [string, PeriodDueRule, ReportingPeriod, string][])('%s', (_, rule, period, nominal) => {
    expect(dueAfterPeriod(rule, period).nominal).toBe(nominal);
  });

  test('31 January follows an evaluation period that ends in December', () => {
    const period: ReportingPeriod = { kind: 'evaluation', number: 1, from: day('2023-06-01'), to: day('2023-12-31') };
    const rule: PeriodDueRule = {
      kind: 'fixed-day',
      month: 1,
      day: 31,
      onClosedDay: 'preceding',
      source: '仕様書11(2)②',
    };
    expect(dueAfterPeriod(rule, period).due).toBe('2024-01-31');
  });

  test('a due date is never before the period ends, except at the end of the fiscal year', () => {
    const periods = anyDay.map(monthPeriodOf);
    fc.assert(
      fc.property(periods, fc.integer({ min: 1, max: 31 }), (period, dueDay) => {
        const rule: PeriodDueRule = { kind: 'day-of-next-month', day: dueDay, ...cited };
        expect(dueAfterPeriod(rule, period).nominal > daysOf(period).to).toBe(true);
        const yearly: PeriodDueRule = { kind: 'fixed-day', month: 2, day: dueDay, ...cited };
        expect(dueAfterPeriod(yearly, period).nominal > daysOf(period).to).toBe(true);
      }),
    );
  });
});

describe('dates from events', () => {
  test('thirty days before and after an event are calendar days', () => {
    const rule = (days: number): EventDueRule => ({
      kind: 'days-after',
      days,
      onClosedDay: 'preceding',
      source: '別記2 4.4',
    });
    expect(dueAfterEvent(rule(30), day('2026-04-01')).due).toBe('2026-05-01');
    expect(dueAfterEvent(rule(-30), day('2026-06-30'))).toMatchObject({ nominal: '2026-05-31', due: '2026-05-29' });
  });

  test('open days before an event are counted backwards', () => {
    const rule: EventDueRule = { kind: 'open-days-after', openDays: -2, onClosedDay: 'none', source: '実施要綱' };
    expect(dueAfterEvent(rule, day('2026-01-13'))).toMatchObject({
      due: '2026-01-08',
      reason: '期限は1/8(木)。1/13(火)から数えて2開庁日前（実施要綱）',
    });
  });
});

describe('closed days in general', () => {
  test('a due date is a closed day only where no rule moves it, and preceding <= nominal <= following', () => {
    fc.assert(
      fc.property(anyDay, (nominal) => {
        const [preceding, following, none] = (['preceding', 'following', 'none'] as const).map(
          (onClosedDay) => dueOn(nominal, { onClosedDay, source: '仕様書' }).due,
        ) as [JstDate, JstDate, JstDate];
        expect(isOpenDay(preceding) && isOpenDay(following)).toBe(true);
        expect(none).toBe(nominal);
        expect(preceding <= nominal && nominal <= following).toBe(true);
      }),
    );
  });

  test('a rule that does not say which way is not a rule', () => {
    const rule = { kind: 'day-of-next-month', day: 10, source: '仕様書11(2)' };
    expect(PeriodDueRule.safeParse(rule).success).toBe(false);
    expect(PeriodDueRule.safeParse({ ...rule, onClosedDay: 'preceding' }).success).toBe(true);
    expect(OnClosedDay.options).toEqual(['preceding', 'following', 'none']);
  });

  test('a closed day that an override adds moves the date too', () => {
    const closed = [{ day: day('2026-04-10'), open: false, reason: '閉庁' }];
    expect(dueOn(day('2026-04-10'), { onClosedDay: 'preceding', source: '仕様書' }, closed).due).toBe('2026-04-09');
  });
});

test('AC-D1: what is due on a day may come until 23:59:59.999 in Tokyo', () => {
  const due = day('2026-01-09');
  expect(isPastDue(due, endOfDay(due))).toBe(false);
  expect(isPastDue(due, addMs(endOfDay(due), 1))).toBe(true);
});

test('zero open days are counted forwards, in words too', () => {
  const rule = { kind: 'open-days-after', openDays: 0, onClosedDay: 'none', source: '仕様書' } as const;
  expect(dueAfterEvent(rule, day('2026-04-10')).reason).toContain('0開庁日後');
});

test('the last day of the official list is official, the day after it provisional', () => {
  const rule = { onClosedDay: 'none', source: '仕様書' } as const;
  expect(dueOn(officialThrough, rule).warning ?? '').not.toContain('暫定');
  expect(dueOn(addDays(officialThrough, 1), rule).warning).toContain('暫定');
});

test.each([
  [{ month: 1, day: 1 }, true],
  [{ month: 12, day: 31 }, true],
  [{ month: 0, day: 1 }, false],
  [{ month: 13, day: 1 }, false],
  [{ month: 1, day: 0 }, false],
  [{ month: 1, day: 32 }, false],
])('a rule on %o is a rule: %s', (when, isRule) => {
  const rule = { kind: 'fixed-day', onClosedDay: 'none', source: '仕様書', ...when };
  expect(PeriodDueRule.safeParse(rule).success).toBe(isRule);
});
