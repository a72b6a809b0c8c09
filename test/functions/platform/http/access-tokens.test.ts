import fc from 'fast-check';
import { exportSPKI, generateKeyPair, importSPKI } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccessTokens, createAccessTokens } from '../../../../functions/platform/http/access-tokens.ts';
import { instantFromMs } from '../../../../shared/kernel/time.ts';
import { accessClaims, startTokenIssuer, type TokenIssuer } from '../../../support/token-issuer.ts';

const account = '0b8e3b9c-5a55-4f0e-8f5e-6c1d2f3a4b5c';
const seconds = Date.parse('2026-06-10T00:00:00Z') / 1000;
const now = instantFromMs((seconds + 60) * 1000);
const claims = accessClaims(account, seconds);
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

let issuer: TokenIssuer;
let tokens: AccessTokens;
let good: string;
beforeAll(async () => {
  issuer = await startTokenIssuer();
  tokens = createAccessTokens(issuer.pool);
  good = await issuer.sign(claims);
});
afterAll(() => issuer.close());

describe('an access token', () => {
  it('of the pool names the account and the time of its issue', async () => {
    expect(await tokens.verify(good, now)).toEqual({ accountId: account, issuedAt: '2026-06-10T00:00:00.000Z' });
  });

  it('counts by the clock that is given, to the second', async () => {
    const at = (offset: number) => tokens.verify(good, instantFromMs((seconds + offset) * 1000));
    expect(await at(899)).toBeDefined();
    expect(await at(900)).toBeUndefined();
    expect(await at(86_400 * 365)).toBeUndefined();
  });

  const wrong: Readonly<Record<string, () => Promise<string>>> = {
    'no algorithm': async () => `${part({ alg: 'none', kid: 'key-1' })}.${part(claims)}.`,
    'no algorithm, with the right signature': async () =>
      `${part({ alg: 'none' })}.${part(claims)}.${good.split('.')[2]}`,
    'a key of somebody else': async () => issuer.sign(claims, { key: (await generateKeyPair('RS256')).privateKey }),
    'an unknown key id': async () => issuer.sign(claims, { kid: 'key-2' }),
    'another algorithm of the same family': async () =>
      `${part({ alg: 'RS512', kid: 'key-1' })}.${good.split('.').slice(1).join('.')}`,
    'the public key used as a shared secret': async () => {
      const { publicKey } = await generateKeyPair('RS256', { extractable: true });
      const secret = new TextEncoder().encode(
        await exportSPKI(await importSPKI(await exportSPKI(publicKey), 'RS256', { extractable: true })),
      );
      return issuer.sign(claims, { alg: 'HS256', key: secret as never });
    },
    'another pool': () =>
      issuer.sign({ ...claims, iss: 'https://cognito-idp.ap-northeast-1.amazonaws.com/ap-northeast-1_Other' }),
    'no issuer': () => issuer.sign({ ...claims, iss: '' }),
    'another client': () => issuer.sign({ ...claims, client_id: 'other' }),
    'no client': () => issuer.sign({ ...claims, client_id: undefined }),
    'an id token': () => issuer.sign({ ...claims, token_use: 'id', aud: 'console' }),
    'a refresh token': () => issuer.sign({ ...claims, token_use: 'refresh' }),
    'no use': () => issuer.sign({ ...claims, token_use: undefined }),
    'no end': () => issuer.sign({ ...claims, exp: undefined as never }),
    'no time of issue': () => issuer.sign({ ...claims, iat: undefined as never }),
    'a begin that is still to come': () => issuer.sign({ ...claims, nbf: seconds + 3600 }),
    'a subject that is no account': () => issuer.sign({ ...claims, sub: 'administrator' }),
    'no subject': () => issuer.sign({ ...claims, sub: undefined as never }),
    'changed claims': async () =>
      `${good.split('.')[0]}.${part({ ...claims, sub: account.replace('0', '1') })}.${good.split('.')[2]}`,
    'a critical header nobody knows': async () =>
      `${part({ alg: 'RS256', kid: 'key-1', crit: ['x'], x: 1 })}.${part(claims)}.${good.split('.')[2]}`,
    'keys of its own': async () =>
      `${part({ alg: 'RS256', jku: 'http://127.0.0.1:1/', jwk: {} })}.${part(claims)}.${good.split('.')[2]}`,
    'half of it': async () => good.slice(0, good.length / 2),
    nothing: async () => '',
    'dots alone': async () => '..',
    'an encrypted form': async () => `${good}.a.b`,
  };
  it.each(Object.keys(wrong))('with %s is none', async (name) => {
    expect(await tokens.verify(await (wrong[name]?.() ?? Promise.resolve('')), now)).toBeUndefined();
  });

  it('with any one character changed is none, and any text is none', async () => {
    const signed = good.length - 3;
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: signed }), fc.constantFrom('A', 'z', '0', '.', '='), async (at, character) => {
        fc.pre(good[at] !== character);
        expect(await tokens.verify(good.slice(0, at) + character + good.slice(at + 1), now)).toBeUndefined();
      }),
      { numRuns: 40 },
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        expect(await tokens.verify(text, now)).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });
});

describe('the keys', () => {
  it('are fetched seldom, however many forged key ids come', () => {
    expect(issuer.fetched()).toBeLessThanOrEqual(2);
  });

  it('that cannot be had are a fault, not a forged token', async () => {
    const other = await startTokenIssuer();
    const fresh = createAccessTokens(other.pool);
    other.fail();
    await expect(fresh.verify(await other.sign(claims), now)).rejects.toThrow();
    await other.close();
    const gone = createAccessTokens(other.pool);
    await expect(gone.verify(good, now)).rejects.toThrow();
  });
});
