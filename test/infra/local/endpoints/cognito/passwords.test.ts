import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  checkPolicy,
  passwordHashes,
  unknownPassword,
} from '../../../../../infra/local/endpoints/cognito/passwords.ts';
import { pools } from './cognito-host.ts';

test('a password needs the length and every class of characters that the pool asks for', () => {
  const lower = fc.string({ unit: fc.constantFrom(...'abcxyz'), minLength: 12, maxLength: 40 });
  const missing = fc.constantFrom('A', '1', '-');
  fc.assert(
    fc.property(lower, missing, (word, left) => {
      const full = `${word}A1-`;
      expect(() => checkPolicy(pools.staff, full)).not.toThrow();
      expect(() => checkPolicy(pools.staff, full.replace(left, ''))).toThrow(/Password must have/);
      expect(() => checkPolicy(pools.plain, word)).not.toThrow();
      expect(() => checkPolicy(pools.staff, full.slice(-11))).toThrow(/not long enough/);
    }),
  );
});

test.each(['', ' Leading-Space-1', 'Trailing-Space-1 ', `Aa1-${'x'.repeat(253)}`])(
  '%j is no password at all',
  (text) => {
    expect(() => checkPolicy(pools.staff, text)).toThrow(/empty, too long/);
  },
);

test('a hash opens to its password alone, holds nothing of it, and differs each time', async () => {
  const { hash, matches } = passwordHashes();
  const stored = await hash('秘密-Password-1');
  expect(await matches('秘密-Password-1', stored)).toBe(true);
  expect(await matches('秘密-Password-2', stored)).toBe(false);
  expect(await matches('秘密-Password-1', undefined)).toBe(false);
  expect(stored).not.toContain('Password');
  expect(await hash('秘密-Password-1')).not.toBe(stored);
  expect(await passwordHashes(1_024).matches('秘密-Password-1', stored)).toBe(true);
});

test('the password that nobody knows still fits the policy', () => {
  expect(() => checkPolicy(pools.staff, unknownPassword())).not.toThrow();
});
