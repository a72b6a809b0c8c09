import { describe, expect, it } from 'vitest';
import { readDuration } from '../../../../infra/local/local-api/duration.ts';

describe('a duration', () => {
  it.each([
    ['PT90M', 90 * 60_000],
    ['P365D', 365 * 86_400_000],
    ['P1DT2H3M4.5S', 86_400_000 + 2 * 3_600_000 + 3 * 60_000 + 4_500],
    ['P2W', 14 * 86_400_000],
    ['-PT5M', -300_000],
    ['PT0S', 0],
    ['-PT0S', 0],
  ])('%s is %d ms', (text, ms) => {
    expect(readDuration(text)).toBe(ms);
  });

  it.each(['', 'P', 'PT', 'P1DT', 'P1Y', 'P1M', '90M', 'PT1.5H', 'pt1h', 'PT1S1M', 'PT1H '])(
    '%j is refused',
    (text) => {
      expect(readDuration(text)).toBeUndefined();
    },
  );
});
