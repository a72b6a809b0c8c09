/**
 * One esbuild call for every function: shared parse work, and one metafile for size budgets and import rules.
 * A function is a folder under `functions/` with a `main.ts`; `functions/surveys/public` becomes
 * `.build/functions/surveys-public/index.mjs`. The same sources give the same bytes, wherever they are built.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { openApiDefines } from './open-api.ts';
import { staticFileDefines } from './static-files.ts';

const root = join(import.meta.dirname, '..');

/** What decides the bundles, beside the sources that the functions import. */
const recipe = ['package-lock.json', 'tsconfig.json', 'infra/bundle.ts', 'infra/open-api.ts', 'infra/static-files.ts'];
const sourceFolders = ['functions', 'shared', 'events'];

export interface BundleOptions {
  /** Where to look for folders with a `main.ts`. */
  readonly functionsFolder?: string;
  /** Gets `functions/<name>/index.mjs`, `meta.json` and `digest`. */
  readonly outFolder?: string;
}

export interface Bundled {
  readonly metafile: Metafile;
  /** False where nothing had changed since the last run. */
  readonly rebuilt: boolean;
}

export async function bundle(options: BundleOptions = {}): Promise<Bundled> {
  const functionsFolder = resolve(root, options.functionsFolder ?? 'functions');
  const outFolder = resolve(root, options.outFolder ?? '.build');
  const digest = digestOfInputs(functionsFolder);
  const kept = readKept(outFolder, digest);
  if (kept !== undefined) return { metafile: kept, rebuilt: false };

  const result = await build({
    ...settings,
    entryPoints: entryPoints(functionsFolder),
    outdir: join(outFolder, 'functions'),
    define: { 'process.env.NODE_ENV': '"production"', ...(await staticFileDefines()), ...(await openApiDefines()) },
  });
  // The old digest goes first: an interrupted run must not pass for a finished one.
  rmSync(join(outFolder, 'digest'), { force: true });
  rmSync(join(outFolder, 'functions'), { recursive: true, force: true });
  for (const file of result.outputFiles) {
    mkdirSync(dirname(file.path), { recursive: true });
    writeFileSync(file.path, file.contents);
  }
  writeFileSync(join(outFolder, 'meta.json'), JSON.stringify(result.metafile));
  writeFileSync(join(outFolder, 'digest'), digest);
  return { metafile: result.metafile, rebuilt: true };
}

/**
 * Reads Node's own modules with `require`: an `import` of `node:http` asks for each of its names, `WebSocket` among
 * them, and so loads the whole of fetch at every cold start (a sixth of it).
 */
const builtinsByRequire: Plugin = {
  name: 'builtins-by-require',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?[a-z0-9_/]+$/ }, ({ path, kind }) => {
      const name = path.replace(/^node:/, '');
      if (kind === 'require-call' || !builtinModules.includes(name)) return undefined;
      return { path: name, namespace: 'builtin' };
    });
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = require('node:${path}');`,
      loader: 'js',
    }));
  },
};

/**
 * Lambda gives a function its credentials in the environment, and the one-machine host does so too. Files, sign-in
 * portals and metadata services of other places are left out: 140 KB in each bundle, and never asked.
 */
const credentialsFromEnvironment: Plugin = {
  name: 'credentials-from-environment',
  setup({ onLoad }) {
    onLoad({ filter: /credential-provider-node[\\/]dist-(es|cjs)[\\/]index\.js$/ }, ({ path }) => ({
      contents: `import { fromEnv } from '@aws-sdk/credential-provider-env';
export const defaultProvider = () => fromEnv();`,
      loader: 'js',
      resolveDir: dirname(path),
    }));
  },
};

const settings = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  outExtension: { '.js': '.mjs' },
  mainFields: ['module', 'main'],
  minify: true,
  keepNames: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  charset: 'utf8',
  metafile: true,
  write: false,
  logLevel: 'warning',
  plugins: [builtinsByRequire, credentialsFromEnvironment],
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
} as const satisfies BuildOptions;

function entryPoints(functionsFolder: string): Record<string, string> {
  return Object.fromEntries(
    functionFolders(functionsFolder).map((folder) => [
      `${bundleName(folder)}/index`,
      join(functionsFolder, folder, 'main.ts'),
    ]),
  );
}

/** `surveys/public` -> `surveys-public` */
export function bundleName(folder: string): string {
  return folder.replaceAll('/', '-');
}

/** Every folder with a `main.ts`, as a path below `functionsFolder`, in order. */
export function functionFolders(functionsFolder: string = join(root, 'functions')): readonly string[] {
  return readdirSync(functionsFolder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|[\\/])main\.ts$/.test(path))
    .map((path) => dirname(path).replaceAll('\\', '/'))
    .sort();
}

/** Minified size of each function's bundle in bytes, source map left out. */
export function bundleSizes(metafile: Metafile): Readonly<Record<string, number>> {
  const found = Object.entries(metafile.outputs).flatMap(([path, output]) => {
    const name = /([^/]+)\/index\.mjs$/.exec(path)?.[1];
    return name === undefined ? [] : [[name, output.bytes] as const];
  });
  return Object.fromEntries(found.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function digestOfInputs(functionsFolder: string): string {
  const hash = createHash('sha256');
  const folders = [...new Set([functionsFolder, ...sourceFolders.map((folder) => join(root, folder))])];
  const files = [...folders.flatMap(filesBelow), ...recipe.map((file) => join(root, file))];
  for (const file of files) {
    hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function readKept(outFolder: string, digest: string): Metafile | undefined {
  const digestFile = join(outFolder, 'digest');
  if (!existsSync(digestFile) || readFileSync(digestFile, 'utf8') !== digest) return undefined;
  const metafile: Metafile = JSON.parse(readFileSync(join(outFolder, 'meta.json'), 'utf8'));
  const complete = Object.keys(metafile.outputs).every((path) => existsSync(resolve(root, path)));
  return complete ? metafile : undefined;
}

if (import.meta.main) {
  const { metafile, rebuilt } = await bundle();
  for (const [name, bytes] of Object.entries(bundleSizes(metafile))) {
    console.log(`${String(Math.ceil(bytes / 1024)).padStart(6)} KB  ${name}`);
  }
  console.log(rebuilt ? 'bundled' : 'unchanged');
}
