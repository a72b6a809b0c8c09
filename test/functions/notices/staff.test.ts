import { randomUUID } from 'node:crypto';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ContactsBody, ImportBody, MailsBody } from '../../../functions/notices/staff/bodies.ts';
import { createRoutes } from '../../../functions/notices/staff/routes.ts';
import type { HttpHandler } from '../../../functions/platform/http/http-function.ts';
import { parseCsv } from '../../../functions/platform/spreadsheet/read-csv.ts';
import { policy } from '../../../shared/access/policy.ts';
import { roles } from '../../../shared/access/role.ts';
import { ImportId, OrganisationId } from '../../../shared/kernel/ids.ts';
import { checkContactTable } from '../../../shared/notices/check-contact-table.ts';
import { queuedNotice } from '../../../shared/notices/notice.ts';
import { apiEvent, formBody, formHeaders, lambdaContext } from '../../support/api-event.ts';
import {
  aContact,
  anImport,
  anInvitationContent,
  aRecord,
  chiba,
  contactRows,
  dueOn,
  now,
  programmeId,
  roundId,
  sapporo,
  surveyTitle,
} from '../../support/builders/notices.ts';
import { noticesStoresOf } from '../../support/notices-stores.ts';
import { asProgram, type StaffWorld, startStaffWorld, theirs, visit } from '../../support/staff-world.ts';

let world: StaffWorld;
let stores: ReturnType<typeof noticesStoresOf>;
let handler: HttpHandler;

beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  world = await startStaffWorld();
  stores = noticesStoresOf(world);
  handler = world.serve(createRoutes({ ...stores, door: world.door }));
});
afterAll(() => world.stop());

let importId: ImportId;
beforeEach(() => {
  importId = ImportId.parse(randomUUID());
});
const addImport = (status: 'staging' | 'has-errors' | 'ready', of = programmeId) =>
  stores.imports.add(
    anImport({ status, importId, programmeId: of }),
    {
      contacts: [aContact(chiba), aContact(sapporo)],
      problems: status === 'has-errors' ? [{ kind: 'code-zero-lost', row: 3, column: 'code', hint: '011002' }] : [],
      warnings: [{ kind: 'name-differs', row: 2, column: 'name', hint: '千葉県千葉市' }],
    },
    aRecord(),
  );
const staff = () => world.person('body-staff');
const get = (path: string, query: Record<string, string> = {}) => visit(handler, staff(), { path, query });
async function api(method: string, path: string, key?: string, of = staff()) {
  const headers = asProgram(await world.token(of), key === undefined ? {} : { 'idempotency-key': key });
  const call = { method, path, headers, ...(method === 'GET' ? {} : { body: '{}' }) };
  return handler(apiEvent(call), lambdaContext);
}
/** Of a CSV file, as Excel reads it: the mark in front says that it is UTF-8. */
function rowsOf({ body }: { readonly body: string }): string[][] {
  const bytes = Buffer.from(body, 'base64');
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  return parseCsv(new TextDecoder().decode(bytes)) ?? [];
}
const confirmPage = () => `/console/notices/imports/${importId}/confirm`;
const confirmApi = () => `/api/v1/notices/imports/${importId}/confirm`;

