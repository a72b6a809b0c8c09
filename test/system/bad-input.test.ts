/** Input that nobody should send, on the running host: it is refused in Japanese, and nothing breaks. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProgram, type Program } from '../../infra/local/scenario/web-client.ts';
import { sendBadInput } from '../support/system/bad-input-run.ts';
import {
  accountOf,
  demoRound,
  drawnFolder,
  type SeededSystem,
  startSeededSystem,
} from '../support/system/seeded-system.ts';

const seed = Number(process.env['MIKATA_FUZZ_SEED'] ?? 271_151);
const requests = 800;

let system: SeededSystem;
beforeAll(async () => {
  system = await startSeededSystem(await drawnFolder('bad-input'));
}, 400_000);
afterAll(() => system?.stop());

async function programOf(role: string, programme?: string): Promise<Program> {
  return createProgram(system.origin, await accountOf(system, role, programme), () => system.local.now());
}

describe('what is not there, and what one may not', () => {
  it('an unknown address is 404, on pages with a sentence, in the API as a problem', async () => {
    const staff = await programOf('body-staff');
    expect(await staff.raw('GET', '/api/v1/surveys/nothing')).toMatchObject({
      status: 404,
      body: { type: 'urn:mikata:problem:not-found', title: expect.stringContaining('見つかりませんでした') },
    });
    for (const path of ['/console/nothing', '/s/a/b/c', '/nothing', '/areas/999999', '/api/v1/nothing', '/api']) {
      const response = await fetch(`${system.origin}${path}`, { redirect: 'manual' });
      expect([path, response.status]).toEqual([path, 404]);
      expect(await response.text()).toMatch(/見つかりません|ありません/);
    }
  });

  it('a known address without the permission is 403 for staff', async () => {
    const receiver = await programOf('receiver-officer');
    const answer = await receiver.raw('POST', `/api/v1/surveys/rounds/${demoRound}/open`, {});
    expect(answer).toMatchObject({ status: 403, body: { title: expect.stringContaining('権限') } });
  });

  it('what belongs to another programme is 404, with the same words as what does not exist', async () => {
    const stranger = await programOf('body-staff', 'single-parent-2024');
    const nowhere = '00000000-0000-4000-8000-000000000000';
    const paths = (round: string) => [
      `/api/v1/surveys/rounds/${round}`,
      `/api/v1/surveys/rounds/${round}/progress`,
      `/api/v1/surveys/rounds/${round}/responses/131016`,
    ];
    const told = ({ status, body }: { status: number; body: unknown }) => ({
      status,
      ...(body as object),
      instance: '',
    });
    for (const [place, path] of paths(demoRound).entries()) {
      const others = told(await stranger.raw('GET', path));
      expect(others.status).toBe(404);
      expect(others).toEqual(told(await stranger.raw('GET', paths(nowhere)[place] ?? '')));
    }
  });

  it('what is too large for the gateway is refused in Japanese as well, as a page or as a problem', async () => {
    const body = 'x'.repeat(11 * 1024 * 1024);
    const post = (path: string, accept: string) =>
      fetch(`${system.origin}${path}`, { method: 'POST', headers: { accept, origin: system.origin }, body });
    const page = await post('/s', 'text/html,application/xhtml+xml');
    expect(page.status).toBe(413);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('送信できる大きさを超えています');
    const problem = await post('/api/v1/surveys/rounds', '*/*');
    expect(await problem.json()).toMatchObject({
      ...{ type: 'urn:mikata:problem:body-too-large', status: 413, title: '送信できる大きさを超えています' },
      instance: expect.stringMatching(/^urn:mikata:request:[0-9a-f-]{36}$/),
    });
  });

  it('the same key with another body is refused, and nothing is done', async () => {
    const staff = await programOf('body-staff');
    const plan = { title: '鍵の調査', formId: 'consultation-desks', formVersion: 1, dueOn: '2027-01-29' };
    const key = 'the-same-key-twice';
    const first = await staff.raw('POST', '/api/v1/surveys/rounds', plan, key);
    expect(first.status).toBe(201);
    expect(await staff.raw('POST', '/api/v1/surveys/rounds', plan, key)).toEqual(first);
    const other = await staff.raw('POST', '/api/v1/surveys/rounds', { ...plan, title: '別の調査' }, key);
    expect(other).toMatchObject({ status: 422, body: { type: 'urn:mikata:problem:command-key-reused' } });
    const rounds = JSON.stringify((await staff.raw('GET', '/api/v1/surveys/rounds')).body);
    expect(rounds.split('鍵の調査')).toHaveLength(2);
    expect(rounds).not.toContain('別の調査');
  });
});

it('whatever is sent: no fault of the system, a sentence in Japanese, a documented status', async () => {
  console.log(`bad input: seed ${seed}`);
  const run = await sendBadInput(system, seed, requests);
  expect(run.faults).toEqual([]);
  expect(run.operations).toBeGreaterThan(20);
  expect(Object.values(run.byStatus).reduce((sum, count) => sum + count, 0)).toBe(requests);
  expect(await system.local.deadLetters()).toEqual([]);
}, 300_000);
