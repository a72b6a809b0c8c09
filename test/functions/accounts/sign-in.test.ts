import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { multiFactorRequired } from '../../../shared/access/policy.ts';
import type { Role } from '../../../shared/access/role.ts';
import { roles } from '../../../shared/access/role.ts';
import { createAccount } from '../../../shared/accounts/create-account.ts';
import { Instant } from '../../../shared/kernel/time.ts';
import { type AccountsWorld, cookieOf, startAccountsWorld } from '../../support/accounts-world.ts';
import { ours } from '../../support/staff-world.ts';

let world: AccountsWorld;
let number = 0;
let email: string;
const own = 'Blaue-Linde-71-oben';
const minute = 60_000;
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  world = await startAccountsWorld();
});
afterAll(() => world.stop());
beforeEach(() => {
  number += 1;
  email = `person-${number}@body.example`;
});

async function anAccount(role: Role): Promise<string> {
  const cause = {
    programmeId: ours,
    actor: { kind: 'system', name: 'test' },
    at: world.clock.now(),
    requestId: 'r',
  } as const;
  const made = await createAccount(world.deps, { email, displayName: '試験 花子', role }, cause);
  if (!made.ok) throw new Error(made.refusal.kind);
  return made.value.initialPassword;
}
const login = (password: string, name = email) =>
  world.post('/console/login', { email: name, password, next: '/console' });
const step = (name: string, answer: string, pending: string) =>
  world.post(`/console/login/${name}`, { answer, next: '/console' }, pending);
const pendingOf = (result: Parameters<typeof cookieOf>[0]) => cookieOf(result, 'mikata_login');
const sessionOf = (result: Parameters<typeof cookieOf>[0]) => cookieOf(result, 'mikata_staff');

/** The first sign-in: own password, and the second factor where the role needs one. Answers its secret. */
async function settle(role: Role): Promise<{ session: string; totpSecret: string }> {
  const first = await login(await anAccount(role));
  expect(first.headers?.['location']).toBe('/console/login/new-password?next=%2Fconsole');
  const second = await step('new-password', own, pendingOf(first));
  if (!multiFactorRequired(role)) return { session: sessionOf(second), totpSecret: '' };
  expect(second.headers?.['location']).toBe('/console/login/totp-setup?next=%2Fconsole');
  const shown = await world.send({ path: '/console/login/totp-setup', headers: { cookie: pendingOf(second) } });
  const totpSecret = /<code class="app-secret">([A-Z2-7 ]+)<\/code>/.exec(shown.body)?.[1]?.replaceAll(' ', '') ?? '';
  const third = await step('totp-setup', world.host.code(totpSecret), pendingOf(second));
  return { session: sessionOf(third), totpSecret };
}
const isIn = async (session: string) =>
  (await world.send({ path: '/console', headers: { cookie: session } })).statusCode === 200;

describe('the first sign-in', () => {
  it.each(roles)('of %s ends in a session only after all that the role owes', async (role) => {
    const { session, totpSecret } = await settle(role);
    expect(totpSecret !== '').toBe(multiFactorRequired(role));
    expect(await isIn(session)).toBe(true);
  });

  it('refuses a password that a dictionary knows, keeps the step, and takes the next one', async () => {
    const first = await login(await anAccount('body-staff'));
    for (const weak of [
      'Password1234!',
      'Qwertyuiop12#',
      `Person-${number}-2026-!!`,
      `${own} `,
      'Aa1!Aa1!Aa1!',
      'short',
    ]) {
      const refused = await step('new-password', weak, pendingOf(first));
      expect(refused.statusCode).toBe(422);
      expect(refused.body).toContain('このパスワードは使えません');
      expect(refused.body).not.toContain(weak);
    }
    expect(await isIn(sessionOf(await step('new-password', own, pendingOf(first))))).toBe(true);
  });

  it('keeps a password exactly as it was typed, blanks within it included', async () => {
    const spaced = 'Blaue Linde  71 ｏｂｅｎ';
    const first = await login(await anAccount('body-staff'));
    await step('new-password', spaced, pendingOf(first));
    expect((await login(spaced)).headers?.['location']).toBe('/console');
    expect((await login(spaced.replace('  ', ' '))).statusCode).toBe(401);
    expect((await login(spaced.normalize('NFKC'))).statusCode).toBe(401);
  });

  it('works for seven days with the initial password, and for one thing only', async () => {
    const initial = await anAccount('body-staff');
    const first = await login(initial);
    expect(sessionOf(first)).toBe('');
    const program = await world.send({
      method: 'POST',
      path: '/api/v1/sessions',
      body: JSON.stringify({ email, password: initial }),
      headers: { 'content-type': 'application/json' },
    });
    expect(JSON.parse(program.body).type).toBe('urn:mikata:problem:new-password-needed');
    world.pass(7 * 24 * 60 * minute);
    expect((await login(initial)).statusCode).toBe(401);
  });

  it('of somebody who is suspended in the middle of it gives no session', async () => {
    const first = await login(await anAccount('administrator'));
    const second = await step('new-password', own, pendingOf(first));
    const shown = await world.send({ path: '/console/login/totp-setup', headers: { cookie: pendingOf(second) } });
    const secret = /<code class="app-secret">([A-Z2-7 ]+)<\/code>/.exec(shown.body)?.[1]?.replaceAll(' ', '') ?? '';
    const account = await world.deps.accounts.findByEmail(email);
    if (account === undefined) throw new Error('no account');
    const cause = {
      programmeId: ours,
      actor: { kind: 'system', name: 'test' },
      at: world.clock.now(),
      requestId: 'r',
    } as const;
    await world.deps.accounts.replace(
      { ...account, status: 'suspended', version: 2 },
      { cause, audit: { action: 'a', target: 't' }, events: [] },
    );
    const third = await step('totp-setup', world.host.code(secret), pendingOf(second));
    expect([third.statusCode, sessionOf(third)]).toEqual([403, '']);
  });
});

