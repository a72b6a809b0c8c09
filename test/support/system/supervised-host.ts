/** A host process on its folder and port, started again whenever it has died, as a supervisor would. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type HostProcess, startHostProcess } from '../../../infra/local/scenario/host-process.ts';
import { createLocalSystem } from '../../../infra/local/scenario/local-system.ts';
import type { RunningSystem } from './seeded-system.ts';

export interface SupervisedHost extends RunningSystem {
  /** How often it had to be started again. */
  restarts(): number;
  /** The last words of hosts that died without being killed from here. */
  lastWords(): readonly string[];
  kill(what: 'host' | 'group'): Promise<void>;
  end(): Promise<void>;
}

export async function startSupervised(dataFolder: string): Promise<SupervisedHost> {
  let host: HostProcess = await startHostProcess({ dataFolder });
  const { origin } = host;
  const port = Number(new URL(origin).port);
  let restarts = 0;
  let isEnding = false;
  let failure: unknown;
  const killed = new Set<number>();
  const lastWords: string[] = [];
  const watching = (async () => {
    while (!isEnding) {
      await sleep(20);
      if (isEnding || isAlive(host.pid)) continue;
      if (!killed.has(host.pid)) lastWords.push(host.output().slice(-2000));
      host = await startHostProcess({ dataFolder, port });
      restarts += 1;
    }
  })().catch((fault: unknown) => {
    failure = fault;
  });
  return {
    origin,
    local: createLocalSystem(origin),
    restarts: () => restarts,
    lastWords: () => lastWords,
    async kill(what) {
      const before = restarts;
      killed.add(host.pid);
      await host.kill(what);
      while (restarts === before && failure === undefined) await sleep(20);
      if (failure !== undefined) throw failure;
    },
    async end() {
      isEnding = true;
      await watching;
      if (isAlive(host.pid)) await host.end();
      if (failure !== undefined) throw failure;
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
