import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holidaysByTheAct } from '../../../shared/calendar/holiday-act.ts';
import { officialFrom, officialHolidays, officialThrough } from '../../../shared/calendar/official-holidays.ts';
import {
  addOpenDays,
  type CalendarOverride,
  closedDayOn,
  isOfficial,
  isOpenDay,
  openDayOnOrAfter,
  openDayOnOrBefore,
} from '../../../shared/calendar/open-day.ts';
import { addDays, JstDate, weekdayOf } from '../../../shared/kernel/time.ts';

const day = (text: string): JstDate => JstDate.parse(text);
const anyDay = fc.integer({ min: 0, max: 365 * 60 }).map((days) => addDays(day('2000-01-01'), days));

describe('closed days', () => {
  test.each([
    ['2026-01-10', 'saturday', '土曜日'],
    ['2026-05-31', 'sunday', '日曜日'],
    ['2026-01-12', 'national-holiday', '成人の日'],
    ['2026-05-06', 'national-holiday', '休日'],
    ['2026-09-22', 'national-holiday', '休日'],
    ['2021-07-23', 'national-holiday', 'スポーツの日'],
    ['2026-12-29', 'year-end', '年末年始の休日'],
    ['2027-01-03', 'year-end', '年末年始の休日'],
  ])('%s is closed: %s, %s', (text, kind, name) => {
    expect(closedDayOn(day(text))).toEqual({ kind, name });
  });

  test.each(['2026-04-01', '2026-12-28', '2027-01-04', '2021-07-19', '2021-10-11', '2019-12-23'])(
    '%s is open',
    (text) => {
      expect(isOpenDay(day(text))).toBe(true);
    },
  );

  test('29 December to 3 January is closed in every year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2100 }), (year) => {
        const block = Array.from({ length: 6 }, (_, place) => addDays(day(`${year}-12-29`), place));
        expect(block.filter((each) => isOpenDay(each))).toEqual([]);
      }),
    );
  });
});

describe('the official list', () => {
  test('holds every holiday from 2015 to 2027 and nothing else', () => {
    const perYear = Map.groupBy(officialHolidays.keys(), (each) => each.slice(0, 4));
    expect(Object.fromEntries([...perYear].map(([year, days]) => [year, days.length]))).toEqual({
      2015: 17,
      2016: 17,
      2017: 17,
      2018: 20,
      2019: 22,
      2020: 18,
      2021: 17,
      2022: 16,
      2023: 17,
      2024: 21,
      2025: 19,
      2026: 18,
      2027: 17,
    });
    for (const each of officialHolidays.keys()) expect(JstDate.safeParse(each).success).toBe(true);
    expect([...officialHolidays.keys()].at(-1)).toBe(officialThrough);
  });

  test('ends on 23 November 2027, and says so of later days', () => {
    expect(isOfficial(day('2027-11-23'))).toBe(true);
    expect(isOfficial(day('2027-11-24'))).toBe(false);
    expect(isOfficial(day('2014-12-31'))).toBe(false);
  });
});

describe('the Act as reckoned', () => {
  const official = (year: number) => [...officialHolidays].filter(([each]) => each.startsWith(String(year)));

  test.each([2015, 2016, 2017, 2018, 2022, 2023, 2024, 2025, 2026, 2027])('equals the official list in %i', (year) => {
    expect([...holidaysByTheAct(year)]).toEqual(official(year));
  });

  // One-off laws: the succession of 2019, the Olympic years. The official list goes first, so these never decide a day.
  test.each([
    [2019, ['2019-04-30', '2019-05-01', '2019-05-02', '2019-10-22'], []],
    [2020, ['2020-07-23', '2020-07-24', '2020-08-10'], ['2020-07-20', '2020-08-11', '2020-10-12']],
    [2021, ['2021-07-22', '2021-07-23', '2021-08-08', '2021-08-09'], ['2021-07-19', '2021-08-11', '2021-10-11']],
  ])('differs in %i by exactly the days of the one-off law', (year, onlyOfficial, onlyReckoned) => {
    const reckoned = holidaysByTheAct(year);
    const listed = new Map(official(year));
    expect([...listed.keys()].filter((each) => !reckoned.has(day(each)))).toEqual(onlyOfficial);
    expect([...reckoned.keys()].filter((each) => !listed.has(each))).toEqual(onlyReckoned);
    for (const each of onlyOfficial) expect(isOpenDay(day(each))).toBe(false);
  });

  test.each(['2028-03-20', '2028-09-22', '2029-03-20', '2032-09-21', '2032-09-22'])(
    '%s is a holiday past the official list',
    (text) => {
      expect(closedDayOn(day(text))?.kind).toBe('national-holiday');
    },
  );
});

