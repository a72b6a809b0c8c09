/**
 * Builds what browsers fetch under /static (style sheets, small scripts, the icon) and hands it to every bundler as
 * `define` values, so that esbuild's bundles and vitest see the same bytes and the same digests. A function that only
 * links to the files carries the short list of paths; only the one that serves them carries the bodies.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

const uiFolder = join(import.meta.dirname, '../functions/ui');
const stylesFolder = join(uiFolder, 'styles');
/** The oldest browsers served: those of the last two and a half years, in which the design system is tested too. */
const browsers = ['chrome115', 'edge115', 'firefox115', 'safari16.4'];

interface BuiltStaticFile {
  readonly name: string;
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
  readonly digest: string;
}

/** Values for the `define` option of esbuild and of vite. */
export async function staticFileDefines(): Promise<Record<string, string>> {
  const files = await buildStaticFiles();
  return {
    MIKATA_STATIC_PATHS: JSON.stringify(Object.fromEntries(files.map((file) => [file.name, file.path]))),
    MIKATA_STATIC_FILES: JSON.stringify(files),
  };
}

async function buildStaticFiles(): Promise<readonly BuiltStaticFile[]> {
  const scripts = readdirSync(join(uiFolder, 'browser')).map((name) => join(uiFolder, 'browser', name));
  const sheets = ['app.css', 'portal.css'].map((name) => join(stylesFolder, name));
  const result = await build({
    entryPoints: [...sheets, ...scripts],
    outdir: uiFolder,
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    charset: 'utf8',
    target: browsers,
    legalComments: 'none',
    plugins: [onlyUsedTokens()],
  });
  const built = result.outputFiles.map((file) => {
    const name = file.path.replace(/^.*[\\/]/, '');
    return staticFile(
      name,
      name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
      file.text,
    );
  });
  return [...built, staticFile('icon.svg', 'image/svg+xml', readFileSync(join(stylesFolder, 'icon.svg'), 'utf8'))];
}

function staticFile(name: string, contentType: string, body: string): BuiltStaticFile {
  const digest = createHash('sha256').update(body).digest('hex').slice(0, 32);
  return { name, path: `/static/${digest}${name.replace(/^[^.]*/, '')}`, contentType, body, digest };
}

/** Leaves out of the design tokens what no style sheet of ours names, directly or through another token. */
function onlyUsedTokens(): Plugin {
  return {
    name: 'only-used-tokens',
    setup({ onLoad }) {
      onLoad({ filter: /design-tokens[\\/]dist[\\/]tokens\.css$/ }, ({ path }) => {
        const lines = readFileSync(path, 'utf8').split('\n');
        const used = new Set(tokenNames(readFolder(join(stylesFolder, 'parts'))));
        for (const line of lines.filter((declaration) => used.has(declaredToken(declaration) ?? ''))) {
          for (const name of tokenNames(line)) used.add(name);
        }
        const kept = lines.filter((line) => used.has(declaredToken(line) ?? '') || declaredToken(line) === undefined);
        return { contents: kept.join('\n'), loader: 'css' };
      });
    },
  };
}

function declaredToken(line: string): string | undefined {
  return /^\s*(--[\w-]+):/.exec(line)?.[1];
}

function readFolder(folder: string): string {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.css'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

function tokenNames(css: string): readonly string[] {
  return [...css.matchAll(/var\((--[\w-]+)/g)].map((found) => found[1] ?? '');
}
