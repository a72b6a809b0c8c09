import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseWareki, shortDay, wareki, warekiWithWeekday } from '../../../shared/calendar/wareki.ts';
import { addDays, JstDate } from '../../../shared/kernel/time.ts';

const day = (text: string): JstDate => JstDate.parse(text);
const anyDay = fc.integer({ min: 0, max: 365 * 190 }).map((days) => addDays(day('1900-01-01'), days));

describe('writing', () => {
  test.each([
    ['2026-04-10', '令和8年4月10日(金)'],
    ['2019-05-01', '令和元年5月1日(水)'],
    ['2019-04-30', '平成31年4月30日(火)'],
    ['1989-01-08', '平成元年1月8日(日)'],
    ['1989-01-07', '昭和64年1月7日(土)'],
    ['1926-12-25', '昭和元年12月25日(土)'],
    ['1926-12-24', '大正15年12月24日(金)'],
    ['1912-07-29', '明治45年7月29日(月)'],
  ])('%s is %s', (text, written) => {
    expect(warekiWithWeekday(day(text))).toBe(written);
  });

  test('agrees with the calendar of the runtime on every day', () => {
    const runtime = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
      era: 'long',
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      timeZone: 'UTC',
    });
    fc.assert(
      fc.property(anyDay, (each) => {
        expect(wareki(each)).toBe(runtime.format(new Date(`${each}T00:00:00Z`)));
      }),
    );
  });

  test('the short form names month, day and weekday', () => {
    expect(shortDay(day('2026-01-10'))).toBe('1/10(土)');
  });
});

describe('reading', () => {
  test.each([
    ['令和8年4月10日', '2026-04-10'],
    ['令和8年4月10日(金)', '2026-04-10'],
    ['令和８年４月１０日（金曜日）', '2026-04-10'],
    ['令和 8年 4月 10日', '2026-04-10'],
    ['令8.4.10', '2026-04-10'],
    ['R8/4/10', '2026-04-10'],
    ['r08-04-10', '2026-04-10'],
    ['Ｒ８．４．１０', '2026-04-10'],
    ['㋿8年4月10日', '2026-04-10'],
    ['㋿元年5月1日', '2019-05-01'],
    ['R元.5.1', '2019-05-01'],
    ['平成31年4月30日', '2019-04-30'],
    ['平成32年4月1日', '2020-04-01'],
    ['S64.1.7', '1989-01-07'],
    ['昭和元年12月25日', '1926-12-25'],
  ])('%s is %s', (text, date) => {
    expect(parseWareki(text)).toBe(date);
  });

  test.each([
    '',
    '令和8年',
    '令和8年2月29日',
    '令和8年13月1日',
    '令和0年5月1日',
    '令和元年4月30日',
    '令和8年4月10日(木)',
    '2026年4月10日',
    '安政5年1月1日',
    '令和8年4月10日まで',
    'X8.4.10',
  ])('%j is no date', (text) => {
    expect(parseWareki(text)).toBeUndefined();
  });

  test('what is written is read back, with and without weekday', () => {
    fc.assert(
      fc.property(anyDay, (each) => {
        expect([parseWareki(wareki(each)), parseWareki(warekiWithWeekday(each))]).toEqual([each, each]);
      }),
    );
  });

  test('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'令和平成元年月日R8.1/0(金)') })),
        (text) => {
          expect(JstDate.optional().safeParse(parseWareki(text)).success).toBe(true);
        },
      ),
    );
  });
});
