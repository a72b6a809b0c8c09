/** P11: what importing a bundle and its first invocation add over a bare handler, each time in a fresh process. */
import { spawn } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import * as z from 'zod';
import type { FunctionModel, SystemModel } from '../../../infra/local/model.ts';
import { linesOf } from '../child-lines.ts';
import { startListening } from '../child-process.ts';
import { median, medianRatio } from '../measures.ts';
import type { PartResult, Reach, Row } from '../report.ts';
import { rounded } from '../report.ts';
import { firstEventOf } from './first-event.ts';

const here = import.meta.dirname;

/** @source PERFORMANCE: what the two other ways of writing such functions added, measured when the reach was set */
const sdkAloneMs = 64;
const otherMs = 15;
const otherKb = 60;

interface Contestant {
  readonly name: string;
  readonly kind: 'floor' | 'reads DynamoDB' | 'other' | 'peer';
  readonly file: string;
  readonly event: unknown;
  readonly environment: Readonly<Record<string, string>>;
}

const Taken = z.object({ importMs: z.number(), invokeMs: z.number(), cpuMs: z.number(), outcome: z.string() });
type Taken = z.infer<typeof Taken>;

export interface ColdStartOptions {
  readonly model: SystemModel;
  readonly rounds: number;
  readonly workFolder: string;
  /** `node_modules` of express, serverless-http and @middy/validator; undefined where they were not asked for. */
  readonly peerModules?: string | undefined;
  /** Only functions whose folder name holds one of these. */
  readonly only?: readonly string[];
}

export async function measureColdStarts(options: ColdStartOptions): Promise<PartResult> {
  const services = await startListening(join(here, 'answer-at-once.ts'));
  try {
    const contestants = [...(await floors(options)), ...functionsOf(options), ...(await peers(options))];
    const taken = new Map<string, Taken[]>(contestants.map(({ name }) => [name, []]));
    for (let round = 0; round < options.rounds; round += 1) {
      for (const each of rotated(contestants, round * 7)) {
        taken.get(each.name)?.push(await measureOnce(each, services.origin));
      }
    }
    return resultOf(contestants, taken);
  } finally {
    services.end();
  }
}

function rotated<Each>(all: readonly Each[], by: number): readonly Each[] {
  const start = by % Math.max(1, all.length);
  return [...all.slice(start), ...all.slice(0, start)];
}

async function floors({ workFolder }: ColdStartOptions): Promise<readonly Contestant[]> {
  const bare = await bundled(workFolder, 'bare.ts', []);
  const sdk = await bundled(workFolder, 'sdk-alone.ts', []);
  const common = { kind: 'floor', event: {}, environment: {} } as const;
  return [
    { ...common, name: 'bare handler', file: bare },
    { ...common, name: 'SDK alone', file: sdk },
  ];
}

async function peers({ workFolder, peerModules }: ColdStartOptions): Promise<readonly Contestant[]> {
  if (peerModules === undefined) return [];
  const common = { kind: 'peer', environment: {} } as const;
  const event = { httpMethod: 'GET', path: '/surveys/1', headers: {}, pathParameters: { id: '1' }, requestContext: {} };
  const express = await bundled(workFolder, 'express.peer.js', [peerModules]);
  const middy = await bundled(workFolder, 'middy-usual.peer.js', [peerModules]);
  return [
    { ...common, event, name: 'express + serverless-http', file: express },
    { ...common, event, name: 'middy + zod + DynamoDB + Powertools as usual', file: middy },
  ];
}

/** With the settings of our own bundles. */
async function bundled(workFolder: string, name: string, nodePaths: string[]): Promise<string> {
  const outfile = join(workFolder, `${name.replace(/\..*$/, '')}.mjs`);
  mkdirSync(workFolder, { recursive: true });
  const result = await build({
    ...{ entryPoints: [join(here, 'contestants', name)], bundle: true, write: false, nodePaths },
    ...{ format: 'esm', platform: 'node', target: 'node24', minify: true, keepNames: true, legalComments: 'none' },
    mainFields: ['module', 'main'],
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  });
  writeFileSync(outfile, result.outputFiles[0]?.contents ?? '');
  return outfile;
}