describe('an import', () => {
  test('with errors shows row, column and reason, and offers no confirmation', async () => {
    await addImport('has-errors');
    const { statusCode, body } = await get(`/console/notices/imports/${importId}`);
    expect(statusCode).toBe(200);
    expect(body).toContain('先頭の0が消えています。011002ではありませんか。');
    expect(body).toContain('<title>エラー：');
    expect(body).not.toContain('連絡先を確定する');
    const told = ImportBody.parse(JSON.parse((await api('GET', `/api/v1/notices/imports/${importId}`)).body));
    expect(told.problems).toEqual([
      { row: 3, column: 'code', kind: 'code-zero-lost', message: '先頭の0が消えています。011002ではありませんか。' },
    ]);
    const csv = rowsOf(await get(`/console/notices/imports/${importId}/findings.csv`));
    expect(csv.slice(0, 2)).toEqual([
      ['行', '団体コード', '列', '種類', '内容'],
      ['3', '', '団体コード', '誤り', '先頭の0が消えています。011002ではありませんか。'],
    ]);
  });

  test('that is in order shows who would be missing, and is confirmed once by a click, however often', async () => {
    await addImport('ready');
    const { body } = await get(`/console/notices/imports/${importId}`);
    expect(body).toContain('連絡先を確定する');
    expect(body).toContain('連絡先のない団体：1,786団体');
    const fields = formBody({ csrf: staff().csrf, commandId: 'command-00000001' });
    const click = () =>
      visit(handler, staff(), { method: 'POST', path: confirmPage(), headers: formHeaders, body: fields });
    const both = await Promise.all([click(), click()]);
    expect(both.map(({ statusCode, headers }) => [statusCode, headers?.['location']])).toEqual([
      [303, '/console/notices/contacts'],
      [303, '/console/notices/contacts'],
    ]);
    expect(await stores.contacts.current(programmeId)).toMatchObject({ importId });
  });

  test('a repeat of a program gets the first answer; the same key with another import is refused', async () => {
    await addImport('ready');
    const key = randomUUID();
    const first = await api('POST', confirmApi(), key);
    const again = await api('POST', confirmApi(), key);
    expect([first.statusCode, again.statusCode]).toEqual([200, 200]);
    expect(again.body).toBe(first.body);
    expect(JSON.parse(first.body)).toEqual({ importId, organisations: 2 });
    expect((await api('POST', confirmApi())).statusCode).toBe(400);
    importId = ImportId.parse(randomUUID());
    await addImport('ready');
    expect((await api('POST', confirmApi(), key)).statusCode).toBe(422);
    expect((await stores.imports.find(programmeId, importId))?.status).toBe('ready');
  });

  test.each([
    ['staging', 409, 'import-not-checked-yet'],
    ['has-errors', 409, 'import-has-errors'],
  ] as const)('that is %s is refused with %i', async (status, expected, kind) => {
    await addImport(status);
    const refused = await api('POST', confirmApi(), randomUUID());
    expect(refused.statusCode).toBe(expected);
    expect(JSON.parse(refused.body).type).toBe(`urn:mikata:problem:${kind}`);
    const page = await visit(handler, staff(), {
      ...{ method: 'POST', path: confirmPage(), headers: formHeaders, body: formBody({ csrf: staff().csrf }) },
    });
    expect(page.statusCode).toBe(expected);
  });

  test('that was confirmed is refused for a new command', async () => {
    await addImport('ready');
    await api('POST', confirmApi(), randomUUID());
    const refused = await api('POST', confirmApi(), randomUUID());
    expect([refused.statusCode, JSON.parse(refused.body).type]).toEqual([
      409,
      'urn:mikata:problem:import-confirmed-already',
    ]);
  });

  test('of another programme is as if it were not there', async () => {
    await addImport('ready', theirs);
    for (const path of [`/console/notices/imports/${importId}`, `/console/notices/imports/${importId}/findings.csv`]) {
      expect((await get(path)).statusCode).toBe(404);
    }
    expect((await api('GET', `/api/v1/notices/imports/${importId}`)).statusCode).toBe(404);
    expect((await api('POST', confirmApi(), randomUUID())).statusCode).toBe(404);
    expect((await get('/console/notices/imports/not-an-id')).statusCode).toBe(404);
  });

  test('that has not begun is a page that says so', async () => {
    const { statusCode, body } = await get(`/console/notices/imports/${importId}`);
    expect(statusCode).toBe(404);
    expect(body).toContain('まだ始まっていません');
  });

  test('a form without its token changes nothing', async () => {
    await addImport('ready');
    const call = {
      method: 'POST',
      path: confirmPage(),
      headers: { ...formHeaders, 'x-csrf-token': 'wrong' },
      body: '',
    };
    expect((await visit(handler, staff(), call)).statusCode).toBe(403);
    expect((await stores.imports.find(programmeId, importId))?.status).toBe('ready');
  });
});