describe('moving to an open day', () => {
  test('an open day stays, a closed one moves the asked way, and only closed days are passed', () => {
    fc.assert(
      fc.property(anyDay, (each) => {
        const before = openDayOnOrBefore(each);
        const after = openDayOnOrAfter(each);
        expect(before <= each && each <= after).toBe(true);
        expect(isOpenDay(before) && isOpenDay(after)).toBe(true);
        expect(before === each).toBe(isOpenDay(each));
        for (let passed = addDays(before, 1); passed < after; passed = addDays(passed, 1)) {
          expect(isOpenDay(passed)).toBe(false);
        }
      }),
    );
  });

  test('counting open days skips closed ones: minutes of 25 December are due on 5 January', () => {
    expect(addOpenDays(day('2026-12-25'), 3)).toBe('2027-01-05');
  });

  test('counting forth and back returns to an open day, and each step passes one open day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 30 }), (each, count) => {
        const start = openDayOnOrAfter(each);
        const reached = addOpenDays(start, count);
        expect(addOpenDays(reached, -count)).toBe(start);
        let passed = 0;
        for (let at = addDays(start, 1); at <= reached; at = addDays(at, 1)) if (isOpenDay(at)) passed += 1;
        expect(passed).toBe(count);
      }),
    );
  });

  test('half an open day is not counted', () => {
    expect(() => addOpenDays(day('2026-04-01'), 0.5)).toThrow(RangeError);
  });

  test('zero open days later is the day itself, closed or not', () => {
    expect(addOpenDays(day('2026-01-10'), 0)).toBe('2026-01-10');
  });
});

describe('overrides', () => {
  const closedByStorm: CalendarOverride = { day: day('2026-04-10'), open: false, reason: '台風による閉庁' };
  const openedHoliday: CalendarOverride = { day: day('2026-11-03'), open: true, reason: '祝日の移動' };

  test('an override goes before the calendar in both directions', () => {
    const overrides = [closedByStorm, openedHoliday];
    expect(closedDayOn(closedByStorm.day, overrides)).toEqual({ kind: 'override', name: '台風による閉庁' });
    expect(openDayOnOrBefore(closedByStorm.day, overrides)).toBe('2026-04-09');
    expect(isOpenDay(openedHoliday.day, overrides)).toBe(true);
    expect(isOpenDay(openedHoliday.day)).toBe(false);
  });

  test('a table that closes two months is refused as a mistake rather than searched for ever', () => {
    const closed = Array.from({ length: 120 }, (_, place) => addDays(day('2026-04-01'), place));
    const overrides = closed.map((each): CalendarOverride => ({ day: each, open: false, reason: '閉庁' }));
    expect(() => openDayOnOrAfter(day('2026-04-01'), overrides)).toThrow('closes too much');
  });
});

test('every Saturday and Sunday is closed', () => {
  fc.assert(
    fc.property(anyDay, (each) => {
      fc.pre(weekdayOf(each) === 0 || weekdayOf(each) === 6);
      expect(isOpenDay(each)).toBe(false);
    }),
  );
});

describe('the edges of what is known', () => {
  test('the official list speaks for its first and its last day, and for none outside', () => {
    expect([officialFrom, officialThrough].map(isOfficial)).toEqual([true, true]);
    expect([addDays(officialFrom, -1), addDays(officialThrough, 1)].map(isOfficial)).toEqual([false, false]);
  });

  test('体育の日 ends with 2019', () => {
    const names = (year: number) => [...holidaysByTheAct(year).values()];
    expect(names(2019)).toContain('体育の日');
    expect(names(2020)).not.toContain('体育の日');
  });

  test('the equinox of 2100 is reckoned with the formula of its own century', () => {
    expect(holidaysByTheAct(2100).get(day('2100-03-20'))).toBe('春分の日');
    expect(holidaysByTheAct(2099).get(day('2099-03-20'))).toBe('春分の日');
  });

  test('sixty closed days are passed over, sixty-one are a mistake in the override table', () => {
    const from = day('2026-06-01');
    const closed = (count: number): readonly CalendarOverride[] => [
      ...Array.from({ length: count }, (_, each) => ({ day: addDays(from, each), open: false, reason: '閉庁' })),
      { day: addDays(from, count), open: true, reason: '開庁' },
    ];
    expect(openDayOnOrAfter(from, closed(60))).toBe(addDays(from, 60));
    expect(() => openDayOnOrAfter(from, closed(61))).toThrow('60 days');
  });
});
