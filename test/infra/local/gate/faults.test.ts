import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { createFaults, FaultPlan } from '../../../../infra/local/gate/faults.ts';

const put = { service: 'dynamodb', operation: 'PutItem', functionId: 'Surveys-Staff' };
const get = { ...put, operation: 'GetItem' };

function struck(plan: FaultPlan, calls: number): readonly (string | undefined)[] {
  const faults = createFaults();
  faults.setPlan(plan);
  return Array.from({ length: calls }, () => faults.strike(put));
}

describe('faults', () => {
  test('are off without a plan', () => {
    expect(createFaults().strike(put)).toBeUndefined();
  });

  test('strike the nth fitting call and no other', () => {
    const faults = createFaults();
    faults.setPlan({ seed: 1, rules: [{ operation: 'PutItem', nth: 2, how: 'after' }] });
    expect([put, get, put, put].map((call) => faults.strike(call))).toEqual([undefined, undefined, 'after', undefined]);
    expect(faults.counts()).toMatchObject([{ matched: 3, injected: 1 }]);
  });

  test('strike every fitting call where the rule says nothing of numbers', () => {
    expect(struck({ seed: 1, rules: [{ service: 'dynamodb', how: 'throttle' }] }, 3)).toEqual(
      Array(3).fill('throttle'),
    );
  });

  test.each([{ service: 's3' }, { operation: 'Query' }, { functionId: 'Other' }])(
    'spare what does not fit %j',
    (names) => {
      expect(struck({ seed: 1, rules: [{ ...names, how: 'before' }] }, 1)).toEqual([undefined]);
    },
  );

  property.prop([fc.integer(), fc.double({ min: 0, max: 1, noNaN: true })])(
    'are the same for the same seed',
    (seed, rate) => {
      const plan: FaultPlan = { seed, rules: [{ rate, how: 'before' }] };
      expect(struck(plan, 50)).toEqual(struck(plan, 50));
    },
  );

  test('strike about as often as the rate says', () => {
    const hits = struck({ seed: 7, rules: [{ rate: 0.25, how: 'before' }] }, 4000).filter(Boolean).length;
    expect(hits).toBeGreaterThan(880);
    expect(hits).toBeLessThan(1120);
  });

  test('of one rule do not shift those of another', () => {
    const rule = { operation: 'PutItem', rate: 0.5, how: 'before' as const };
    const alone = struck({ seed: 3, rules: [rule] }, 50);
    const withAnother = struck({ seed: 3, rules: [rule, { operation: 'GetItem', rate: 0.5, how: 'after' }] }, 50);
    expect(withAnother).toEqual(alone);
  });

  test('end when the plan is taken away', () => {
    const faults = createFaults();
    faults.setPlan({ seed: 1, rules: [{ how: 'before' }] });
    faults.setPlan(undefined);
    expect(faults.strike(put)).toBeUndefined();
  });

  test.each([{ seed: 1, rules: [{ how: 'never' }] }, { seed: 1, rules: [{ how: 'before', nth: 0 }] }, { rules: [] }])(
    'a plan like %j is refused',
    (plan) => expect(FaultPlan.safeParse(plan).success).toBe(false),
  );
});
