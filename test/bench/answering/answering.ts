/** P2 and P3: what an officer's requests cost the server, as processor time of the host and all its children. */
import { join } from 'node:path';
import { startListening } from '../child-process.ts';
import { createHttpClient, inParallel } from '../http-client.ts';
import { linkOf, recipients, whenIdle, withHost } from '../local-host.ts';
import { median, medianRatio } from '../measures.ts';
import type { Peer } from '../peers/peer.ts';
import { cpuOf, threadCpuOf } from '../process-usage.ts';
import { type PartResult, type Reach, type Row, rounded } from '../report.ts';
import { fieldCount, type StandingOfficer, standBeforeForm } from './officers.ts';

export interface AnsweringOptions {
  readonly benchFolder: string;
  readonly rounds: number;
  /** Requests of each kind in a round. */
  readonly requests: number;
  readonly peers: readonly Peer[];
  /** Of the function that answers officers. */
  readonly functionName: string;
}

type Work = 'save draft' | 'submit' | 'open form';

interface Contestant {
  readonly name: string;
  readonly pid: number;
  /** Name of the thread in which the handler runs, where it has one of its own. */
  readonly thread?: string;
  /** The jobs of the next round; made before the time that is measured. */
  jobs(work: Work, count: number): Promise<readonly (() => Promise<void>)[]>;
  /** Lets what the requests have set in motion come to its end. */
  settle(): Promise<void>;
}

const concurrencies = [1, 16] as const;
const officersAtOnce = 8;
const warmUpRequests = 300;
const host = 'Mikata: host and database';
const floor = 'floor: SDK + in-memory answer';

export async function measureAnswering(options: AnsweringOptions, works: readonly Work[]): Promise<PartResult[]> {
  const floorProcess = await startListening(join(import.meta.dirname, 'floor-server.ts'));
  try {
    return await withHost(options.benchFolder, 'answering', async ({ origin, pid }) => {
      const contestants = [
        await ours(origin, pid, options),
        floorOf(floorProcess.origin, floorProcess.pid),
        ...options.peers.map(peerOf),
      ];
      const values = await measureRounds(contestants, works, options);
      return works.map((work) => resultOf(work, contestants, values));
    });
  } finally {
    floorProcess.end();
  }
}

async function ours(origin: string, pid: number, { requests, functionName }: AnsweringOptions): Promise<Contestant> {
  const client = createHttpClient(origin);
  const codes = recipients().values();
  const standing: StandingOfficer[] = [];
  const enough = async (count: number): Promise<void> => {
    const wanted = Array.from({ length: Math.max(0, count - standing.length) }, () => async () => {
      const { value } = codes.next();
      if (value === undefined) throw new Error('there are no more municipalities that could answer');
      standing.push(await standBeforeForm(client, origin, await linkOf(client, value)));
    });
    await inParallel(officersAtOnce, wanted);
  };
  await enough(requests);
  return {
    ...{ name: host, pid, thread: functionName },
    async jobs(work, count) {
      await enough(count);
      if (work === 'submit') return standing.splice(0, count).map((officer) => () => officer.submit());
      const chosen = standing.slice(0, count);
      return chosen.map((officer) => () => (work === 'open form' ? officer.openForm() : officer.saveDraft()));
    },
    settle: () => whenIdle(origin),
  };
}

const floorPaths = { 'save draft': '/draft', submit: '/submit', 'open form': '/read' } as const;
const floorBody = new URLSearchParams(
  Array.from({ length: fieldCount }, (_, place) => [`field${place}`, '女性相談窓口 見本']),
).toString();

function floorOf(origin: string, pid: number): Contestant {
  const client = createHttpClient(origin);
  return {
    ...{ name: floor, pid, thread: 'bare-handler' },
    jobs: async (work, count) =>
      Array.from({ length: count }, () => async () => {
        const answer = await client.ask({ method: 'POST', path: floorPaths[work], body: floorBody });
        if (answer.status !== 200) throw new Error(`the floor answered ${answer.status}`);
      }),
    settle: async () => undefined,
  };
}

/** Their create stands for both of our writes, their read as JSON for the form. */
function peerOf(peer: Peer): Contestant {
  return {
    ...{ name: peer.name, pid: peer.pid },
    jobs: async (work, count) =>
      Array.from({ length: count }, () => () => (work === 'open form' ? peer.read() : peer.create())),
    settle: async () => undefined,
  };
}

