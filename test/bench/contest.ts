/** What requests cost a server, several contestants in turn: processor time of a process and all its children. */
import { inParallel } from './http-client.ts';
import { median, medianRatio } from './measures.ts';
import { cpuOf, threadCpuOf } from './process-usage.ts';
import { type PartResult, type Reach, type Row, rounded } from './report.ts';

export interface Contestant<Work extends string> {
  readonly name: string;
  readonly pid: number;
  /** Name of the thread in which the handler runs, where it has one of its own. */
  readonly thread?: string;
  /** The jobs of the next round; made before the time that is measured. */
  jobs(work: Work, count: number): Promise<readonly (() => Promise<void>)[]>;
  /** Lets what the requests have set in motion come to its end. */
  settle(): Promise<void>;
}

export interface ContestOptions<Work extends string> {
  readonly works: readonly Work[];
  /** What can be done again and again, and so warms everybody up before it counts. */
  readonly repeatable: readonly Work[];
  readonly rounds: number;
  /** Requests of each kind in a round. */
  readonly requests: number;
}

export const oursName = 'Mikata: host and database';
export const floorName = 'floor: SDK + in-memory answer';

const concurrencies = [1, 16] as const;
const warmUpRequests = 300;

interface Used {
  /** Milliseconds per request of all processes. */
  readonly all: number;
  /** Of these, in the handler's own thread. */
  readonly handler: number;
}

export type ContestValues = ReadonlyMap<string, Used[]>;

const keyOf = (work: string, concurrency: number, name: string) => `${work}|${concurrency}|${name}`;

export async function measureContest<Work extends string>(
  contestants: readonly Contestant<Work>[],
  { works, repeatable, rounds, requests }: ContestOptions<Work>,
): Promise<ContestValues> {
  const values = new Map<string, Used[]>();
  for (const each of contestants) await warmUp(each, repeatable, requests);
  // Round 0 is not counted either: what a request sets in motion starts there for the first time.
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

/** Until the code that runs most is compiled: the same for all. */
async function warmUp<Work extends string>(
  one: Contestant<Work>,
  works: readonly Work[],
  requests: number,
): Promise<void> {
  for (const work of works) {
    for (let done = 0; done < warmUpRequests; done += requests) await inParallel(16, await one.jobs(work, requests));
  }
  await one.settle();
}

async function measureOne<Work extends string>(
  one: Contestant<Work>,
  work: Work,
  concurrency: number,
  requests: number,
): Promise<Used> {
  const handlerCpu = () => (one.thread === undefined ? 0 : threadCpuOf(one.pid, one.thread));
  const jobs = await one.jobs(work, requests);
  await one.settle();
  const before = { all: cpuOf(one.pid), handler: handlerCpu() };
  await inParallel(concurrency, jobs);
  const used = { all: cpuOf(one.pid) - before.all, handler: handlerCpu() - before.handler };
  await one.settle();
  return { all: used.all / requests, handler: used.handler / requests };
}

export interface ContestPart<Work extends string> {
  readonly part: string;
  readonly title: string;
  readonly work: Work;
  /** How many times less than each peer. */
  readonly timesLess: number;
  readonly remarks?: readonly string[];
}

export function contestResult<Work extends string>(
  { part, title, work, timesLess, remarks = [] }: ContestPart<Work>,
  contestants: readonly Pick<Contestant<Work>, 'name' | 'thread'>[],
  values: ContestValues,
): PartResult {
  const rows: Row[] = [];
  const reaches: Reach[] = [];
  const of = (concurrency: number, name: string, what: keyof Used = 'all') =>
    (values.get(keyOf(work, concurrency, name)) ?? []).map((used) => used[what]);
  for (const { name, thread } of contestants) {
    const cells = concurrencies.map((concurrency) => [
      [`CPU ms, ${concurrency} at once`, rounded(median(of(concurrency, name)))],
      [
        `in its handler, ${concurrency}`,
        thread === undefined ? '–' : rounded(median(of(concurrency, name, 'handler'))),
      ],
      [`through ours, ${concurrency}`, rounded(medianRatio(of(concurrency, name), of(concurrency, oursName)))],
    ]);
    rows.push({ what: name, cells: Object.fromEntries(cells.flat()) });
    for (const concurrency of concurrencies) {
      const about = `${concurrency} at once`;
      if (name === floorName) {
        const measured = medianRatio(of(concurrency, oursName), of(concurrency, floorName));
        reaches.push({ what: `ours through the floor, ${about}`, measured, atMost: 1.5 });
        const handlers = medianRatio(of(concurrency, oursName, 'handler'), of(concurrency, floorName, 'handler'));
        reaches.push({ what: `our handler through the bare one, ${about}`, measured: handlers, atMost: 1.5 });
      } else if (name !== oursName) {
        const measured = medianRatio(of(concurrency, name), of(concurrency, oursName));
        reaches.push({ what: `${name} through ours, ${about}`, measured, atLeast: timesLess });
      }
    }
  }
  return { part, title, rows, reaches, remarks, details: [...values] };
}
