/** P1 and P4: what reading the directory by program costs: one municipality's desks, and all desks of a prefecture. */
import { join } from 'node:path';
import * as z from 'zod';
import { createProgram, DemoAccount, type Program } from '../../../infra/local/scenario/web-client.ts';
import { demoRoundId } from '../../../infra/local/seed/seed-survey.ts';
import { localGovernments } from '../../../shared/programmes/local-governments.ts';
import { standBeforeForm } from '../answering/officers.ts';
import { startListening } from '../child-process.ts';
import { type Contestant, contestResult, floorName, measureContest, oursName } from '../contest.ts';
import { createHttpClient, type HttpClient, inParallel } from '../http-client.ts';
import { linkOf, whenIdle, withHost } from '../local-host.ts';
import type { Peer } from '../peers/peer.ts';
import type { PartResult } from '../report.ts';

export interface ReadingOptions {
  readonly benchFolder: string;
  readonly rounds: number;
  readonly requests: number;
  readonly peers: readonly Peer[];
  readonly functionName: string;
}

type Work = 'read one' | 'search a prefecture';

/** Tokyo: the prefecture itself and 62 special wards, cities, towns and villages. */
const prefecture = '130001';
const asked = localGovernments.filter(({ code }) => code.startsWith('13')).map(({ code }) => code);
const one = asked[1] ?? '';
const atOnce = 8;

export async function measureReading(options: ReadingOptions, works: readonly Work[]): Promise<PartResult[]> {
  const floorProcess = await startListening(join(import.meta.dirname, '..', 'answering', 'floor-server.ts'));
  try {
    return await withHost(options.benchFolder, 'reading', async ({ origin, pid }, client) => {
      const staff = await staffOf(origin, client);
      await fillDirectory(origin, client, staff);
      const { rounds, requests } = options;
      const contestants: readonly Contestant<Work>[] = [
        { ...{ name: oursName, pid, thread: options.functionName }, ...(await oursAt(origin, client)) },
        floorOf(floorProcess.origin, floorProcess.pid),
        ...options.peers.map(peerOf),
      ];
      const values = await measureContest(contestants, { works, repeatable: works, rounds, requests });
      return works.map((work) => contestResult({ ...parts[work], work }, contestants, values));
    });
  } finally {
    floorProcess.end();
  }
}

const parts = {
  'read one': { part: 'P1', title: 'the desks of one municipality as JSON: server CPU per request', timesLess: 3 },
  'search a prefecture': {
    part: 'P4',
    title: `the desks of ${asked.length} local governments of one prefecture as JSON: server CPU per request`,
    timesLess: 5,
  },
} as const satisfies Record<Work, { part: string; title: string; timesLess: number }>;

async function accountOf(client: HttpClient): Promise<DemoAccount> {
  const all = z.array(DemoAccount).parse(JSON.parse((await client.ask({ path: '/_local/accounts.json' })).text));
  const found = all.find(({ role, programme }) => role === 'body-staff' && programme === 'womens-support-2026');
  if (found === undefined) throw new Error('there is no account to read with');
  return found;
}

async function staffOf(origin: string, client: HttpClient): Promise<Program> {
  return createProgram(origin, await accountOf(client), async () => Date.now());
}

const Response = z.looseObject({
  version: z.int().optional(),
  invitation: z.looseObject({ version: z.int() }).optional(),
});

/** By the way that every entry takes: answered by the municipality, accepted by the body. */
async function fillDirectory(origin: string, client: HttpClient, staff: Program): Promise<void> {
  const jobs = asked.map((code) => async () => {
    const officer = await standBeforeForm(client, origin, await linkOf(client, code));
    await officer.submit();
    const path = `/api/v1/surveys/rounds/${demoRoundId}/responses/${code}`;
    const response = await staff.get(path, Response);
    await staff.post(`${path}/accept`, { ifVersion: response.version ?? response.invitation?.version }, z.unknown());
  });
  await inParallel(atOnce, jobs);
  await whenIdle(origin);
}

const Session = z.object({ accessToken: z.string() });

async function oursAt(origin: string, client: HttpClient): Promise<Pick<Contestant<Work>, 'jobs' | 'settle'>> {
  const { email, password } = await accountOf(client);
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ email, password });
  const signedIn = await client.ask({ method: 'POST', path: '/api/v1/sessions', headers, body });
  const authorization = `Bearer ${Session.parse(JSON.parse(signedIn.text)).accessToken}`;
  const paths = {
    'read one': `/api/v1/directory/organisations/${one}/desks`,
    'search a prefecture': `/api/v1/directory/desks?prefecture=${prefecture}`,
  } as const satisfies Record<Work, string>;
  const found = await client.ask({ path: paths['search a prefecture'], headers: { authorization } });
  const { organisations } = z.object({ organisations: z.array(z.unknown()) }).parse(JSON.parse(found.text));
  if (organisations.length !== asked.length) throw new Error(`${organisations.length} of ${asked.length} are there`);
  return {
    jobs: async (work, count) =>
      Array.from({ length: count }, () => async () => {
        const answer = await client.ask({ path: paths[work], headers: { authorization } });
        if (answer.status !== 200) throw new Error(`${paths[work]}: ${answer.status} ${answer.text.slice(0, 200)}`);
      }),
    settle: () => whenIdle(origin),
  };
}

/** As many calls as ours makes: one for who asks, one for what is asked for. */
const floorPaths = { 'read one': '/read-twice', 'search a prefecture': '/read-many' } as const satisfies Record<
  Work,
  string
>;

function floorOf(origin: string, pid: number): Contestant<Work> {
  const client = createHttpClient(origin);
  return {
    ...{ name: floorName, pid, thread: 'bare-handler' },
    jobs: async (work, count) =>
      Array.from({ length: count }, () => async () => {
        const answer = await client.ask({ path: floorPaths[work] });
        if (answer.status !== 200) throw new Error(`the floor answered ${answer.status}`);
      }),
    settle: async () => undefined,
  };
}

function peerOf(peer: Peer): Contestant<Work> {
  return {
    ...{ name: peer.name, pid: peer.pid },
    jobs: async (work, count) =>
      Array.from({ length: count }, () => () => (work === 'read one' ? peer.read() : peer.search())),
    settle: async () => undefined,
  };
}
