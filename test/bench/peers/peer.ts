/** A running content management system that the benchmark compares with, and what it is asked. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createHttpClient, type HttpClient } from '../http-client.ts';

export interface Peer {
  readonly name: string;
  /** What a write has survived when it is answered. */
  readonly durability: string;
  readonly pid: number;
  /** Stores one entry of thirty fields. */
  create(): Promise<void>;
  /** Reads one such entry as JSON. */
  read(): Promise<void>;
  /** Reads the entries of one area among those of the whole country, by a filter. */
  search(): Promise<void>;
  /** From the start of its process to its first 200, ms. */
  readonly startMs: number;
  end(): Promise<void>;
}

export interface PeerKind {
  readonly name: string;
  readonly durability: string;
  /** Undefined when it can be started; else why not. */
  install(): Promise<string | undefined>;
  start(): Promise<Peer>;
}

export const entryFields = Array.from({ length: 30 }, (_, place) => `field${place}`);
export const entry = Object.fromEntries(entryFields.map((name) => [name, '女性相談窓口 見本 03-1234-5678']));

/** Entries of the whole country; the first field says which area they belong to. */
export const area = { field: 'field0', name: 'area-13', entries: 63, all: 1788 } as const;

export function entryOfArea(place: number): Readonly<Record<string, string>> {
  return { ...entry, [area.field]: place < area.entries ? area.name : 'elsewhere' };
}

export interface StartedProcess {
  readonly pid: number;
  readonly client: HttpClient;
  readonly startMs: number;
  end(): Promise<void>;
}

export interface PeerCommand {
  readonly node: string;
  readonly folder: string;
  readonly script: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Answers 200 once it is ready. */
  readonly readyPath: string;
}

export async function startPeerProcess(command: PeerCommand): Promise<StartedProcess> {
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawn(command.node, [...command.script], {
    cwd: command.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...command.environment, HOST: '127.0.0.1', PORT: String(port), NODE_ENV: 'production' },
  });
  // However the benchmark ends, no peer outlives it.
  process.once('exit', () => child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output = `${output}${chunk.toString()}`.slice(-2000);
    });
  }
  const client = createHttpClient(`http://127.0.0.1:${port}`);
  await untilReady(client, child, command.readyPath, () => output);
  return {
    ...{ pid: child.pid ?? 0, client, startMs: performance.now() - startedAt },
    async end() {
      client.close();
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) {
        await new Promise((resolve) => child.once('exit', resolve));
      }
    },
  };
}

async function untilReady(client: HttpClient, child: ChildProcess, path: string, output: () => string): Promise<void> {
  const giveUpAt = performance.now() + 240_000;
  while (performance.now() < giveUpAt) {
    const answer = await client.ask({ path }).catch(() => undefined);
    if (answer !== undefined && answer.status >= 200 && answer.status < 300) return;
    if (child.exitCode !== null) throw new Error(`it ended before it was ready: ${output()}`);
    await sleep(20);
  }
  child.kill('SIGKILL');
  throw new Error(`it was not ready in time: ${output()}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
