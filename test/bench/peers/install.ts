/** Puts a peer's packages into a folder of their own, by npm, at exact versions; never into the project. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PeerPackages {
  readonly folder: string;
  readonly packages: Readonly<Record<string, string>>;
  /** Versions of packages further down, where the registry lacks the one that is asked for. */
  readonly overrides?: Readonly<Record<string, string>>;
}

/** Undefined when installed; else the reason, in npm's words. */
export async function installPeer({ folder, packages, overrides }: PeerPackages): Promise<string | undefined> {
  const wanted = `${JSON.stringify({ private: true, dependencies: packages, overrides }, null, 2)}\n`;
  const doneFile = join(folder, 'installed.json');
  if (existsSync(doneFile) && readFileSync(doneFile, 'utf8') === wanted) return undefined;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), wanted);
  const npm = spawn('npm', ['install', '--no-audit', '--no-fund'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [npm.stdout, npm.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const code = await new Promise<number | null>((resolve) => npm.once('close', resolve));
  if (code !== 0) return `npm install ended with ${code}: ${errorLines(output)}`;
  writeFileSync(doneFile, wanted);
  return undefined;
}

function errorLines(output: string): string {
  const lines = output.split('\n').filter((line) => line.startsWith('npm error'));
  return lines.slice(0, 3).join(' ').slice(0, 400);
}

/**
 * The Node that a peer's native modules were built for: ours, or another one on PATH. Undefined where the script that
 * uses them fails under each.
 */
export function nodeFor(folder: string, usesThem: string): string | undefined {
  const onPath = (process.env['PATH'] ?? '').split(':').map((place) => join(place, 'node'));
  const candidates = [process.execPath, ...onPath].filter(existsSync);
  return candidates.find((node) => spawnSync(node, ['-e', usesThem], { cwd: folder }).status === 0);
}
