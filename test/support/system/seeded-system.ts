/** The whole system with its demo data: inside this process, where the gate can be asked, or as a process to be killed. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Host, startHost } from '../../../infra/local/host.ts';
import { createLocalSystem, type LocalSystem } from '../../../infra/local/scenario/local-system.ts';
import type { DemoAccount } from '../../../infra/local/scenario/web-client.ts';
import * as seed from '../../../infra/local/seed/seed.ts';
import { synthesise } from '../../../infra/local/synthesise.ts';
import { readModel } from '../../../infra/local/template/read-model.ts';
import { withMachineLock } from '../machine-lock.ts';

/** A Wednesday morning in Tokyo: the demo round is two weeks old, no schedule of a day or a week is near. */
const beginning = '2026-06-10T10:00:00+09:00';
const programme = 'womens-support-2026';
export const demoRound = 'ac78c191-0f86-4c90-8252-882f03b2d508';

const root = join(import.meta.dirname, '..', '..', '..');

/** What tests need of a running system, wherever it runs. */
export interface RunningSystem {
  readonly origin: string;
  readonly local: LocalSystem;
}

export interface SeededSystem extends RunningSystem {
  readonly host: Host;
  readonly dataFolder: string;
  stop(): Promise<void>;
}

/** Between the making of a drawn folder and its last use the clock runs on; this keeps it within the same morning. */
const keptForMs = 60 * 60_000;
/** Longer than the first drawing takes on a busy machine. */
const drawingMs = 10 * 60_000;

/**
 * A data folder of its own with the demo data in it and both portals drawn. Drawing takes a minute, so the first one
 * is kept beside the build and copied, for as long as nothing that it was made from has changed.
 */
export function drawnFolder(name: string): Promise<string> {
  return withMachineLock(`drawn-${createHash('sha256').update(root).digest('hex').slice(0, 8)}`, drawingMs, () =>
    drawn(name),
  );
}

async function drawn(name: string): Promise<string> {
  await synthesise({ root });
  const [, assembly = ''] = readFileSync(join(root, '.build/local/digest'), 'utf8').split('\n');
  const kept = join(root, '.build', 'local', `drawn-${digestOfHost(assembly)}`);
  if (!existsSync(kept) || Date.now() - statSync(kept).mtimeMs > keptForMs) {
    const fresh = newDataFolder('drawn');
    const system = await startSeededSystem(fresh);
    await system.local.idle();
    await system.stop();
    forgetDrawnFolders();
    cpSync(fresh, kept, { recursive: true });
    rmSync(fresh, { recursive: true, force: true });
    utimesSync(kept, new Date(), new Date());
  }
  const folder = newDataFolder(name);
  cpSync(kept, folder, { recursive: true });
  return folder;
}

function forgetDrawnFolders(): void {
  const home = join(root, '.build', 'local');
  for (const name of readdirSync(home)) {
    if (name.startsWith('drawn-')) rmSync(join(home, name), { recursive: true, force: true });
  }
}

function digestOfHost(assembly: string): string {
  const hash = createHash('sha256').update(assembly);
  for (const file of readdirSync(join(root, 'infra/local'), { recursive: true, encoding: 'utf8' }).sort()) {
    if (file.endsWith('.ts')) hash.update(file).update(readFileSync(join(root, 'infra/local', file)));
  }
  return hash.digest('hex').slice(0, 16);
}

const newDataFolder = (name: string) => mkdtempSync(join(tmpdir(), `mikata-${name}-`));

export async function startSeededSystem(dataFolder: string, demo = true): Promise<SeededSystem> {
  const model = readModel((await synthesise({ root })).assemblyFolder);
  const host = await startHost({ dataFolder, port: 0, model, initialNow: Date.parse(beginning), seed, demo });
  const origin = `http://127.0.0.1:${host.port}`;
  return { origin, host, dataFolder, local: createLocalSystem(origin), stop: () => host.stop() };
}

export async function accountOf({ local }: RunningSystem, role: string, of = programme): Promise<DemoAccount> {
  const found = (await local.accounts()).find((each) => each.role === role && each.programme === of);
  if (found === undefined) throw new Error(`there is no ${role} of ${of}`);
  return found;
}

/** The link that was mailed to the organisation. */
export async function linkOf({ origin }: RunningSystem, organisation: string, round = demoRound): Promise<string> {
  return (await mint(origin, { organisation, round })).url;
}

export async function expiredLinkOf({ origin }: RunningSystem, organisation: string): Promise<string> {
  return (await mint(origin, { organisation, round: demoRound, expired: true })).url;
}

async function mint(origin: string, wish: object): Promise<{ readonly url: string }> {
  const response = await fetch(`${origin}/_local/links`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wish),
  });
  if (!response.ok) throw new Error(`no link: ${response.status} ${await response.text()}`);
  return (await response.json()) as { url: string };
}

/** One fault: the nth call of the site. Counting begins anew. */
export interface Strike {
  readonly functionId: string;
  readonly service: string;
  readonly operation: string;
  readonly nth: number;
  readonly how: string;
}

export async function setFaults({ origin }: RunningSystem, rules: readonly object[], planSeed = 1): Promise<void> {
  const init = {
    method: rules.length === 0 ? 'DELETE' : 'POST',
    headers: { 'content-type': 'application/json' },
    ...(rules.length === 0 ? {} : { body: JSON.stringify({ seed: planSeed, rules }) }),
  };
  const response = await fetch(`${origin}/_local/faults`, init);
  if (!response.ok) throw new Error(`faults: ${response.status} ${await response.text()}`);
}

/** How often each rule of the plan has struck. */
export async function strikesOf({ origin }: RunningSystem): Promise<readonly number[]> {
  const { rules } = (await (await fetch(`${origin}/_local/faults`)).json()) as { rules: { injected: number }[] };
  return rules.map(({ injected }) => injected);
}
