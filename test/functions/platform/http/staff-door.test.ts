import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { sha256Hex } from '../../../../functions/platform/digest.ts';
import type { HttpHandler } from '../../../../functions/platform/http/http-function.ts';
import { json } from '../../../../functions/platform/http/reply.ts';
import { route } from '../../../../functions/platform/http/route.ts';
import { createStaffDoor, sessionKey } from '../../../../functions/platform/http/staff-door.ts';
import { idleMinutes, longestMinutes } from '../../../../shared/access/staff-session.ts';
import { addMs, Instant } from '../../../../shared/kernel/time.ts';
import { apiEvent, formHeaders, lambdaContext } from '../../../support/api-event.ts';
import {
  appOrigin,
  asProgram,
  movableClock,
  ours,
  type Person,
  type StaffWorld,
  startStaffWorld,
  theirs,
  visit,
} from '../../../support/staff-world.ts';

let world: StaffWorld;
let handler: HttpHandler;
let person: Person;
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  world = await startStaffWorld();
  const who = (path: string, method: 'GET' | 'POST') =>
    route({
      method,
      path,
      access: world.door.staff('own-account:use'),
      input: z.looseObject({}),
      handler: async ({ who: caller, guard }) => json(200, { ...caller, guard }),
    });
  handler = world.serve([who('/console/me', 'GET'), who('/console/me', 'POST'), who('/api/v1/me', 'GET')]);
  person = world.person('body-staff');
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.putAccount(person.account);
  await world.putSession(person, world.clock.now(), world.clock.now());
});

const page = async () => (await visit(handler, person, { path: '/console/me' })).statusCode;
const program = async (token: string) =>
  (await handler(apiEvent({ path: '/api/v1/me', headers: asProgram(token) }), lambdaContext)).statusCode;
const minutes = (count: number) => count * 60_000;

describe('a session', () => {
  it('lets its person in, with role and programme from the row', async () => {
    const { body } = await visit(handler, person, {
      path: '/console/me',
      query: { role: 'administrator', programmeId: theirs },
    });
    expect(JSON.parse(body)).toMatchObject({ role: 'body-staff', programmeId: ours });
  });

  it.each([
    [`${idleMinutes} minutes without a click`, 0, idleMinutes, 200],
    ['a moment more', 0, idleMinutes + 0.001, 303],
    [`${longestMinutes} minutes of clicks`, longestMinutes, 1, 200],
    ['a moment more of clicks', longestMinutes + 0.001, 1, 303],
  ])('after %s', async (_, startedAgo, seenAgo, status) => {
    const now = world.clock.now();
    const started = addMs(now, -minutes(Math.max(startedAgo, seenAgo)));
    await world.putSession(person, started, addMs(now, -minutes(seenAgo)));
    expect(await page()).toBe(status);
  });

  it('is kept alive by clicks, written at most every five minutes', async () => {
    world.database.takeCalls();
    expect(await page()).toBe(200);
    expect(world.database.takeCalls()).toEqual(['BatchGetItemCommand']);
    for (let click = 0; click < 4; click += 1) {
      world.clock.pass(minutes(29));
      expect(await page()).toBe(200);
    }
    expect(world.database.takeCalls().filter((name) => name === 'UpdateItemCommand')).toHaveLength(4);
  });

  it.each(['suspended', 'ended'] as const)('of an account that is %s ends with the next click', async (status) => {
    await world.putAccount({ ...person.account, status });
    expect(await page()).toBe(303);
  });

  it('from before a forced sign-out is over, one from after it is not', async () => {
    const now = world.clock.now();
    await world.putAccount({ ...person.account, signedOutBefore: addMs(now, 1) });
    expect(await page()).toBe(303);
    await world.putSession(person, addMs(now, 1), addMs(now, 1));
    expect(await page()).toBe(200);
  });

  it('belongs to one account: its secret with another id opens nothing', async () => {
    const other = world.person('administrator');
    const cookie = `mikata_staff=${other.account.accountId}.${person.secret}`;
    expect((await visit(handler, person, { path: '/console/me', headers: { cookie } })).statusCode).toBe(303);
  });

  it.each(['', 'x', '.', '..', `${'0'.repeat(36)}.x`, '__proto__.constructor', '%00.%00'])(
    'cookie %j is none',
    async (value) => {
      const result = await visit(handler, person, {
        path: '/console/me',
        headers: { cookie: `mikata_staff=${value}` },
      });
      expect(result).toMatchObject({ statusCode: 303, headers: { location: '/console/login?next=%2Fconsole%2Fme' } });
    },
  );

  it('is told to a script as 401, not as a sign-in page', async () => {
    const headers = { cookie: '', accept: 'application/json' };
    expect((await visit(handler, person, { path: '/console/me', headers })).statusCode).toBe(401);
  });

  it('is not ended by a table that was too busy to look', async () => {
    const mock = mockClient(DynamoDBDocumentClient);
    mock.on(BatchGetCommand).resolvesOnce({ Responses: {}, UnprocessedKeys: { sessions: { Keys: [{ pk: 'a' }] } } });
    mock.on(BatchGetCommand).resolves({ UnprocessedKeys: { sessions: { Keys: [{ pk: 'a' }] } } });
    const door = createStaffDoor({
      client: DynamoDBDocumentClient.from(new DynamoDBClient({})),
      clock: movableClock('2026-06-10T00:00:00.000Z'),
      tables: { sessions: 'sessions', accounts: 'accounts' },
      tokens: { verify: async () => undefined },
    });
    const request = { path: '/console/me', cookies: { mikata_staff: person.cookie.split('=')[1] ?? '' }, headers: {} };
    await expect(door.staff('own-account:use').identify(request as never)).rejects.toThrow('did not answer');
    mock.restore();
  });
});

