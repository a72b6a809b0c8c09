import { existsSync } from 'node:fs';
import { mkdir, rmdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Debian's browser where it is installed, else the one that comes inside an npm package. */
export type BrowserSource = 'system' | 'bundled';

export interface FoundBrowser {
  readonly source: BrowserSource;
  readonly executablePath: string;
}

const systemPath = '/usr/bin/chromium';
const staleLockMs = 60_000;

export async function findBrowser(lookup: readonly BrowserSource[]): Promise<FoundBrowser> {
  for (const source of lookup) {
    const executablePath = source === 'system' ? systemPath : await unpackBundled();
    if (existsSync(executablePath)) return { source, executablePath };
  }
  throw new Error(`No browser found; looked for: ${lookup.join(', ')}`);
}

/** The package unpacks to one place for the whole machine, so test workers take turns. */
async function unpackBundled(): Promise<string> {
  const lock = join(tmpdir(), 'mikata-chromium.lock');
  while (!(await tryLock(lock))) await pause(100);
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    return await chromium.executablePath();
  } finally {
    await rmdir(lock).catch(() => undefined);
  }
}

async function tryLock(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return true;
  } catch {
    const heldMs = await stat(lock).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (heldMs > staleLockMs) await rmdir(lock).catch(() => undefined);
    return false;
  }
}
