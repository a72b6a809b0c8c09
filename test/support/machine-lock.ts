/** What only one test process of this machine may do at a time. */
import { mkdir, rmdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** @param staleAfterMs a lock older than that was left behind by a process that died */
export async function withMachineLock<Value>(
  name: string,
  staleAfterMs: number,
  act: () => Promise<Value>,
): Promise<Value> {
  const lock = join(tmpdir(), `mikata-${name}.lock`);
  while (!(await tryLock(lock, staleAfterMs))) await pause(100);
  try {
    return await act();
  } finally {
    await rmdir(lock).catch(() => undefined);
  }
}

async function tryLock(lock: string, staleAfterMs: number): Promise<boolean> {
  try {
    await mkdir(lock);
    return true;
  } catch {
    const heldMs = await stat(lock).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (heldMs > staleAfterMs) await rmdir(lock).catch(() => undefined);
    return false;
  }
}
