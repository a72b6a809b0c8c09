/** The trial of mails, set on the page and by programs. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRoutes } from '../../../functions/notices/staff/routes.ts';
import type { HttpHandler } from '../../../functions/platform/http/http-function.ts';
import { apiEvent, formBody, formHeaders, lambdaContext } from '../../support/api-event.ts';
import { programmeId } from '../../support/builders/notices.ts';
import { noticesStoresOf } from '../../support/notices-stores.ts';
import { asProgram, type StaffWorld, startStaffWorld, visit } from '../../support/staff-world.ts';

const page = '/console/notices/trial';

let world: StaffWorld;
let stores: ReturnType<typeof noticesStoresOf>;
let handler: HttpHandler;
beforeEach(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  world = await startStaffWorld();
  stores = noticesStoresOf(world);
  handler = world.serve(createRoutes({ ...stores, door: world.door }));
});
afterEach(() => world.stop());

type Role = 'body-staff' | 'body-manager' | 'auditor';
const post = (role: Role, path: string, fields: Readonly<Record<string, string>>) =>
  visit(handler, world.person(role), {
    ...{ method: 'POST', path, headers: formHeaders },
    body: formBody({ csrf: world.person(role).csrf, commandId: randomUUID(), version: '0', ...fields }),
  });
const show = (role: Role = 'body-staff') => visit(handler, world.person(role), { path: page });

test('AC-N11: one person tries the mails out, and another one ends the trial', async () => {
  expect((await show()).body).toContain('本番です。');
  const started = await post('body-staff', page, { addresses: 'shiken@jimukyoku.example.jp\r\n' });
  expect([started.statusCode, started.headers?.['location']]).toEqual([303, `${page}?result=saved`]);
  expect((await show()).body).toContain('shiken@jimukyoku.example.jp');
  const alone = await post('body-staff', `${page}/live`, { version: '1' });
  expect(alone.statusCode).toBe(409);
  expect(alone.body).toContain('試行を設定した人とは別の人が行ってください');
  expect((await post('body-manager', `${page}/live`, { version: '1' })).statusCode).toBe(303);
  expect(await stores.modes.of(programmeId)).toMatchObject({ mode: 'live', version: 2 });
});

test('AC-N11: a bad line is named, what was typed stays, and nothing changes', async () => {
  const { statusCode, body } = await post('body-staff', page, { addresses: 'kikaku' });
  expect(statusCode).toBe(422);
  for (const words of ['<title>エラー：', '1行目を、メールアドレスの形式で', 'kikaku</textarea>']) {
    expect(body).toContain(words);
  }
  expect(await stores.modes.of(programmeId)).toBeUndefined();
});

test('AC-N11: who may not send sees the setting and no form, and cannot change it', async () => {
  expect((await show('auditor')).body).not.toContain('<textarea');
  expect((await post('auditor', page, { addresses: 'a@b.example' })).statusCode).toBe(403);
});

test('AC-N11: programs do the same, and a repeat gets the first answer', async () => {
  const ask = async (role: Role, method: string, path: string, input?: object, key: string = randomUUID()) => {
    const token = await world.token(world.person(role));
    const headers = asProgram(token, input === undefined ? {} : { 'idempotency-key': key });
    const body = input === undefined ? {} : { body: JSON.stringify(input) };
    const answer = await handler(apiEvent({ path, method, headers, ...body }), lambdaContext);
    return { status: answer.statusCode, body: JSON.parse(answer.body) };
  };
  const api = '/api/v1/notices/mail-mode';
  const key = randomUUID();
  const trial = { addresses: ['shiken@jimukyoku.example.jp'], version: 0 };
  const start = () => ask('body-staff', 'PUT', api, trial, key);
  expect([await start(), await start()]).toEqual(
    Array.from({ length: 2 }, () => ({ status: 200, body: { mode: 'trial', version: 1 } })),
  );
  expect(await ask('body-staff', 'GET', api)).toEqual({
    ...{ status: 200, body: { mode: 'trial', version: 1, addresses: ['shiken@jimukyoku.example.jp'] } },
  });
  expect(await ask('body-staff', 'POST', `${api}/live`, { version: 1 })).toMatchObject({
    ...{ status: 409, body: { type: 'urn:mikata:problem:second-person-needed' } },
  });
  expect((await ask('body-manager', 'POST', `${api}/live`, { version: 1 })).status).toBe(200);
});
