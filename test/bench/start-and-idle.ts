/** P6: from the start of the process to the first 200, and the memory that it holds when nothing is asked of it. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startHostProcess } from '../../infra/local/scenario/host-process.ts';
import { standBeforeForm } from './answering/officers.ts';
import { createHttpClient } from './http-client.ts';
import { demoFolder, linkOf, recipients, whenIdle } from './local-host.ts';
import { median, medianRatio } from './measures.ts';
import type { PeerKind } from './peers/peer.ts';
import { residentOf } from './process-usage.ts';
import { type PartResult, type Reach, type Row, rounded, totalMemoryText } from './report.ts';

export interface StartOptions {
  readonly benchFolder: string;
  readonly rounds: number;
  readonly peers: readonly PeerKind[];
}

interface Started {
  readonly startMs: number;
  readonly idleMb: number;
  readonly usedMb?: number;
}

type Contestant = () => Promise<Started>;

const megabyte = 1024 * 1024;
const restMs = 2000;
const ours = 'npm start, demo data there';

export async function measureStart({ benchFolder, rounds, peers }: StartOptions): Promise<PartResult> {
  const dataFolder = await demoFolder(benchFolder, 'start');
  const contestants = new Map<string, Contestant>([
    [ours, () => startOurs(dataFolder, true)],
    ['npm start, empty folder, no demo data', () => startEmpty(benchFolder)],
    ...peers.map((peer) => [peer.name, () => startPeer(peer)] as const),
  ]);
  const values = new Map<string, Started[]>([...contestants.keys()].map((name) => [name, []]));
  // Round 0 fills the caches of compiled code, theirs and ours.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, start] of contestants) {
      const started = await start();
      if (round > 0) values.get(name)?.push(started);
    }
  }
  rmSync(dataFolder, { recursive: true, force: true });
  return resultOf(values);
}

async function startOurs(dataFolder: string, use: boolean): Promise<Started> {
  const startedAt = performance.now();
  const host = await startHostProcess({ dataFolder, seed: use ? 'demo' : 'none' });
  const client = createHttpClient(host.origin);
  try {
    const first = await client.ask({ path: '/s' });
    if (first.status !== 200) throw new Error(`the first page answered ${first.status}`);
    const startMs = performance.now() - startedAt;
    await sleep(restMs);
    const idleMb = residentOf(host.pid) / megabyte;
    if (!use) return { startMs, idleMb };
    await useSome(host.origin);
    await sleep(restMs);
    return { startMs, idleMb, usedMb: residentOf(host.pid) / megabyte };
  } finally {
    client.close();
    await host.end();
  }
}

async function startEmpty(benchFolder: string): Promise<Started> {
  const dataFolder = join(benchFolder, 'start-empty');
  rmSync(dataFolder, { recursive: true, force: true });
  const started = await startOurs(dataFolder, false);
  rmSync(dataFolder, { recursive: true, force: true });
  return started;
}

/** Pages of several functions, and a form that is opened and saved. */
async function useSome(origin: string): Promise<void> {
  const client = createHttpClient(origin);
  const pages = ['/console/login', '/console/surveys/rounds', '/console/directory/desks', '/console/notices/mails'];
  for (const path of [...pages, '/console/assets/files', '/console/records/audit']) await client.ask({ path });
  await standBeforeForm(client, origin, await linkOf(client, recipients()[1] ?? '')).catch(() => undefined);
  client.close();
  await whenIdle(origin);
}

async function startPeer(kind: PeerKind): Promise<Started> {
  const peer = await kind.start();
  try {
    await sleep(restMs);
    return { startMs: peer.startMs, idleMb: residentOf(peer.pid) / megabyte };
  } finally {
    await peer.end();
  }
}

function resultOf(values: ReadonlyMap<string, readonly Started[]>): PartResult {
  const of = (name: string, what: 'startMs' | 'idleMb') => (values.get(name) ?? []).map((each) => each[what]);
  const rows: Row[] = [];
  const reaches: Reach[] = [];
  for (const [name, started] of values) {
    const used = started.flatMap(({ usedMb }) => usedMb ?? []);
    const cells = {
      'ms to the first 200': median(of(name, 'startMs')).toFixed(0),
      'idle MB': median(of(name, 'idleMb')).toFixed(0),
      'MB after use': used.length === 0 ? '–' : median(used).toFixed(0),
      'ms through ours': rounded(medianRatio(of(name, 'startMs'), of(ours, 'startMs'))),
      'MB through ours': rounded(medianRatio(of(name, 'idleMb'), of(ours, 'idleMb'))),
    };
    rows.push({ what: name, cells });
    if (name.startsWith('npm start')) continue;
    const ratio = (what: 'startMs' | 'idleMb') => medianRatio(of(name, what), of(ours, what));
    reaches.push({ what: `${name} through ours, time`, measured: ratio('startMs'), atLeast: 2 });
    reaches.push({ what: `${name} through ours, memory`, measured: ratio('idleMb'), atLeast: 2 });
  }
  return {
    part: 'P6',
    title: `start to the first 200 on a built tree; resident memory of all processes (of ${totalMemoryText()})`,
    ...{ rows, reaches, details: Object.fromEntries(values) },
  };
}
