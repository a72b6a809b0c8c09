/** Where the digests go, set on the page and by programs. Who may: see the matrix beside. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { DigestBody } from '../../../functions/notices/staff/bodies.ts';
import { createRoutes } from '../../../functions/notices/staff/routes.ts';
import { shardCount } from '../../../functions/platform/dynamodb/keys.ts';
import { queryAll } from '../../../functions/platform/dynamodb/query-all.ts';
import type { HttpHandler } from '../../../functions/platform/http/http-function.ts';
import { apiEvent, formBody, formHeaders, lambdaContext } from '../../support/api-event.ts';
import { programmeId } from '../../support/builders/notices.ts';
import { noticesStoresOf } from '../../support/notices-stores.ts';
import { asProgram, type StaffWorld, startStaffWorld, theirs, visit } from '../../support/staff-world.ts';

const page = '/console/notices/digest';
const apiPath = '/api/v1/notices/digest-recipients';
const kikaku = 'kikaku@ministry.example.jp';

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

const staff = (of = programmeId) => world.person('body-staff', of);
const show = (query: Record<string, string> = {}) => visit(handler, staff(), { path: page, query });
const post = (fields: Readonly<Record<string, string>>) =>
  visit(handler, staff(), {
    ...{ method: 'POST', path: page, headers: formHeaders },
    body: formBody({ csrf: staff().csrf, commandId: randomUUID(), version: '0', ...fields }),
  });
async function api(input?: object, key: string = randomUUID(), of = staff()) {
  const headers = asProgram(await world.token(of), input === undefined ? {} : { 'idempotency-key': key });
  const changes = input === undefined ? { method: 'GET' } : { method: 'PUT', body: JSON.stringify(input) };
  const { statusCode, body } = await handler(apiEvent({ path: apiPath, headers, ...changes }), lambdaContext);
  return { statusCode, body: JSON.parse(body) };
}
const AuditRow = z.object({ action: z.string(), target: z.string(), detail: z.record(z.string(), z.unknown()) });
async function auditRows() {
  const shards = Array.from({ length: shardCount }, (_, shard) => `${programmeId}#2026-06-10#${shard}`);
  const found = await Promise.all(
    shards.map((pk) =>
      queryAll(world.database.client, AuditRow, {
        ...{ TableName: world.database.tables.audit, KeyConditionExpression: 'pk = :pk' },
        ExpressionAttributeValues: { ':pk': pk },
      }),
    ),
  );
  return found.flat();
}

describe('the page', () => {
  test('says that nobody is set, takes one address a line, and then shows them and that they are saved', async () => {
    expect((await show()).body).toContain('送信先がありません');
    const saved = await post({ addresses: `${kikaku}\r\n\r\nOther@MINISTRY.example.jp\r\n` });
    expect([saved.statusCode, saved.headers?.['location']]).toEqual([303, `${page}?result=saved`]);
    const { body } = await show({ result: 'saved' });
    for (const words of ['送信先を変更しました', kikaku, 'Other@ministry.example.jp', 'name="version" value="1"']) {
      expect(body).toContain(words);
    }
    expect((await show({ result: 'other' })).body).not.toContain('送信先を変更しました');
    expect(await stores.digests.recipientsOf(theirs)).toBeUndefined();
  });

  test('names each bad line, keeps what was typed, and changes nothing', async () => {
    const { statusCode, body } = await post({ addresses: `${kikaku}\r\nkikaku\r\n` });
    expect(statusCode).toBe(422);
    for (const words of ['<title>エラー：', '2行目を、メールアドレスの形式で', `${kikaku}\nkikaku`]) {
      expect(body).toContain(words);
    }
    expect(await stores.digests.recipientsOf(programmeId)).toBeUndefined();
  });

  test('keeps what was typed where somebody else was first; sent again, it replaces what is shown then', async () => {
    await api({ addresses: ['first@ministry.example.jp'], version: 0 });
    const { statusCode, body } = await post({ addresses: kikaku });
    expect(statusCode).toBe(409);
    for (const words of ['まだ変更していません', 'first@ministry.example.jp', kikaku, 'name="version" value="1"']) {
      expect(body).toContain(words);
    }
    expect((await post({ addresses: kikaku, version: '1' })).statusCode).toBe(303);
    expect(await stores.digests.recipientsOf(programmeId)).toMatchObject({ addresses: [kikaku], version: 2 });
  });

  test('a bad line does not hide that somebody else was first', async () => {
    await api({ addresses: ['first@ministry.example.jp'], version: 0 });
    expect((await post({ addresses: 'kikaku' })).body).toContain('name="version" value="0"');
  });

  test('a second click is the same act; a form without its token changes nothing', async () => {
    const commandId = randomUUID();
    const clicks = await Promise.all([1, 2].map(() => post({ addresses: kikaku, commandId })));
    expect(clicks.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
    expect(await stores.digests.recipientsOf(programmeId)).toMatchObject({ version: 1 });
    const forged = { method: 'POST', path: page, headers: { ...formHeaders, 'x-csrf-token': 'wrong' } };
    expect((await visit(handler, staff(), { ...forged, body: 'addresses=x&version=1' })).statusCode).toBe(403);
  });

  test('shows the addresses to an auditor, who has no form for them', async () => {
    await post({ addresses: kikaku });
    const { body } = await visit(handler, world.person('auditor'), { path: page });
    expect(body).toContain(kikaku);
    expect(body).not.toContain('<textarea');
  });

  test('is reached from the contacts and from the mails', async () => {
    for (const path of ['/console/notices/contacts', '/console/notices/mails']) {
      expect((await visit(handler, staff(), { path })).body).toContain(`href="${page}"`);
    }
  });
});

describe('the API', () => {
  test('gives the addresses with their version, and a repeat gets the first answer', async () => {
    expect(await api()).toEqual({ statusCode: 200, body: { addresses: [], version: 0 } });
    const key = randomUUID();
    const set = () => api({ addresses: [kikaku], version: 0 }, key);
    expect([await set(), await set()]).toEqual(
      Array.from({ length: 2 }, () => ({ statusCode: 200, body: { recipients: 1, version: 1 } })),
    );
    expect(DigestBody.parse((await api()).body)).toEqual({ addresses: [kikaku], version: 1 });
    expect((await api(undefined, '', staff(theirs))).body).toEqual({ addresses: [], version: 0 });
  });

  test.each([
    [{ addresses: ['kikaku'], version: 0 }, 422, 'digest-recipients-not-valid'],
    [{ addresses: [kikaku], version: 3 }, 409, 'changed-meanwhile'],
    [{ addresses: kikaku, version: 0 }, 400, 'request-not-valid'],
    [{ addresses: [kikaku] }, 400, 'request-not-valid'],
  ])('%j is refused with %i', async (input, status, kind) => {
    const refused = await api(input);
    expect([refused.statusCode, refused.body.type]).toEqual([status, `urn:mikata:problem:${kind}`]);
    if (status === 422) expect(refused.body.errors).toMatchObject([{ field: 'addresses.0' }]);
  });

  test('the same key with another list is refused', async () => {
    const key = randomUUID();
    await api({ addresses: [kikaku], version: 0 }, key);
    expect((await api({ addresses: ['other@ministry.example.jp'], version: 0 }, key)).statusCode).toBe(422);
  });
});

test('every reading and every change leaves a trace, without addresses; where the trace fails nothing is shown', async () => {
  await post({ addresses: kikaku });
  await show();
  await api();
  const rows = await auditRows();
  expect(rows.map(({ action, target }) => `${action} ${target}`).sort()).toEqual([
    'read-contacts contacts/digest-recipients',
    'read-contacts contacts/digest-recipients',
    'set-digest-recipients digest-recipients',
  ]);
  expect(rows.find(({ action }) => action === 'set-digest-recipients')?.detail).toEqual({ recipients: 1 });
  expect(JSON.stringify(rows)).not.toContain('@');
  const broken = { ...stores.contacts, noteReading: () => Promise.reject(new Error('audit is down')) };
  const failing = world.serve(createRoutes({ ...stores, contacts: broken, door: world.door }));
  const answer = await visit(failing, staff(), { path: page });
  expect(answer.statusCode).toBe(500);
  expect(answer.body).not.toContain(kikaku);
});
