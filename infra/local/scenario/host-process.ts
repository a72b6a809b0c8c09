/** The one-machine host as a process of its own: started, watched, ended gently or with kill -9, started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface HostProcess {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  readonly pid: number;
  /** What it printed so far. */
  output(): string;
  /** SIGTERM, and waits for the end. */
  end(): Promise<void>;
  /** SIGKILL to the host alone (`host`) or to everything it started as well (`group`), and waits for the end. */
  kill(what: 'host' | 'group'): Promise<void>;
}

export interface HostProcessOptions {
  readonly dataFolder: string;
  /** 0 takes a free one; a restart has to name the first one's. */
  readonly port?: number;
  readonly now?: string;
  readonly seed?: 'none' | 'demo';
  readonly patienceMs?: number;
}

const root = join(import.meta.dirname, '..', '..', '..');

/** Answers when the host has printed its `ready` line; throws with its output where it ends before. */
export async function startHostProcess(options: HostProcessOptions): Promise<HostProcess> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'infra/local/main.ts')], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT: String(options.port ?? 0),
      MIKATA_DATA: options.dataFolder,
      MIKATA_SEED: options.seed ?? 'demo',
      ...(options.now === undefined ? {} : { MIKATA_NOW: options.now }),
    },
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const origin = await waitUntilReady(child, () => output, options.patienceMs ?? 180_000);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const pid = child.pid ?? 0;
  return {
    origin,
    pid,
    output: () => output,
    async end() {
      child.kill('SIGTERM');
      await ended;
    },
    async kill(what) {
      process.kill(what === 'group' ? -pid : pid, 'SIGKILL');
      await ended;
    },
  };
}

async function waitUntilReady(child: ChildProcess, output: () => string, patienceMs: number): Promise<string> {
  const giveUpAt = performance.now() + patienceMs;
  while (performance.now() < giveUpAt) {
    const origin = /^ready (http:\/\/127\.0\.0\.1:\d+)$/m.exec(output())?.[1];
    if (origin !== undefined) return origin;
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the host ended before it was ready:\n${output()}`);
    await sleep(20);
  }
  child.kill('SIGKILL');
  throw new Error(`the host was not ready in ${patienceMs} ms:\n${output()}`);
}