describe('later sign-ins', () => {
  it('ask for the code, take it in full width, and never twice', async () => {
    const { totpSecret } = await settle('auditor');
    world.pass(minute);
    const first = await login(own);
    expect(first.headers?.['location']).toBe('/console/login/totp?next=%2Fconsole');
    const code = world.host.code(totpSecret);
    const wide = [...code].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('');
    expect(await isIn(sessionOf(await step('totp', ` ${wide} `, pendingOf(first))))).toBe(true);
    const again = await login(own);
    expect((await step('totp', code, pendingOf(again))).statusCode).toBe(401);
  });

  it('lead on to a page of the console and nowhere else', async () => {
    const initial = await anAccount('body-staff');
    for (const next of [
      'https://evil.example',
      '//evil.example',
      '/consolex',
      '/console\\evil',
      '/console?x=1',
      '/s/abc',
    ]) {
      const result = await world.post('/console/login', { email, password: initial, next });
      expect(result.headers?.['location']).toBe('/console/login/new-password?next=%2Fconsole');
    }
  });

  it('keep what was typed, except the password, where something is missing', async () => {
    const result = await login('');
    expect(result.statusCode).toBe(422);
    expect(result.body).toContain(`value="${email}"`);
    expect(result.body).toContain('パスワードを入力してください。');
    const wrong = await login('canary-password-1');
    expect(wrong.body).toContain(`value="${email}"`);
    expect(wrong.body).not.toContain('canary-password-1');
  });

  it('set cookies that no script reads and no other site sends', async () => {
    const { session } = await settle('body-staff');
    const result = await login(own);
    const [cookie] = (result.multiValueHeaders?.['set-cookie'] ?? []).map(String);
    expect(cookie).toMatch(
      /^mikata_staff=[0-9a-f-]{36}\.[\w-]{43}; Path=\/console; Max-Age=28800; HttpOnly; SameSite=Lax; Secure$/,
    );
    expect(sessionOf(result)).not.toBe(session);
  });

  it('end with the ten minutes that a step may take', async () => {
    const first = await login(await anAccount('body-staff'));
    world.pass(10 * minute);
    const late = await step('new-password', own, pendingOf(first));
    expect([late.statusCode, sessionOf(late)]).toEqual([401, '']);
    expect(
      (await world.send({ path: '/console/login/new-password', headers: { cookie: pendingOf(first) } })).statusCode,
    ).toBe(303);
  });
});

