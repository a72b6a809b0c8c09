import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, medianRatio } from './measures.ts';

describe('the median', () => {
  it('is the middle value, or the mean of the two in the middle', () => {
    expect(median([3, 1, 100])).toBe(3);
    expect(median([4, 1, 2, 100])).toBe(3);
  });

  it('is not there for nothing', () => {
    expect(() => median([])).toThrow('nothing');
  });

  it('does not depend on the order and lies among the values', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1 }), (values) => {
        expect(median(values.toReversed())).toBe(median(values));
        expect(median(values)).toBeGreaterThanOrEqual(Math.min(...values));
        expect(median(values)).toBeLessThanOrEqual(Math.max(...values));
      }),
    );
  });
});

describe('the ratio of two contestants', () => {
  it('is the median of the rounds’ ratios, not the ratio of the medians', () => {
    // The machine was ten times slower in the last round, for both of them.
    expect(medianRatio([2, 4, 60], [1, 4, 20])).toBe(2);
    expect(median([2, 4, 60]) / median([1, 4, 20])).toBe(1);
  });

  it('is not there where rounds do not pair up or nothing was measured', () => {
    expect(() => medianRatio([1], [1, 2])).toThrow('pair up');
    expect(() => medianRatio([1, 2], [1, 0])).toThrow('round 2');
  });
});