function functionsOf({ model, only }: ColdStartOptions): readonly Contestant[] {
  return model.functions.flatMap((one): readonly Contestant[] => {
    const name = basename(one.codeFolder).startsWith('asset.') ? one.name : basename(one.codeFolder);
    if (only !== undefined && !only.some((part) => one.id.includes(part) || name.includes(part))) return [];
    const event = firstEventOf(model, one);
    if (event === undefined) return [];
    const [file = ''] = one.handler.split('.');
    const kind = readsDynamoDb(one) ? 'reads DynamoDB' : 'other';
    return [{ name: one.id, kind, file: join(one.codeFolder, `${file}.mjs`), event, environment: one.environment }];
  });
}

function readsDynamoDb({ statements }: FunctionModel): boolean {
  return statements.some(({ actions }) => actions.some((action) => action.startsWith('dynamodb:')));
}

async function measureOnce({ file, event, environment }: Contestant, url: string): Promise<Taken> {
  const child = spawn(process.execPath, [join(here, 'measure-once.mjs'), file, JSON.stringify(event)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...{ PATH: process.env['PATH'], ...environment, AWS_REGION: 'ap-northeast-1', AWS_ENDPOINT_URL: url },
      ...{ AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench', AWS_EC2_METADATA_DISABLED: 'true' },
      ...{ AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null', TZ: 'UTC' },
    },
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  for await (const line of linesOf(child.stdout)) return Taken.parse(JSON.parse(line));
  throw new Error(`${file} could not be imported: ${errors.slice(0, 500)}`);
}

function resultOf(contestants: readonly Contestant[], taken: ReadonlyMap<string, readonly Taken[]>): PartResult {
  const of = (name: string, what: 'wall' | 'cpu'): readonly number[] => {
    const bare = taken.get('bare handler') ?? [];
    return (taken.get(name) ?? []).map((one, round) => amount(one, what) - amount(bare[round] ?? one, what));
  };
  const rows: Row[] = [];
  const reaches: Reach[] = [];
  for (const { name, kind, file } of contestants) {
    if (name === 'bare handler') continue;
    const kb = statSync(file).size / 1024;
    const wall = of(name, 'wall');
    const wallRatio = medianRatio(wall, of('SDK alone', 'wall'));
    const cpuRatio = medianRatio(of(name, 'cpu'), of('SDK alone', 'cpu'));
    const cells = {
      KB: kb.toFixed(0),
      'added ms': rounded(median(wall)),
      'added CPU ms': rounded(median(of(name, 'cpu'))),
      'x SDK alone': rounded(wallRatio),
      'x SDK alone, CPU': rounded(cpuRatio),
    };
    rows.push({ what: `${name} (${kind})`, cells });
    if (kind === 'reads DynamoDB')
      reaches.push({ what: `${name}, CPU through SDK alone`, measured: cpuRatio, atMost: 1.2 });
    if (kind !== 'other') continue;
    reaches.push({
      what: `${name}, ms of ${sdkAloneMs} of the SDK alone`,
      measured: wallRatio * sdkAloneMs,
      atMost: otherMs,
    });
    reaches.push({ what: `${name}, KB`, measured: kb, atMost: otherKb });
  }
  const outcomes = Object.fromEntries([...taken].map(([name, [first]]) => [name, first?.outcome]));
  return {
    part: 'P11',
    title: 'cold start: import + first invocation, added over a bare handler, a fresh process each time',
    ...{ rows, reaches, details: { outcomes, taken: Object.fromEntries(taken) } },
  };
}

function amount({ importMs, invokeMs, cpuMs }: Taken, what: 'wall' | 'cpu'): number {
  return what === 'wall' ? importMs + invokeMs : cpuMs;
}