describe('guessing', () => {
  it('of fifty at once lets at most five reach the pool, for a known and an unknown name alike', async () => {
    await settle('body-staff');
    const check = vi.spyOn(world.deps.passwords, 'check');
    for (const name of [email, 'nobody@body.example']) {
      check.mockClear();
      const answers = await Promise.all(Array.from({ length: 50 }, (_, at) => login(`Wrong-guess-${at}-abc`, name)));
      expect(check.mock.calls.length).toBeLessThanOrEqual(5);
      expect(check.mock.calls.length).toBeGreaterThan(1);
      expect(answers.filter(({ statusCode }) => statusCode === 429).length).toBe(50 - check.mock.calls.length);
      expect((await login(own, name)).statusCode).toBe(429);
    }
    check.mockRestore();
    world.pass(15 * minute);
    expect((await login(own)).headers?.['location']).toBe('/console');
  });

  it('is answered with the same words for a known and an unknown name', async () => {
    await settle('body-staff');
    const bodyFor = async (name: string) => (await login('Wrong-guess-abc-1', name)).body.replaceAll(name, 'NAME');
    expect(await bodyFor(email)).toBe(await bodyFor('not.known@body.example'));
    const program = (name: string) =>
      world.send({
        method: 'POST',
        path: '/api/v1/sessions',
        body: JSON.stringify({ email: name, password: 'x' }),
        headers: { 'content-type': 'application/json' },
      });
    expect((await program(email)).body).toBe((await program('not.known@body.example')).body);
  });

  it('of codes by somebody who knows the password stops after five, however often the password is given anew', async () => {
    await settle('body-manager');
    world.pass(minute);
    const answer = vi.spyOn(world.deps.passwords, 'answerTotp');
    let pending = '';
    for (let guess = 0; guess < 20; guess += 1) {
      if (guess % 3 === 0) pending = pendingOf(await login(own)) || pending;
      await step('totp', '000000', pending);
    }
    expect(answer.mock.calls.length).toBeLessThan(5);
    answer.mockRestore();
  });

  it('is not blamed on somebody who chooses a password in several tries and mistypes a code', async () => {
    const first = await login(await anAccount('administrator'));
    for (let again = 0; again < 6; again += 1) await step('new-password', 'short', pendingOf(first));
    const second = await step('new-password', own, pendingOf(first));
    const shown = await world.send({ path: '/console/login/totp-setup', headers: { cookie: pendingOf(second) } });
    const secret = /<code class="app-secret">([A-Z2-7 ]+)<\/code>/.exec(shown.body)?.[1]?.replaceAll(' ', '') ?? '';
    for (let again = 0; again < 3; again += 1) await step('totp-setup', '000000', pendingOf(second));
    expect(await isIn(sessionOf(await step('totp-setup', world.host.code(secret), pendingOf(second))))).toBe(true);
  });
});

describe('the API token', () => {
  const ask = async (more: object) => {
    const body = JSON.stringify({ email, password: own, ...more });
    const { statusCode, body: answer } = await world.send({
      method: 'POST',
      path: '/api/v1/sessions',
      body,
      headers: { 'content-type': 'application/json' },
    });
    return { statusCode, ...JSON.parse(answer) };
  };

  it('needs the code where the role needs it, and opens the API until it ends or the person is suspended', async () => {
    const { totpSecret } = await settle('administrator');
    world.pass(minute);
    expect(await ask({})).toMatchObject({ statusCode: 401, type: 'urn:mikata:problem:second-factor-needed' });
    expect(await ask({ totp: '000000' })).toMatchObject({
      statusCode: 401,
      type: 'urn:mikata:problem:wrong-credentials',
    });
    const { accessToken, tokenType } = await ask({ totp: world.host.code(totpSecret) });
    expect(tokenType).toBe('Bearer');
    const me = () => world.send({ path: '/api/v1/accounts/me', headers: { authorization: `Bearer ${accessToken}` } });
    expect(JSON.parse((await me()).body)).toMatchObject({ role: 'administrator', programmeId: ours });
    world.pass(15 * minute);
    expect((await me()).statusCode).toBe(401);
  });

  it('is refused to a role that has not set up its code', async () => {
    const first = await login(await anAccount('auditor'));
    await step('new-password', own, pendingOf(first));
    expect(await ask({})).toMatchObject({ statusCode: 403, type: 'urn:mikata:problem:second-factor-not-set-up' });
  });
});

describe('signing out', () => {
  it('ends this session and no other, and needs no second click', async () => {
    const { session } = await settle('body-staff');
    const other = sessionOf(await login(own));
    const page = await world.send({ path: '/console', headers: { cookie: session } });
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    const result = await world.post('/console/accounts/sign-out', { csrf }, session);
    expect(result.headers?.['location']).toBe('/console/login');
    expect(await isIn(session)).toBe(false);
    expect(await isIn(other)).toBe(true);
    expect((await world.post('/console/accounts/sign-out', { csrf }, session)).statusCode).toBe(303);
  });
});

it('no password, code or secret of a session lies in a table', async () => {
  await settle('body-manager');
  expect(Instant.parse(world.clock.now())).toBe(world.clock.now());
  const account = await world.deps.accounts.findByEmail(email);
  expect(Object.keys(account ?? {}).sort()).toEqual([
    'accountId',
    'createdAt',
    'displayName',
    'email',
    'programmeId',
    'role',
    'status',
    'version',
  ]);
});