describe('contacts', () => {
  beforeEach(async () => {
    await addImport('ready');
    await api('POST', confirmApi(), randomUUID());
  });

  test('are shown by prefecture, with what is missing and what needs correction', async () => {
    const bounced = {
      programmeId,
      organisationId: chiba,
      notedAt: now,
      reason: 'bounced' as const,
      mail: aContact(chiba).mail,
    };
    const gone = { ...bounced, mail: 'old-address@city.example.jp' };
    await stores.notices.correct([bounced, gone], undefined, aRecord());
    const { body } = await get('/console/notices/contacts', { prefecture: '120006' });
    expect(body).toContain(`desk-${chiba}@city.example.jp`);
    expect(body).not.toContain(`desk-${sapporo}@city.example.jp`);
    expect(body).toContain('修正が必要な連絡先（1件）');
    expect(body).not.toContain('old-address');
    const listed = ContactsBody.parse(JSON.parse((await api('GET', '/api/v1/notices/contacts')).body));
    expect(listed).toMatchObject({ importId, asked: 1788, listed: 2 });
    expect(listed.contacts.map(({ organisationId }) => organisationId)).toEqual([sapporo, chiba]);
    expect(listed.missing.length).toBe(1786);
    expect(listed.corrections.map(({ mail }) => mail)).toEqual([bounced.mail]);
  });

  test('are read by nobody without a trace, and where the trace fails nothing is shown', async () => {
    const before = new Set((await readings()).map(({ sk }) => sk));
    await get('/console/notices/contacts', { prefecture: '120006' });
    await api('GET', '/api/v1/notices/contacts');
    const rows = (await readings()).filter(({ sk }) => !before.has(sk));
    expect(rows.map(({ target, actor }) => [target, actor.accountId])).toEqual([
      ['contacts/12', staff().account.accountId],
      ['contacts/all', staff().account.accountId],
    ]);
    const broken = { ...stores.contacts, noteReading: () => Promise.reject(new Error('audit is down')) };
    const failing = world.serve(createRoutes({ ...stores, contacts: broken, door: world.door }));
    const answer = await visit(failing, staff(), {
      path: '/console/notices/contacts',
      query: { prefecture: '120006' },
    });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('@city.example.jp');
  });

  async function readings() {
    const shards = Array.from({ length: 8 }, (_, shard) => `${programmeId}#2026-06-10#${shard}`);
    const query = (pk: string) =>
      new QueryCommand({
        ...{ TableName: world.database.tables.audit, KeyConditionExpression: 'pk = :pk' },
        ExpressionAttributeValues: { ':pk': pk },
      });
    const found = await Promise.all(shards.map((pk) => world.database.client.send(query(pk))));
    return found
      .flatMap(
        ({ Items }) => (Items ?? []) as { action: string; target: string; sk: string; actor: { accountId: string } }[],
      )
      .filter(({ action }) => action === 'read-contacts')
      .sort((one, other) => (one.target < other.target ? -1 : 1));
  }

  test('of one programme are not those of another', async () => {
    const other = await api('GET', '/api/v1/notices/contacts', undefined, world.person('body-staff', theirs));
    expect(ContactsBody.parse(JSON.parse(other.body)).contacts).toEqual([]);
  });

  test('an unknown prefecture is a wrong request of a program, and no filter on the page', async () => {
    const headers = asProgram(await world.token(staff()));
    const call = { path: '/api/v1/notices/contacts', query: { prefecture: '999999' }, headers };
    expect((await handler(apiEvent(call), lambdaContext)).statusCode).toBe(400);
    expect((await get('/console/notices/contacts', { prefecture: 'x' })).statusCode).toBe(200);
  });

  test('the template names all 1,788, and filled in it is in order', async () => {
    const reply = await get('/console/notices/contacts/template.csv');
    expect(reply.headers?.['content-disposition']).toContain("filename*=UTF-8''");
    const rows = rowsOf(reply);
    const filled = rows.map((row, at) =>
      at === 0 ? row : [...row.slice(0, 2), ...(contactRows()[at] ?? []).slice(2)],
    );
    const checked = checkContactTable(filled.map((row) => row.map((text) => ({ text, kind: 'text' as const }))));
    expect(checked.ok && checked.contacts.length).toBe(1788);
  });
});

describe('mails', () => {
  test('are counted and listed by state, without any address', async () => {
    await stores.facts.addRound(
      { programmeId, roundId, surveyTitle, dueOn, organisations: 2, openedAt: now },
      aRecord(),
    );
    const [one, other] = [chiba, OrganisationId.parse('130001')].map((each) =>
      queuedNotice(anInvitationContent(each), programmeId, now),
    );
    if (one === undefined || other === undefined) throw new Error('two notices');
    const dead = { noticeId: one.noticeId, programmeId, content: one.content, requestedAt: now, tries: 1, version: 1 };
    const recipients = { to: ['dead@city.example.jp'], cc: [] };
    await stores.notices.add(
      [{ ...dead, recipients, status: 'permanent-failure', settledAt: now, reason: 'General 5.1.1' }, other],
      {},
      aRecord(),
    );
    const { statusCode, body } = await get('/console/notices/mails', { status: 'permanent-failure' });
    expect(statusCode).toBe(200);
    for (const words of ['恒久不達', '千葉県千葉市', 'General 5.1.1', surveyTitle]) expect(body).toContain(words);
    expect(body).not.toContain('@');
    const told = MailsBody.parse(JSON.parse((await api('GET', '/api/v1/notices/mails')).body));
    expect(told.counts).toMatchObject({ 'permanent-failure': 1, queued: 1, delivered: 0 });
    expect(told.mails.map(({ status, organisationId }) => [status, organisationId])).toEqual([
      ['permanent-failure', chiba],
      ['queued', '130001'],
    ]);
    expect((await get('/console/notices/mails', { purpose: 'digest' })).statusCode).toBe(200);
  });
});

describe('who may', () => {
  const table = createRoutes({ door: { staff: (permission: string) => ({ kind: 'staff', permission }) } } as never);

  test.each(table.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', async (_, route) => {
    const path = route.path.replace('{importId}', importId);
    const held: (role: (typeof roles)[number]) => readonly string[] = (role) => policy[role];
    const allowed = roles.filter((role) => held(role).includes(route.access.permission ?? ''));
    expect(allowed.length).toBeGreaterThan(0);
    for (const role of roles) {
      const person = world.person(role);
      const isApi = path.startsWith('/api/');
      const headers = isApi ? asProgram(await world.token(person), { 'idempotency-key': randomUUID() }) : {};
      const body = isApi && route.method !== 'GET' ? { body: JSON.stringify(route.describe?.example ?? {}) } : {};
      const call = { method: route.method, path, headers, ...body };
      const { statusCode } = isApi ? await handler(apiEvent(call), lambdaContext) : await visit(handler, person, call);
      // The summary's recipients are set by the first; what the others send is out of date, and an empty form no list.
      if (allowed.includes(role)) expect([200, 404, 409, 422]).toContain(statusCode);
      else expect(statusCode).toBe(403);
    }
  });
});
