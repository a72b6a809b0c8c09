/**
 * Who imports whom, as esbuild resolved it, over every TypeScript module of the ruled folders and not only over what
 * ends in a bundle.
 *
 * Nuances: esbuild drops `import type` before it draws the graph; a line that imports the same module for its effects
 * is put behind each one, so that a type from the wrong folder is seen like a value.
 */
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { build, type Loader, type Plugin } from 'esbuild';

export const root = join(import.meta.dirname, '../..');

/** The folders whose imports are ruled. */
export const ruledFolders = ['shared', 'events', 'functions', 'infra', 'docs'] as const;

export interface Import {
  /** Path below the root, with slashes: `shared/kernel/ids.ts`. */
  readonly importer: string;
  /** A path below the root, the name of a package (`@aws-sdk/client-s3`), or a built-in module (`node:crypto`). */
  readonly imported: string;
  readonly kind: 'ours' | 'package' | 'built-in';
}

export interface ImportGraph {
  readonly modules: readonly string[];
  readonly imports: readonly Import[];
}

/** Modules that exist only in the check: path below the root, and source. */
export type PlantedModules = Readonly<Record<string, string>>;

/** Every TypeScript module of a folder, as paths below the root. */
export function modulesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .sort();
}

export async function readImportGraph(entries: readonly string[], planted: PlantedModules = {}): Promise<ImportGraph> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...entries, ...Object.keys(planted)].map((path) => join(root, path)),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    outdir: join(root, '.build/never-written'),
    write: false,
    metafile: true,
    logLevel: 'silent',
    plugins: [showTypeImports(planted)],
  });
  const modules = Object.keys(metafile.inputs).sort();
  const imports = Object.entries(metafile.inputs).flatMap(([importer, input]) =>
    input.imports.map(({ path, external }) => importOf(importer, path, external === true)),
  );
  return { modules, imports };
}

function importOf(importer: string, path: string, external: boolean): Import {
  if (!external) return { importer, imported: path, kind: 'ours' };
  if (isBuiltin(path))
    return { importer, imported: path.startsWith('node:') ? path : `node:${path}`, kind: 'built-in' };
  return { importer, imported: packageOf(path), kind: 'package' };
}

/** `zod/v4/locales/ja.js` -> `zod` */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function showTypeImports(planted: PlantedModules): Plugin {
  return {
    name: 'show-type-imports',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /\.tsx?$/ }, ({ path, resolveDir }) => ({ path: resolve(resolveDir, path) }));
      onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
        const source = planted[relative(root, path)] ?? (await readModule(path));
        const loader: Loader = path.endsWith('x') ? 'tsx' : 'ts';
        return { contents: `${source}\n${typeImportsOf(source)}`, loader };
      });
    },
  };
}

/** A module that is missing draws its edge all the same; that it is missing is the compiler's to say. */
async function readModule(path: string): Promise<string> {
  return existsSync(path) ? await readFile(path, 'utf8') : '';
}

/** `import type { A } from './a.ts'` -> `import './a.ts'` */
function typeImportsOf(source: string): string {
  return [...source.matchAll(/^(?:im|ex)port type [^;]*? from ('[^']+');/gm)]
    .map(([, from]) => `import ${from};`)
    .join('\n');
}
