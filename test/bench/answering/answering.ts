/** P2 and P3: what an officer's requests cost the server, as processor time of the host and all its children. */
import { join } from 'node:path';
import { startListening } from '../child-process.ts';
import { type Contestant, contestResult, floorName, measureContest, oursName } from '../contest.ts';
import { createHttpClient, inParallel } from '../http-client.ts';
import { linkOf, recipients, whenIdle, withHost } from '../local-host.ts';
import type { Peer } from '../peers/peer.ts';
import type { PartResult } from '../report.ts';
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

const officersAtOnce = 8;
// Nobody can submit twice, so nothing is submitted to warm up.
const repeatable: readonly Work[] = ['save draft', 'open form'];

export async function measureAnswering(options: AnsweringOptions, works: readonly Work[]): Promise<PartResult[]> {
  const floorProcess = await startListening(join(import.meta.dirname, 'floor-server.ts'));
  try {
    return await withHost(options.benchFolder, 'answering', async ({ origin, pid }) => {
      const contestants = [
        await ours(origin, pid, options),
        floorOf(floorProcess.origin, floorProcess.pid),
        ...options.peers.map(peerOf),
      ];
      const { rounds, requests } = options;
      const contest = { works, repeatable: repeatable.filter((work) => works.includes(work)), rounds, requests };
      const values = await measureContest(contestants, contest);
      return works.map((work) => contestResult(partOf(work), contestants, values));
    });
  } finally {
    floorProcess.end();
  }
}

async function ours(
  origin: string,
  pid: number,
  { requests, functionName }: AnsweringOptions,
): Promise<Contestant<Work>> {
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
    ...{ name: oursName, pid, thread: functionName },
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

function floorOf(origin: string, pid: number): Contestant<Work> {
  const client = createHttpClient(origin);
  return {
    ...{ name: floorName, pid, thread: 'bare-handler' },
    jobs: async (work, count) =>
      Array.from({ length: count }, () => async () => {
        const answer = await client.ask({ method: 'POST', path: floorPaths[work], body: floorBody });
        if (answer.status !== 200) throw new Error(`the floor answered ${answer.status}`);
      }),
    settle: async () => undefined,
  };
}

/** Their create stands for both of our writes, their read as JSON for the form. */
function peerOf(peer: Peer): Contestant<Work> {
  return {
    ...{ name: peer.name, pid: peer.pid },
    jobs: async (work, count) =>
      Array.from({ length: count }, () => () => (work === 'open form' ? peer.read() : peer.create())),
    settle: async () => undefined,
  };
}

const parts = {
  'save draft': { part: 'P2-draft', timesLess: 5, remarks: [] },
  submit: {
    part: 'P2-submit',
    timesLess: 5,
    remarks: [
      'a submission tells others (bus, queues, receipt mail); what they do meanwhile on this machine is counted',
    ],
  },
  'open form': { part: 'P3', timesLess: 3, remarks: [] },
} as const satisfies Record<Work, { part: string; timesLess: number; remarks: readonly string[] }>;

function partOf(work: Work) {
  return { ...parts[work], work, title: `${work}, ${fieldCount} fields: server CPU per request` };
}
