import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createDeskCorrectionRepository } from '../../../functions/directory/dynamodb-desk-correction-repository.ts';
import { createOrganisationDesksRepository } from '../../../functions/directory/dynamodb-organisation-desks-repository.ts';
import { createOrganisationMeasuresRepository } from '../../../functions/directory/dynamodb-organisation-measures-repository.ts';
import { createRoutes as publicRoutes } from '../../../functions/directory/public/routes.ts';
import { createRoutes } from '../../../functions/directory/staff/routes.ts';
import { randomIds } from '../../../functions/platform/clock.ts';
import { createChangeSaver } from '../../../functions/platform/dynamodb/change.ts';
import { createCommandLog } from '../../../functions/platform/dynamodb/command-log.ts';
import type { HttpHandler } from '../../../functions/platform/http/http-function.ts';
import { digestOfToken } from '../../../functions/platform/links/link-secrets.ts';
import type { OrganisationId } from '../../../shared/kernel/ids.ts';
import { localGovernments } from '../../../shared/programmes/local-governments.ts';
import { apiEvent, lambdaContext } from '../../support/api-event.ts';
import { anEntry } from '../../support/builders/directory.ts';
import { aRecord } from '../../support/builders/surveys.ts';
import { appOrigin, asProgram, ours, type StaffWorld, startStaffWorld, visit } from '../../support/staff-world.ts';

let world: StaffWorld;
let handler: HttpHandler;
let repositories: ReturnType<typeof repositoriesOf>;
/** The tokens by which links were made, the newest last. */
const tokens: string[] = [];
let organisationId: OrganisationId;
let place = 100;

function repositoriesOf({ database: { client }, clock }: StaffWorld) {
  const tables = { own: 'directory', outbox: 'outbox', audit: 'audit' };
  const store = { client, table: 'directory', changes: createChangeSaver(client, tables, randomIds) };
  return {
    desks: createOrganisationDesksRepository(store),
    measures: createOrganisationMeasuresRepository(store),
    corrections: createDeskCorrectionRepository(store),
    commands: createCommandLog(client, 'directory', clock),
  };
}

beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  world = await startStaffWorld();
  repositories = repositoriesOf(world);
  const digestOf = async (...parts: readonly string[]) => {
    tokens.push(parts.join('.'));
    return digestOfToken(parts.join('.'));
  };
  handler = world.serve([
    ...publicRoutes({ ...repositories, links: { digestOf }, ids: randomIds }),
    ...createRoutes({ ...repositories, door: world.door }),
  ]);
});
beforeEach(async () => {
  organisationId = localGovernments[place++]?.code as OrganisationId;
  const desks = [{ deskId: `${organisationId}-1`, name: '女性相談室', phone: '043-245-5111' }];
  await repositories.desks.save(anEntry({ organisationId, desks }), aRecord());
});
afterAll(() => world.stop());

const form = (path: string, fields: Record<string, string>) =>
  handler(
    apiEvent({
      ...{ method: 'POST', path, body: new URLSearchParams(fields).toString() },
      headers: { origin: appOrigin, 'content-type': 'application/x-www-form-urlencoded' },
    }),
    lambdaContext,
  );
const look = (path: string) => handler(apiEvent({ path }), lambdaContext);
const ask = async () => {
  await form('/corrections', { programme: ours, organisation: organisationId });
  return tokens.at(-1) ?? '';
};
const handIn = (token: string, more: Record<string, string> = {}) =>
  form('/corrections/form', {
    ...{ token, basedOn: '1', section: '子ども家庭課' },
    ...{ 'desks.0.name': '女性相談室', 'desks.0.phone': '043-000-0000', ...more },
  });
