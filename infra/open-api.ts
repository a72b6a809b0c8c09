/**
 * Makes the OpenAPI document from all route tables and hands it to the bundler as a `define` value. The tables are
 * bundled and run in a process of their own kind: this folder names functions by path and never imports them.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { staticFileDefines } from './static-files.ts';

const root = join(import.meta.dirname, '..');
const functionsFolder = join(root, 'functions');

/** Values for the `define` option of esbuild and of vite. */
export async function openApiDefines(): Promise<Record<string, string>> {
  return { MIKATA_OPEN_API: JSON.stringify(await buildOpenApi()) };
}

/** The document as JSON text, the same for the same route tables. */
export async function buildOpenApi(): Promise<string> {
  const tables = routeTables();
  const imports = tables.map(
    (path, place) => `import { createRoutes as routes${place} } from './${relative(root, path)}';`,
  );
  const contents = `${imports.join('\n')}
import { openApiDocument } from './functions/platform/http/open-api.ts';
const door = { staff: (permission) => ({ kind: 'staff', permission }) };
const deps = new Proxy({}, { get: (_, name) => (name === 'door' ? door : undefined) });
export const routes = [${tables.map((_, place) => `...routes${place}(deps)`).join(', ')}];
export const document = JSON.stringify(openApiDocument(routes));`;
  const outfile = join(root, '.build/open-api', `tables-${process.pid}-${Date.now()}.mjs`);
  const result = await build({
    stdin: { contents, resolveDir: root, loader: 'ts', sourcefile: 'route-tables.ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    logLevel: 'warning',
    mainFields: ['module', 'main'],
    define: { ...(await staticFileDefines()), MIKATA_OPEN_API: '""' },
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  });
  mkdirSync(join(root, '.build/open-api'), { recursive: true });
  writeFileSync(outfile, result.outputFiles[0]?.contents ?? '');
  try {
    const built: { readonly document: string } = await import(pathToFileURL(outfile).href);
    return built.document;
  } finally {
    rmSync(outfile);
  }
}

function routeTables(): string[] {
  return readdirSync(functionsFolder)
    .sort()
    .flatMap((context) => ['public', 'staff'].map((surface) => join(functionsFolder, context, surface, 'routes.ts')))
    .filter((path) => existsSync(path));
}

if (import.meta.main) process.stdout.write(`${await buildOpenApi()}\n`);
