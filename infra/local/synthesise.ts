/**
 * Bundles and synthesises in a child process, and only when an input changed: the host itself never loads the CDK.
 * The assembly lies in `.build/local/cdk.out`, beside the digest of what it was made from.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const folders = ['infra', 'functions', 'shared', 'events'];
const files = ['cdk.json', 'package-lock.json', 'tsconfig.json'];
/** The host is not in the template. */
const leftOut = join('infra', 'local');

const CdkJson = z.object({ context: z.record(z.string(), z.unknown()).default({}) });

export interface Synthesised {
  readonly assemblyFolder: string;
  /** False where nothing had changed. */
  readonly made: boolean;
}

export interface SynthesiseOptions {
  /** The project's root. */
  readonly root: string;
  /** Called before the child process starts, which takes seconds. */
  readonly onStart?: () => void;
}

/** Ends with the child's own words where the template cannot be made. */
export async function synthesise({ root, onStart }: SynthesiseOptions): Promise<Synthesised> {
  const home = join(root, '.build', 'local');
  const assemblyFolder = join(home, 'cdk.out');
  const digestFile = join(home, 'digest');
  const inputs = listInputs(root);
  const stamp = stampOf(root, inputs);
  const kept = existsSync(digestFile) && existsSync(assemblyFolder) ? readFileSync(digestFile, 'utf8').split('\n') : [];
  if (kept[0] === stamp) return { assemblyFolder, made: false };
  const digest = digestOf(root, inputs);
  const keep = () => writeFileSync(digestFile, `${stamp}\n${digest}`);
  if (kept[1] === digest) {
    keep();
    return { assemblyFolder, made: false };
  }
  onStart?.();
  mkdirSync(home, { recursive: true });
  rmSync(digestFile, { force: true });
  const fresh = `${assemblyFolder}.${process.pid}`;
  await runApp(root, fresh);
  rmSync(assemblyFolder, { recursive: true, force: true });
  renameSync(fresh, assemblyFolder);
  keep();
  return { assemblyFolder, made: true };
}

async function runApp(root: string, outFolder: string): Promise<void> {
  const { context } = CdkJson.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')));
  const env = {
    PATH: process.env['PATH'] ?? '',
    CDK_OUTDIR: outFolder,
    // The check against the resources' schemas takes most of the time and belongs to the tests.
    CDK_VALIDATION: 'false',
    CDK_CONTEXT_JSON: JSON.stringify({ ...context, stage: 'local' }),
  };
  const child = spawn(process.execPath, [join('infra', 'app.ts')], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const words: Buffer[] = [];
  for (const output of [child.stdout, child.stderr]) output.on('data', (chunk: Buffer) => words.push(chunk));
  const [code] = await once(child, 'close');
  if (code === 0) return;
  rmSync(outFolder, { recursive: true, force: true });
  throw new Error(
    `テンプレートを作成できませんでした。 The template could not be made:\n${Buffer.concat(words).toString()}`,
  );
}

function listInputs(root: string): readonly string[] {
  const below = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
  );
  return [...below.filter((path) => !path.startsWith(leftOut)), ...files].sort();
}

/** Cheap: when and how long. A checkout that touches files is then decided by their contents. */
function stampOf(root: string, inputs: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of inputs) {
    const { mtimeMs, size } = statSync(join(root, path));
    hash.update(`${path} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

function digestOf(root: string, inputs: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of inputs) hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}