describe('a form', () => {
  const post = (headers: Readonly<Record<string, string>>, body = '') =>
    handler(
      apiEvent({
        method: 'POST',
        path: '/console/me',
        body,
        headers: { cookie: person.cookie, ...formHeaders, ...headers },
      }),
      lambdaContext,
    );

  it('with the token of its session is taken, from the field or from the header', async () => {
    expect((await post({ origin: appOrigin }, `csrf=${person.csrf}`)).statusCode).toBe(200);
    expect((await post({ 'x-csrf-token': person.csrf, 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200);
  });

  it.each([
    ['no token', {}, ''],
    ['an empty token', {}, 'csrf='],
    ['a token of somebody else', {}, `csrf=${'A'.repeat(43)}`],
    ['two tokens, one of them right', {}, 'csrf=x&csrf=RIGHT'],
    ['the right token from another origin', { origin: 'https://evil.example' }, 'csrf=RIGHT'],
    ['the right token from a hidden origin', { origin: 'null' }, 'csrf=RIGHT'],
    ['the right token from our host without TLS', { origin: 'http://app.example.jp' }, 'csrf=RIGHT'],
    ['the right token across sites', { 'sec-fetch-site': 'cross-site' }, 'csrf=RIGHT'],
    ['the right token from a sibling', { 'sec-fetch-site': 'same-site' }, 'csrf=RIGHT'],
  ])('with %s is refused', async (_, headers, body) => {
    const result = await post(headers, body.replace('RIGHT', person.csrf));
    expect(result.statusCode).toBe(403);
    expect(result.body).toContain('画面の有効期限が切れています');
  });

  it('of another session is refused', async () => {
    expect((await post({}, `csrf=${world.person('auditor').csrf}`)).statusCode).toBe(403);
  });
});

describe('a token', () => {
  it('lets its account in; a cookie does not, and neither do both names of the scheme mixed up', async () => {
    const token = await world.token(person);
    expect(await program(token)).toBe(200);
    const withCookie = await handler(
      apiEvent({ path: '/api/v1/me', headers: { cookie: person.cookie } }),
      lambdaContext,
    );
    expect(withCookie).toMatchObject({ statusCode: 401, headers: { 'www-authenticate': 'Bearer' } });
    for (const authorization of [token, `Basic ${token}`, 'Bearer', 'Bearer ', ` Bearer ${token}`]) {
      expect(
        (await handler(apiEvent({ path: '/api/v1/me', headers: { authorization } }), lambdaContext)).statusCode,
      ).toBe(401);
    }
  });

  it('opens no page', async () => {
    const headers = { cookie: '', authorization: `Bearer ${await world.token(person)}` };
    expect((await visit(handler, person, { path: '/console/me', headers })).statusCode).toBe(303);
  });

  it('of a suspended account, or from before a forced sign-out, is refused at the next call', async () => {
    const token = await world.token(person);
    await world.putAccount({ ...person.account, status: 'suspended' });
    expect(await program(token)).toBe(401);
    await world.putAccount({ ...person.account, signedOutBefore: addMs(world.clock.now(), 1000) });
    expect(await program(token)).toBe(401);
  });

  it('of somebody who has no account here is refused', async () => {
    const account = { ...person.account, accountId: '99999999-0000-4000-8000-000000000000' as never };
    expect(await program(await world.token({ ...person, account }))).toBe(401);
  });
});

describe('the stored session', () => {
  it('holds no secret, only its digest', async () => {
    const key = sessionKey(sha256Hex(person.secret));
    const row = await world.database.client.send(new GetCommand({ TableName: 'sessions', Key: key }));
    expect(row.Item?.['startedAt']).toEqual(expect.any(String));
    expect(JSON.stringify(row.Item)).not.toContain(person.secret);
    expect(Instant.parse(row.Item?.['startedAt'])).toBe(world.clock.now());
  });
});