const decide = (verb: string, body: object) =>
  visit(handler, world.person('body-staff'), {
    ...{ method: 'POST', path: `/console/directory/corrections/${organisationId}/${verb}` },
    body: new URLSearchParams({ ...body, commandId: randomIds.next() }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });

test('idea 9: the page answers the same for an organisation that exists, one that does not, and one asked a moment ago', async () => {
  const answers = await Promise.all(
    [organisationId, '471003', organisationId].map(async (organisation) => {
      const { statusCode, body } = await form('/corrections', { programme: ours, organisation });
      return { statusCode, body };
    }),
  );
  expect(answers[0]).toEqual(answers[2]);
  expect(answers[0]?.statusCode).toBe(200);
});

test('idea 9: GET changes nothing; the button opens the form with the published desks, without a cookie', async () => {
  const token = await ask();
  const landing = await look(`/corrections/${token}`);
  expect(landing.statusCode).toBe(200);
  expect(landing.body).not.toContain('043-245-5111');
  const opened = await form(`/corrections/${token}`, {});
  expect(opened.body).toContain('value="043-245-5111"');
  expect([landing, opened].map(({ multiValueHeaders }) => multiValueHeaders?.['set-cookie'])).toEqual([
    undefined,
    undefined,
  ]);
  expect((await look('/corrections/no-such-link')).statusCode).toBe(404);
});

test('idea 9: handed in, seen by the ministry, accepted by the body, and published as the next version', async () => {
  const token = await ask();
  expect((await handIn(token)).body).toContain('依頼を受け付けました');
  const seen = await visit(handler, world.person('receiver-officer'), {
    path: `/console/directory/corrections/${organisationId}`,
  });
  expect(seen.body).toContain('電話「043-245-5111」→「043-000-0000」');
  expect(seen.body).not.toContain('掲載に反映する');
  const requestId = (await repositories.corrections.find(ours, organisationId))?.requestId ?? '';
  expect((await decide('accept', { requestId })).statusCode).toBe(303);
  expect(await repositories.desks.find(ours, organisationId)).toMatchObject({
    version: 2,
    source: { kind: 'correction' },
  });
  expect((await look(`/corrections/${token}`)).body).toContain('反映済み');
});

test('idea 9: a newer accepted answer is shown to whoever decides', async () => {
  const token = await ask();
  await handIn(token);
  await repositories.desks.save(anEntry({ organisationId, version: 2 }), aRecord());
  const { body } = await visit(handler, world.person('body-staff'), {
    path: `/console/directory/corrections/${organisationId}`,
  });
  expect(body).toContain('依頼のあとに、掲載内容が変わっています');
});

test('idea 9: what cannot be published comes back with the input and what to do; declining needs a reason', async () => {
  const token = await ask();
  const wrong = await handIn(token, { 'desks.0.phone': '12', 'desks.1.name': '<b>二</b>' });
  expect(wrong.statusCode).toBe(422);
  for (const words of ['value="12"', '窓口1の電話は', '&lt;b>二']) expect(wrong.body).toContain(words);
  await handIn(token);
  const requestId = (await repositories.corrections.find(ours, organisationId))?.requestId ?? '';
  expect((await decide('decline', { requestId, reason: '' })).statusCode).toBe(422);
  expect((await decide('decline', { requestId, reason: '確認してください。' })).statusCode).toBe(303);
  expect((await look(`/corrections/${token}`)).body).toContain('確認してください。');
});

test('idea 9: one request is open, also when two arrive at once; it is taken back by the link', async () => {
  const token = await ask();
  await Promise.all([handIn(token), handIn(token)]);
  expect((await form('/corrections/withdrawal', { token })).body).toContain('取下げ');
  expect(
    (await repositories.corrections.list(ours)).filter((each) => each.organisationId === organisationId),
  ).toHaveLength(1);
  expect((await handIn(token)).body).toContain('依頼を受け付けました');
});

test('idea 9: programs see the list and decide', async () => {
  const token = await ask();
  await handIn(token);
  const headers = asProgram(await world.token(world.person('body-staff')), { 'idempotency-key': randomIds.next() });
  const list = await handler(apiEvent({ path: '/api/v1/directory/corrections', headers }), lambdaContext);
  const found = JSON.parse(list.body).corrections.find(
    (each: { organisationId: string }) => each.organisationId === organisationId,
  );
  expect(found).toMatchObject({ status: 'requested', section: '子ども家庭課' });
  const call = {
    ...{ method: 'POST', path: `/api/v1/directory/corrections/${organisationId}/accept`, headers },
    body: JSON.stringify({ requestId: found.requestId }),
  };
  const first = await handler(apiEvent(call), lambdaContext);
  const second = await handler(apiEvent(call), lambdaContext);
  expect([first.statusCode, second.body]).toEqual([200, first.body]);
});
