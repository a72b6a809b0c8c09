import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMs,
  daysBetween,
  endOfDay,
  Instant,
  instantFromMs,
  JstDate,
  jstDateOf,
  jstTimeOf,
  msOf,
  startOfDay,
  weekdayOf,
} from '../../../shared/kernel/time.ts';

const day = (text: string): JstDate => JstDate.parse(text);
const anyDay = fc.integer({ min: 0, max: 365 * 200 }).map((days) => addDays(day('1950-01-01'), days));
const anyInstant = fc.integer({ min: 0, max: 4_000_000_000_000 }).map(instantFromMs);

describe('a day in Tokyo', () => {
  test.each(['2026-04-01', '2028-02-29', '1900-01-01', '2199-12-31'])('%s is one', (text) => {
    expect(JstDate.safeParse(text).success).toBe(true);
  });

  test.each([
    '',
    'today',
    '2026-4-1',
    '2026-13-01',
    '2026-02-29',
    '2026-02-30',
    '2026-00-10',
    '2026-01-00',
    '1899-12-31',
    '2200-01-01',
    '2026-04-01T00:00',
    '２０２６-04-01',
    ' 2026-04-01',
  ])('%j is none, and says so instead of throwing', (text) => {
    expect(JstDate.safeParse(text).success).toBe(false);
  });

  test('adding days and counting them agree', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -3650, max: 3650 }), (from, days) => {
        expect(daysBetween(from, addDays(from, days))).toBe(days);
      }),
    );
  });

  test('sorts as text', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (one, other) => {
        expect(Math.sign(daysBetween(one, other))).toBe(one < other ? 1 : one > other ? -1 : 0);
      }),
    );
  });

  test('weekdays: 10 April 2026 is a Friday, and seven days later is the same weekday', () => {
    expect(weekdayOf(day('2026-04-10'))).toBe(5);
    fc.assert(
      fc.property(anyDay, (each) => {
        expect(weekdayOf(addDays(each, 7))).toBe(weekdayOf(each));
        expect(weekdayOf(addDays(each, 1))).toBe((weekdayOf(each) + 1) % 7);
      }),
    );
  });
});

describe('instants', () => {
  test('a day begins and ends in Tokyo, not in UTC', () => {
    expect(startOfDay(day('2026-04-10'))).toBe('2026-04-09T15:00:00.000Z');
    expect(endOfDay(day('2026-04-10'))).toBe('2026-04-10T14:59:59.999Z');
    expect(jstDateOf(Instant.parse('2026-11-02T15:10:00.000Z'))).toBe('2026-11-03');
    expect(jstTimeOf(Instant.parse('2026-11-02T15:10:00.000Z'))).toEqual({ hour: 0, minute: 10 });
  });

  test('every instant lies between the beginning and the end of its day', () => {
    fc.assert(
      fc.property(anyInstant, (instant) => {
        const own = jstDateOf(instant);
        expect(startOfDay(own) <= instant && instant <= endOfDay(own)).toBe(true);
        expect(jstDateOf(addMs(endOfDay(own), 1))).toBe(addDays(own, 1));
      }),
    );
  });

  test('milliseconds round-trip', () => {
    fc.assert(
      fc.property(anyInstant, (instant) => {
        expect(instantFromMs(msOf(instant))).toBe(instant);
      }),
    );
  });

  test.each(['', 'now', '2026-04-10T14:59:59Z', '2026-04-10T24:00:00.000Z', '2026-02-30T00:00:00.000Z', '2026-04-10'])(
    '%j is no instant',
    (text) => {
      expect(Instant.safeParse(text).success).toBe(false);
    },
  );
});
