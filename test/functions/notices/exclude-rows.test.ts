/** Leaving rows of an import out, on the page and through the API. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { ImportBody } from '../../../functions/notices/staff/bodies.ts';
import { createRoutes } from '../../../functions/notices/staff/routes.ts';
import type { HttpHandler } from '../../../functions/platform/http/http-function.ts';
import { policy } from '../../../shared/access/policy.ts';
import { roles } from '../../../shared/access/role.ts';
import { ImportId } from '../../../shared/kernel/ids.ts';
import { apiEvent, formBody, formHeaders, lambdaContext } from '../../support/api-event.ts';
import { anImport, aRecord, chiba, programmeId } from '../../support/builders/notices.ts';
import { noticesStoresOf } from '../../support/notices-stores.ts';
import { asProgram, type StaffWorld, startStaffWorld, visit } from '../../support/staff-world.ts';

let world: StaffWorld;
let stores: ReturnType<typeof noticesStoresOf>;
let handler: HttpHandler;
let importId: ImportId;

beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  world = await startStaffWorld();
  stores = noticesStoresOf(world);
  handler = world.serve(createRoutes({ ...stores, door: world.door }));
});
afterAll(() => world.stop());
beforeEach(async () => {
  importId = ImportId.parse(randomUUID());
  const found = anImport({ status: 'has-errors', importId, programmeId, right: { organisations: 1786 } });
  const problems = [
    { kind: 'mail-form' as const, row: 3, column: 'mail' as const, organisationId: chiba },
    { kind: 'code-form' as const, row: 9, column: 'code' as const },
  ];
  await stores.imports.add(found, { contacts: [], problems, warnings: [] }, aRecord());
});

const staff = () => world.person('body-staff');
const page = () => `/console/notices/imports/${importId}`;
const post = (fields: Readonly<Record<string, string>>) =>
  visit(handler, staff(), {
    ...{ method: 'POST', path: `${page()}/exclude`, headers: formHeaders },
    body: formBody({ csrf: staff().csrf, commandId: randomUUID(), ...fields }),
  });

test('AC-N7: the page asks a reason for each row, keeps what was typed, and lists what was left out', async () => {
  const shown = await visit(handler, staff(), { path: page() });
  expect(shown.body).toContain('3行目（千葉県千葉市）の理由');
  expect(shown.body).toContain('残りの1,786団体の連絡先を使えます');
  const refused = await post({ 'reason.3': '担当部署を確認中', 'reason.9': '' });
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('9行目を除外する理由を、100文字以内で入力してください。');
  expect(refused.body).toContain('value="担当部署を確認中"');
  const excluded = await post({ 'reason.3': '担当部署を確認中', 'reason.9': '', reasonForAll: '共通の理由' });
  expect([excluded.statusCode, excluded.headers?.['location']]).toEqual([303, page()]);
  const after = await visit(handler, staff(), { path: page() });
  expect(after.body).toContain('除外した行');
  expect(after.body).toContain('共通の理由');
  expect(await stores.imports.find(programmeId, importId)).toMatchObject({ status: 'staging', organisations: 1786 });
});

test('AC-N7: a program leaves rows out once, however often it asks', async () => {
  const key = randomUUID();
  const token = await world.token(staff());
  const ask = () =>
    handler(
      apiEvent({
        ...{ method: 'POST', path: `/api/v1/notices/imports/${importId}/exclusions` },
        headers: asProgram(token, { 'idempotency-key': key }),
        body: JSON.stringify({ rows: [3, 9].map((row) => ({ row, reason: '確認中' })) }),
      }),
      lambdaContext,
    );
  const [first, second] = [await ask(), await ask()];
  expect(first.statusCode).toBe(200);
  expect(second.body).toBe(first.body);
  const got = await handler(
    apiEvent({ path: `/api/v1/notices/imports/${importId}`, headers: asProgram(token) }),
    lambdaContext,
  );
  expect(ImportBody.parse(JSON.parse(got.body)).exclusions).toEqual([
    { row: 3, reason: '確認中', organisationId: chiba },
    { row: 9, reason: '確認中' },
  ]);
});

const held: (role: (typeof roles)[number]) => readonly string[] = (role) => policy[role];

test.each(roles.filter((role) => !held(role).includes('contacts:import')))(
  'AC-N7: %s leaves no row out',
  async (role) => {
    const person = world.person(role);
    const { statusCode } = await visit(handler, person, {
      ...{ method: 'POST', path: `${page()}/exclude`, headers: formHeaders },
      body: formBody({ csrf: person.csrf, commandId: randomUUID(), 'reason.3': 'x', 'reason.9': 'x' }),
    });
    expect(statusCode).toBe(403);
  },
);
