/** The embedded DynamoDB as a child process that is started again whenever it dies. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { endRecordedProcess, forgetProcess, recordProcess } from './recorded-process.ts';

const startTimeoutMs = 10_000;
const longestPauseMs = 2000;

export interface EmbeddedProcess {
  /** Changes where the old port was lost; ask for it before each call. */
  endpoint(): string;
  pid(): number | undefined;
  /** Ends it in order: what was written is on disk anyway. */
  stop(): Promise<void>;
}

/** Undefined where the platform's package is not installed. */
export function embeddedBinary(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('@dynoxide/linux-x64/dynoxide');
  } catch {
    return undefined;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

async function listening(child: ChildProcess): Promise<void> {
  if (!child.stderr) throw new Error('the database has no output');
  const lines = createInterface({ input: child.stderr });
  const ready = new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => line.includes('listening on') && resolve());
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`the database ended at its start (${code ?? signal})`)));
  });
  const timeout = AbortSignal.timeout(startTimeoutMs);
  const late = new Promise<never>((_, reject) => {
    timeout.onabort = () => reject(new Error('the database does not start'));
  });
  await Promise.race([ready, late]);
}

/** Ends a stale process of the same folder first. */
export async function startEmbedded(folder: string, binary: string): Promise<EmbeddedProcess> {
  let child: ChildProcess | undefined;
  let port = 0;
  let isStopping = false;

  async function start(): Promise<void> {
    // A port that was just free can be taken by another; the next start asks for a new one.
    if (port === 0) port = await freePort();
    const options = ['serve', '--port', String(port), '--db-path', join(folder, 'dynamodb.sqlite')];
    const started = spawn(binary, options, { stdio: ['ignore', 'ignore', 'pipe'], env: {} });
    if (started.pid !== undefined) recordProcess(folder, { pid: started.pid, command: [binary, ...options] });
    try {
      await listening(started);
    } catch (error) {
      started.kill('SIGKILL');
      port = 0;
      throw error;
    }
    child = started;
    started.once('exit', () => {
      child = undefined;
      if (!isStopping) void heal();
    });
  }

  async function heal(): Promise<void> {
    for (let pauseMs = 20; !isStopping; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        await start();
        return;
      } catch {
        await sleep(pauseMs);
      }
    }
  }

  await endRecordedProcess(folder);
  await start();
  return {
    endpoint: () => `http://127.0.0.1:${port}`,
    pid: () => child?.pid,
    async stop() {
      isStopping = true;
      const running = child;
      if (running) {
        const ended = once(running, 'exit');
        running.kill('SIGTERM');
        await ended;
      }
      forgetProcess(folder);
    },
  };
}
