import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { lastDue, readSchedule } from '../../../../infra/local/dispatch/schedule-expression.ts';

const at = (text: string) => Date.parse(text);
const firstTwo = (expression: string, timezone: string, after: string) => {
  const times = readSchedule(expression, timezone, at(after));
  const first = times.next(at(after));
  const second = first === undefined ? undefined : times.next(first);
  return [first, second].map((ms) => (ms === undefined ? 'never' : new Date(ms).toISOString().slice(0, 16)));
};

describe('a schedule expression', () => {
  it.each([
    ['cron(0 9 ? * MON *)', 'Asia/Tokyo', '2026-04-01T00:00:00Z', ['2026-04-06T00:00', '2026-04-13T00:00']],
    ['cron(0 9 * * ? *)', 'UTC', '2026-04-01T09:00:00Z', ['2026-04-02T09:00', '2026-04-03T09:00']],
    ['cron(30 6 * * ? *)', 'Asia/Tokyo', '2026-04-01T00:00:00Z', ['2026-04-01T21:30', '2026-04-02T21:30']],
    ['cron(0/20 * * * ? *)', 'UTC', '2026-04-01T00:05:00Z', ['2026-04-01T00:20', '2026-04-01T00:40']],
    ['cron(0 0 L * ? *)', 'UTC', '2026-01-31T00:00:00Z', ['2026-02-28T00:00', '2026-03-31T00:00']],
    ['cron(0 0 LW * ? *)', 'UTC', '2026-05-01T00:00:00Z', ['2026-05-29T00:00', '2026-06-30T00:00']],
    ['cron(0 0 1W * ? *)', 'UTC', '2026-07-30T00:00:00Z', ['2026-08-03T00:00', '2026-09-01T00:00']],
    ['cron(0 0 31 * ? *)', 'UTC', '2026-04-01T00:00:00Z', ['2026-05-31T00:00', '2026-07-31T00:00']],
    ['cron(0 0 29 2 ? *)', 'UTC', '2026-04-01T00:00:00Z', ['2028-02-29T00:00', '2032-02-29T00:00']],
    ['cron(0 10 ? * 2#1 *)', 'UTC', '2026-04-01T00:00:00Z', ['2026-04-06T10:00', '2026-05-04T10:00']],
    ['cron(0 10 ? * FRIL *)', 'UTC', '2026-04-01T00:00:00Z', ['2026-04-24T10:00', '2026-05-29T10:00']],
    ['cron(0 10 ? JAN-MAR,12 TUE-WED 2027)', 'UTC', '2026-04-01T00:00:00Z', ['2027-01-05T10:00', '2027-01-06T10:00']],
    ['cron(0 10 1 1 ? 2027)', 'UTC', '2026-04-01T00:00:00Z', ['2027-01-01T10:00', 'never']],
    ['rate(1 minute)', 'UTC', '2026-04-01T00:00:00Z', ['2026-04-01T00:01', '2026-04-01T00:02']],
    ['rate(12 hours)', 'Asia/Tokyo', '2026-04-01T00:00:00Z', ['2026-04-01T12:00', '2026-04-02T00:00']],
    ['at(2026-05-01T09:00:00)', 'Asia/Tokyo', '2026-04-01T00:00:00Z', ['2026-05-01T00:00', 'never']],
  ])('%s in %s', (expression, timezone, after, expected) => {
    expect(firstTwo(expression, timezone, after)).toEqual(expected);
  });

  it.each([
    ['cron(0 9 * * MON *)', 'UTC'],
    ['cron(0 9 ? * MON)', 'UTC'],
    ['cron(60 9 ? * MON *)', 'UTC'],
    ['cron(0 9 ? * XYZ *)', 'UTC'],
    ['cron(0/0 9 ? * 2 *)', 'UTC'],
    ['rate(0 minutes)', 'UTC'],
    ['rate(5 weeks)', 'UTC'],
    ['every day', 'UTC'],
    ['at(tomorrow)', 'UTC'],
    ['rate(1 minute)', 'Europe/Berlin'],
  ])('refuses %s in %s', (expression, timezone) => {
    expect(() => readSchedule(expression, timezone, 0)).toThrow();
  });

  const instant = fc.integer({ min: at('2025-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') });
  const hourly = readSchedule('cron(15 * * * ? *)', 'Asia/Tokyo', 0);
  test.prop([instant])('is due at most once in its period, and the missed ones count as their last', (now) => {
    const next = hourly.next(now) ?? 0;
    expect(next - now).toBeGreaterThan(0);
    expect(next - now).toBeLessThanOrEqual(3_600_000);
    expect(lastDue(hourly, now - 500 * 86_400_000, now)).toBe(next - 3_600_000);
    expect(lastDue(hourly, next - 1, now)).toBeUndefined();
  });
});