interface Used {
  /** Milliseconds per request of all processes. */
  readonly all: number;
  /** Of these, in the handler's own thread. */
  readonly handler: number;
}

type Values = ReadonlyMap<string, Used[]>;

const keyOf = (work: Work, concurrency: number, name: string) => `${work}|${concurrency}|${name}`;

async function measureRounds(
  contestants: readonly Contestant[],
  works: readonly Work[],
  { rounds, requests }: AnsweringOptions,
): Promise<Values> {
  const values = new Map<string, Used[]>();
  for (const each of contestants) await warmUp(each, works, requests);
  // Round 0 is not counted either: what a submission sets in motion starts there for the first time.
  for (let round = 0; round <= rounds; round += 1) {
    for (const work of works) {
      for (const concurrency of concurrencies) {
        const start = round % contestants.length;
        for (const each of [...contestants.slice(start), ...contestants.slice(0, start)]) {
          const used = await measureOne(each, work, concurrency, requests);
          const key = keyOf(work, concurrency, each.name);
          if (round > 0) values.set(key, [...(values.get(key) ?? []), used]);
        }
      }
    }
  }
  return values;
}

/** Until the code that runs most is compiled: the same for all. Nobody can submit twice, so nothing is submitted. */
async function warmUp(one: Contestant, works: readonly Work[], requests: number): Promise<void> {
  for (const work of works.filter((each) => each !== 'submit')) {
    for (let done = 0; done < warmUpRequests; done += requests) await inParallel(16, await one.jobs(work, requests));
  }
  await one.settle();
}

async function measureOne(one: Contestant, work: Work, concurrency: number, requests: number): Promise<Used> {
  const handlerCpu = () => (one.thread === undefined ? 0 : threadCpuOf(one.pid, one.thread));
  const jobs = await one.jobs(work, requests);
  await one.settle();
  const before = { all: cpuOf(one.pid), handler: handlerCpu() };
  await inParallel(concurrency, jobs);
  const used = { all: cpuOf(one.pid) - before.all, handler: handlerCpu() - before.handler };
  await one.settle();
  return { all: used.all / requests, handler: used.handler / requests };
}

const reachOf = {
  'save draft': { part: 'P2-draft', timesLess: 5 },
  submit: { part: 'P2-submit', timesLess: 5 },
  'open form': { part: 'P3', timesLess: 3 },
} as const satisfies Record<Work, { part: string; timesLess: number }>;

function resultOf(work: Work, contestants: readonly Contestant[], values: Values): PartResult {
  const rows: Row[] = [];
  const reaches: Reach[] = [];
  const of = (concurrency: number, name: string, what: keyof Used = 'all') =>
    (values.get(keyOf(work, concurrency, name)) ?? []).map((used) => used[what]);
  const { part, timesLess } = reachOf[work];
  for (const { name, thread } of contestants) {
    const cells = concurrencies.map((concurrency) => [
      [`CPU ms, ${concurrency} at once`, rounded(median(of(concurrency, name)))],
      [
        `in its handler, ${concurrency}`,
        thread === undefined ? '–' : rounded(median(of(concurrency, name, 'handler'))),
      ],
      [`through ours, ${concurrency}`, rounded(medianRatio(of(concurrency, name), of(concurrency, host)))],
    ]);
    rows.push({ what: name, cells: Object.fromEntries(cells.flat()) });
    for (const concurrency of concurrencies) {
      const about = `${concurrency} at once`;
      if (name === floor) {
        const measured = medianRatio(of(concurrency, host), of(concurrency, floor));
        reaches.push({ what: `ours through the floor, ${about}`, measured, atMost: 1.5 });
        const handlers = medianRatio(of(concurrency, host, 'handler'), of(concurrency, floor, 'handler'));
        reaches.push({ what: `our handler through the bare one, ${about}`, measured: handlers, atMost: 1.5 });
      } else if (name !== host) {
        const measured = medianRatio(of(concurrency, name), of(concurrency, host));
        reaches.push({ what: `${name} through ours, ${about}`, measured, atLeast: timesLess });
      }
    }
  }
  const remarks =
    work === 'submit'
      ? ['a submission tells others (bus, queues, receipt mail); what they do meanwhile on this machine is counted']
      : [];
  const title = `${work}, ${fieldCount} fields: server CPU per request`;
  return { part, title, rows, reaches, remarks, details: [...values] };
}
