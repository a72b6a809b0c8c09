import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkCode,
  fromBase32,
  newTotpSecret,
  stepAt,
  toBase32,
  totpCode,
} from '../../../../../infra/local/endpoints/cognito/totp.ts';

const rfcSecret = Buffer.from('12345678901234567890');

describe('one-time codes', () => {
  test.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('are those of RFC 6238 appendix B at %d seconds', (seconds, code) => {
    expect(totpCode(rfcSecret, stepAt(seconds * 1_000), 8)).toBe(code);
    expect(totpCode(rfcSecret, stepAt(seconds * 1_000))).toBe(code.slice(2));
  });

  const secret = toBase32(rfcSecret);
  const now = 1_234_567_890_000;
  const at = (steps: number) => totpCode(rfcSecret, stepAt(now) + steps);

  test('are taken one step early and one step late, and no further', () => {
    expect([-1, 0, 1].map((steps) => checkCode(secret, at(steps), now, 0).kind)).toEqual(['right', 'right', 'right']);
    expect([-2, 2].map((steps) => checkCode(secret, at(steps), now, 0).kind)).toEqual(['wrong', 'wrong']);
  });

  test('are taken once, and not after a later one', () => {
    expect(checkCode(secret, at(0), now, stepAt(now)).kind).toBe('used');
    expect(checkCode(secret, at(-1), now, stepAt(now)).kind).toBe('used');
    expect(checkCode(secret, at(1), now, stepAt(now))).toEqual({ kind: 'right', step: stepAt(now) + 1 });
  });

  test.each(['', '12345', '1234567', 'abcdef', '１２３４５６'])('are never %j', (code) => {
    expect(checkCode(secret, code, now, 0).kind).toBe('wrong');
  });
});

test('base32 gives back what went in', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(fromBase32(toBase32(bytes))).toEqual(Buffer.from(bytes));
    }),
  );
  expect(toBase32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
  expect(() => fromBase32('1')).toThrow(TypeError);
});

test('a new secret has 256 bits and is never the same', () => {
  expect(fromBase32(newTotpSecret())).toHaveLength(32);
  expect(newTotpSecret()).not.toBe(newTotpSecret());
});
