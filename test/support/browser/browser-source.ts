import { existsSync } from 'node:fs';
import { withMachineLock } from '../machine-lock.ts';

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
function unpackBundled(): Promise<string> {
  return withMachineLock('chromium', staleLockMs, async () => {
    const { default: chromium } = await import('@sparticuz/chromium');
    return chromium.executablePath();
  });
}
