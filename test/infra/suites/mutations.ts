import { describe, expect, it } from 'vitest';
import { firstBroken } from '../support/invariants/all.ts';
import { mutations } from '../support/mutations/all.ts';
import { cloud } from '../support/synthesised.ts';

describe('a planted mistake is caught', () => {
  it('nothing is broken before one is planted', () => {
    expect(firstBroken(cloud)).toBeUndefined();
  });

  it('there are at least forty', () => {
    expect(mutations.length).toBeGreaterThanOrEqual(40);
  });

  it.each(mutations)('$mistake', ({ plant }) => {
    const mutant = structuredClone(cloud);
    plant(mutant);
    expect(firstBroken(mutant)).toBeDefined();
  });
});
