/**
 * `npm run bench`: what PERFORMANCE names, as ratios within one run. `-- P2 P11` runs these parts alone, `--quick` with
 * few rounds, `--peers` also installs (each into a folder of its own, by npm) and asks Directus, Strapi and two usual
 * ways of writing functions. Ends with 1 where a count is exceeded.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { synthesise } from '../../infra/local/synthesise.ts';
import { readModel } from '../../infra/local/template/read-model.ts';
import { measureAnswering } from './answering/answering.ts';
import { measureCalls } from './calls-per-request.ts';
import { measureColdStarts } from './cold-start/cold-start.ts';
import { measureCollating } from './collating/collating.ts';
import { directus } from './peers/directus.ts';
import { installPeer } from './peers/install.ts';
import type { Peer, PeerKind } from './peers/peer.ts';
import { strapi } from './peers/strapi.ts';
import { measureReading } from './reading/reading.ts';
import { isMet, keepPart, loadText, type PartResult, printPart } from './report.ts';
import { readSelection } from './selection.ts';
import { measureStart } from './start-and-idle.ts';
import { measureSweep } from './sweep/reminder-sweep.ts';

const root = join(import.meta.dirname, '..', '..');
const benchFolder = join(root, '.bench');
const peersFolder = join(benchFolder, 'peers');

const { parts, quick, peers: withPeers } = readSelection(process.argv.slice(2));
const wants = (part: string) => parts.some((each) => each === part);
const rounds = quick ? 1 : 5;

console.log(`benchmark of ${parts.join(', ')}${quick ? ', quick: too few rounds to conclude anything' : ''}`);
console.log(loadText());
mkdirSync(benchFolder, { recursive: true });
// Demo data of another state of the code would not fit.
rmSync(join(benchFolder, 'demo-data'), { recursive: true, force: true });
const { assemblyFolder } = await synthesise({ root, onStart: () => console.log('making the template …') });
const model = readModel(assemblyFolder);
const results: PartResult[] = [];
const keep = (result: PartResult): void => {
  results.push(result);
  printPart(result);
  keepPart(join(benchFolder, 'results'), result);
};

const kinds = withPeers ? await installed([directus(peersFolder), strapi(peersFolder)]) : [];
if (wants('P12')) keep(await measureCalls(benchFolder, model));
if (wants('P10')) keep(await measureSweep({ rounds: quick ? 12 : 60 }));
if (['P1', 'P2', 'P3', 'P4'].some(wants)) await requests(kinds);
if (wants('P9')) keep(await measureCollating({ rounds, excelJsFolder: withPeers ? await excelJsFolder() : undefined }));
if (wants('P6')) keep(await measureStart({ benchFolder, rounds: quick ? 1 : 5, peers: kinds }));
if (wants('P11')) {
  const peerModules = withPeers ? await coldStartPeers() : undefined;
  keep(await measureColdStarts({ model, rounds, workFolder: join(benchFolder, 'cold-start'), peerModules }));
}

const exceeded = results.flatMap(({ part, reaches }) =>
  reaches.filter((reach) => reach.binding === true && !isMet(reach)).map(({ what }) => `${part} ${what}`),
);
console.log(`\n${loadText()}\nkept in ${join(benchFolder, 'results')}`);
for (const what of exceeded) console.log(`exceeded: ${what}`);
process.exit(exceeded.length === 0 ? 0 : 1);

async function installed(all: readonly PeerKind[]): Promise<readonly PeerKind[]> {
  const usable: PeerKind[] = [];
  for (const kind of all) {
    const refused = await kind.install();
    if (refused === undefined) usable.push(kind);
    else console.log(`${kind.name} cannot be compared here: ${refused}`);
  }
  return usable;
}

async function requests(all: readonly PeerKind[]): Promise<void> {
  const running: Peer[] = [];
  try {
    for (const kind of all) running.push(await kind.start());
    await reading(running);
    await answering(running);
  } finally {
    for (const peer of running) await peer.end();
  }
}

function functionNamed(pattern: RegExp): string {
  return model.functions.find(({ id }) => pattern.test(id))?.name ?? '';
}

async function reading(peers: readonly Peer[]): Promise<void> {
  const works = [
    ...(wants('P1') ? (['read one'] as const) : []),
    ...(wants('P4') ? (['search a prefecture'] as const) : []),
  ];
  if (works.length === 0) return;
  const functionName = functionNamed(/DirectoryStaff/);
  for (const result of await measureReading({ benchFolder, rounds, requests: 64, peers, functionName }, works)) {
    keep(result);
  }
}

async function answering(peers: readonly Peer[]): Promise<void> {
  const works = [
    ...(wants('P2') ? (['save draft', 'submit'] as const) : []),
    ...(wants('P3') ? (['open form'] as const) : []),
  ];
  if (works.length === 0) return;
  const durability = [
    'ours: every answered write is on disk (WAL, one fsync per commit), with its outbox and audit rows',
    'floor: none',
    ...peers.map((peer) => `${peer.name}: ${peer.durability}`),
  ].join('; ');
  const functionName = functionNamed(/SurveysPublic/);
  for (const result of await measureAnswering({ benchFolder, rounds, requests: 64, peers, functionName }, works)) {
    keep(result.part === 'P3' ? result : { ...result, durability });
  }
}

async function excelJsFolder(): Promise<string | undefined> {
  const folder = join(peersFolder, 'exceljs');
  // The registry may lack the version that exceljs leads to.
  const overrides = { 'typedarray.prototype.slice': '1.0.5' };
  const refused = await installPeer({ folder, packages: { exceljs: '4.4.0' }, overrides });
  if (refused === undefined) return folder;
  console.log(`exceljs cannot be compared here: ${refused}`);
  return undefined;
}

async function coldStartPeers(): Promise<string | undefined> {
  const folder = join(peersFolder, 'coldstart');
  const packages = { express: '5.3.0', 'serverless-http': '4.0.0', '@middy/validator': '7.7.0' };
  const refused = await installPeer({ folder, packages });
  if (refused === undefined) return join(folder, 'node_modules');
  console.log(`express and middy as usual cannot be compared here: ${refused}`);
  return undefined;
}
