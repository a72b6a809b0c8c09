import { PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { randomIds } from '../../../functions/platform/clock.ts';
import { programmeKey, shardOf } from '../../../functions/platform/dynamodb/keys.ts';
import type { HttpHandler } from '../../../functions/platform/http/http-function.ts';
import { createAuditTrail } from '../../../functions/records/dynamodb-audit-trail.ts';
import { actionLabel } from '../../../functions/records/staff/pages/action-labels.ts';
import { createRoutes } from '../../../functions/records/staff/routes.ts';
import { apiEvent, lambdaContext } from '../../support/api-event.ts';
import { asProgram, ours, type StaffWorld, startStaffWorld, theirs, visit } from '../../support/staff-world.ts';

let world: StaffWorld;
let handler: HttpHandler;
const written: string[] = [];
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  world = await startStaffWorld();
  handler = world.serve(createRoutes({ door: world.door, trail: createAuditTrail(world.database.client, 'audit') }));
  const minutes = Array.from({ length: 237 }, (_, minute) =>
    new Date(Date.parse('2026-06-10T00:00:00.000Z') + (minute % 90) * 60_000).toISOString(),
  );
  for (const at of minutes) written.push(await write(at, ours));
  await write('2026-06-10T01:00:00.000Z', theirs, 'their-secret-target');
  await write('2026-06-10T15:00:00.000Z', ours, 'of-the-next-day');
  await write('2026-06-10T14:59:59.999Z', ours, 'last-of-the-day');
});
afterAll(() => world.stop());

async function write(at: string, programmeId: typeof ours, target = 'thing/1'): Promise<string> {
  const id = randomIds.next();
  const day = new Date(Date.parse(at) + 9 * 3_600_000).toISOString().slice(0, 10);
  const entry = {
    id,
    at,
    programmeId,
    actor: { kind: 'visitor' },
    action: '<b>act</b>',
    target,
    detail: { a: '<i>"1"</i>' },
    requestId: 'r',
  };
  await world.database.client.send(
    new PutCommand({
      TableName: 'audit',
      Item: { ...entry, pk: programmeKey(programmeId, day, shardOf(id)), sk: `${at}#${id}` },
    }),
  );
  return `${at}#${id}`;
}
const page = (query: Record<string, string>) =>
  visit(handler, world.person('auditor'), { path: '/console/records/audit', query });
async function api(query: Record<string, string>) {
  const headers = asProgram(await world.token(world.person('administrator')));
  const auditor = asProgram(await world.token(world.person('auditor')));
  expect(
    (await handler(apiEvent({ path: '/api/v1/records/audit-entries', query, headers }), lambdaContext)).statusCode,
  ).toBe(403);
  const result = await handler(
    apiEvent({ path: '/api/v1/records/audit-entries', query, headers: auditor }),
    lambdaContext,
  );
  return { status: result.statusCode, ...JSON.parse(result.body) };
}

describe('the trail of a day', () => {
  it('comes page by page, in order of time over all partitions, each entry once, the day cut at midnight in Tokyo', async () => {
    const seen: { at: string; id: string; target: string }[] = [];
    let after: string | undefined;
    let pages = 0;
    do {
      const answer = await api({ day: '2026-06-10', ...(after === undefined ? {} : { after }) });
      seen.push(...answer.entries);
      after = answer.next;
      pages += 1;
    } while (after !== undefined);
    expect(pages).toBe(3);
    const places = seen.map(({ at, id }) => `${at}#${id}`);
    expect(places).toEqual([...places].sort());
    expect(places.slice(0, -1)).toEqual([...written].sort());
    expect(seen.at(-1)?.target).toBe('last-of-the-day');
  });

  it('is the same whatever the size of the pages', async () => {
    const trail = createAuditTrail(world.database.client, 'audit');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 20, max: 300 }), async (limit) => {
        let after: string | undefined;
        let count = 0;
        do {
          const answer = await trail.ofDay(ours, '2026-06-10' as never, { limit, after });
          count += answer.entries.length;
          after = answer.next;
        } while (after !== undefined);
        expect(count).toBe(written.length + 1);
      }),
      { numRuns: 8 },
    );
  });

  it('of today comes where no day or a day that is none is asked for on a page', async () => {
    for (const query of [
      {},
      { day: '' },
      { day: '2026-13-45' },
      { day: '1900-01-01' },
      { day: "'; DROP" },
      { after: '<x>' },
    ] as Record<string, string>[]) {
      const result = await page(query);
      expect(result.statusCode).toBe(200);
      expect(result.body).toContain('令和8年6月10日の記録');
    }
  });

  it.each(['2020-01-01', '2099-12-31'])('of %s, at the edge of what may be asked, is a page', async (day) => {
    expect((await page({ day })).statusCode).toBe(200);
  });

  it.each([
    { day: '2199-12-31' },
    { day: '2026-02-30' },
    { day: '2019-12-31' },
    { after: 'x y' },
    { after: 'a'.repeat(81) },
  ])('of %j is refused to programs in Japanese, or is a page to people', async (query) => {
    const answer = await api(query as never);
    if (answer.status !== 200)
      expect(answer).toMatchObject({ status: 400, errors: [{ message: expect.stringMatching(/[ぁ-ん]/) }] });
    expect((await page(query as never)).statusCode).toBe(200);
  });

  it('shows nothing of another programme, and hostile words as text', async () => {
    const { body } = await page({ day: '2026-06-10' });
    expect(body).not.toContain('their-secret-target');
    expect(body).not.toContain('<b>act</b>');
    expect(body).not.toContain('<i>');
    expect(JSON.stringify(await api({ day: '2026-06-10' }))).not.toContain('their-secret-target');
  });
});

it('every action of these contexts has a Japanese name', () => {
  const actions = [
    'sign-in',
    'sign-out',
    'obtain-token',
    'create-account',
    'change-account-status',
    'receive-file',
    'begin-upload',
    'complete-upload',
    'settle-scan',
    'record-accepted-desks',
    'project-desks',
  ];
  for (const action of actions) expect(actionLabel(action)).toMatch(/[ぁ-んァ-ヶ一-龠]/);
});
