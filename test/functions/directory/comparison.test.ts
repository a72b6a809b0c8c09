import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createDeskCorrectionRepository } from '../../../functions/directory/dynamodb-desk-correction-repository.ts';
import { createOrganisationDesksRepository } from '../../../functions/directory/dynamodb-organisation-desks-repository.ts';
import { createOrganisationMeasuresRepository } from '../../../functions/directory/dynamodb-organisation-measures-repository.ts';
import { createRoutes } from '../../../functions/directory/staff/routes.ts';
import { randomIds } from '../../../functions/platform/clock.ts';
import { createChangeSaver } from '../../../functions/platform/dynamodb/change.ts';
import { createCommandLog } from '../../../functions/platform/dynamodb/command-log.ts';
import type { HttpHandler } from '../../../functions/platform/http/http-function.ts';
import { apiEvent, lambdaContext } from '../../support/api-event.ts';
import { anEntry, someMeasures } from '../../support/builders/directory.ts';
import { aRecord } from '../../support/builders/surveys.ts';
import { asProgram, type StaffWorld, startStaffWorld, visit } from '../../support/staff-world.ts';

let world: StaffWorld;
let handler: HttpHandler;
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  world = await startStaffWorld();
  const { client } = world.database;
  const tables = { own: 'directory', outbox: 'outbox', audit: 'audit' };
  const store = { client, table: 'directory', changes: createChangeSaver(client, tables, randomIds) };
  const desks = createOrganisationDesksRepository(store);
  const measures = createOrganisationMeasuresRepository(store);
  await measures.save(someMeasures(), aRecord());
  await desks.save(
    anEntry({ desks: [{ deskId: '121002-1', name: '=1+1 𠮷野窓口', phone: '043-245-5111' }] }),
    aRecord(),
  );
  handler = world.serve(
    createRoutes({
      ...{ desks, measures, door: world.door, corrections: createDeskCorrectionRepository(store) },
      commands: createCommandLog(client, 'directory'),
    }),
  );
});
afterAll(() => world.stop());

const see = (path: string, query: Record<string, string> = {}) =>
  visit(handler, world.person('prefecture-officer'), { path, query });
const textOf = ({ body, isBase64Encoded }: { body: string; isBase64Encoded?: boolean | undefined }) =>
  Buffer.from(body, isBase64Encoded === true ? 'base64' : 'utf8');

test('M09: a prefecture compares chosen fields of chosen bodies, with definition, reference day and 未回答', async () => {
  const { statusCode, body } = await see('/console/directory/comparison', { fields: 'plan', codes: '121002 131016' });
  expect(statusCode).toBe(200);
  for (const words of ['法第8条の都道府県基本計画', '令和8年4月1日', '策定済', '未回答', '順位は付けません'])
    expect(body).toContain(words);
  expect(body.indexOf('千葉県千葉市')).toBeLessThan(body.indexOf('東京都千代田区'));
});

test('M09: a choice that cannot be compared keeps what was chosen and says what to do', async () => {
  const result = await see('/console/directory/comparison', { fields: 'plan', kind: 'town' });
  expect(result.statusCode).toBe(422);
  expect(result.body).toContain('200団体まで');
  expect(result.body).toMatch(/value="town" selected/);
  expect((await see('/console/directory/comparison', { prefecture: '130001' })).body).toContain('項目を1つ以上');
});

test('M09: the comparison is read by programs, in one read of the table, and as XLSX and CSV', async () => {
  const headers = asProgram(await world.token(world.person('receiver-officer')));
  const query = { fields: 'plan,workers', prefecture: '120006' };
  const call = { path: '/api/v1/directory/comparison', query, headers };
  world.database.takeCalls();
  const result = await handler(apiEvent(call), lambdaContext);
  expect(world.database.takeCalls().filter((name) => name === 'BatchGetItemCommand').length).toBeLessThanOrEqual(1);
  const { fields, organisations } = JSON.parse(result.body);
  expect(fields.map(({ id }: { id: string }) => id)).toEqual(['plan', 'workers']);
  expect(organisations).toHaveLength(55);
  expect(
    organisations.find(({ organisationId }: { organisationId: string }) => organisationId === '121002').values,
  ).toEqual(['策定済', '0人']);
  const csv = textOf(await see('/console/directory/comparison/file', { ...query, format: 'csv' }));
  expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(csv.toString()).toContain('定義');
  const xlsx = await see('/console/directory/comparison/file', { ...query, format: 'xlsx' });
  expect(textOf(xlsx).subarray(0, 2).toString()).toBe('PK');
});

test('M03: the directory goes out as a file that runs no formula, and the page lists what CP932 cannot hold', async () => {
  const query = { prefecture: '120006' };
  const csv = textOf(await see('/console/directory/desks/file', { ...query, format: 'csv' })).toString();
  expect(csv).toContain("'=1+1 𠮷野窓口");
  expect(csv).toContain('0432455111');
  const cp932 = textOf(await see('/console/directory/desks/file', { ...query, format: 'csv-cp932' }));
  expect(new TextDecoder('shift_jis').decode(cp932)).toContain('=1+1 〓野窓口');
  expect((await see('/console/directory/desks', query)).body).toContain('𠮷（1か所）');
});

test('M03: an old code leads to the municipality that took its place, and an old name finds it', async () => {
  const moved = await see('/console/directory/desks/221317');
  expect([moved.statusCode, moved.headers?.['location']]).toEqual([303, '/console/directory/desks/221309']);
  expect((await see('/console/directory/desks', { name: '浜北区' })).body).toContain('令和6年1月1日に再編されました');
});

test('M03: the page of an organisation shows who said what and when, and whoever has not answered as 未回答', async () => {
  const { body } = await see('/console/directory/desks/121002');
  for (const words of ['子ども家庭課', '実施団体 担当者', '追加']) expect(body).toContain(words);
  expect((await see('/console/directory/desks/131016')).body).toContain('未回答');
});
