import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { bundle, bundleSizes, functionFolders } from '../../infra/bundle.ts';

const fixtures = join(import.meta.dirname, 'fixtures/functions');
const folder = mkdtempSync(join(tmpdir(), 'mikata-bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const out = (name: string) => join(folder, name);
const build = (name: string, functionsFolder = fixtures) => bundle({ functionsFolder, outFolder: out(name) });

function bytesOf(name: string): Record<string, string> {
  const files = readdirSync(out(name), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name: file }) => {
      const path = join(parentPath, file);
      return [path.slice(out(name).length), readFileSync(path, 'base64')];
    }),
  );
}

describe('the bundles', () => {
  it('every folder with a main.ts becomes one, named by its path', { timeout: 30_000 }, async () => {
    const { metafile } = await build('named');
    expect(functionFolders(fixtures)).toEqual(['count/slowly', 'greet']);
    expect(Object.keys(bundleSizes(metafile))).toEqual(['count-slowly', 'greet']);
    expect(bundleSizes(metafile)['greet']).toBeGreaterThan(50);
  });

  it('one runs as Lambda would start it', { timeout: 30_000 }, async () => {
    await build('run');
    const { handler } = await import(pathToFileURL(join(out('run'), 'functions/greet/index.mjs')).href);
    expect(await handler({ name: '千葉県' })).toBe('千葉県 様');
  });

  it('the same sources give the same bytes', { timeout: 30_000 }, async () => {
    await build('a');
    const before = bytesOf('a');
    rmSync(join(out('a'), 'digest'));
    expect((await build('a')).rebuilt).toBe(true);
    expect(bytesOf('a')).toEqual(before);
  });

  it('nothing is done when nothing changed, and all of it when a source, a bundle or the list of functions did', {
    timeout: 60_000,
  }, async () => {
    const sources = join(folder, 'sources');
    cpSync(fixtures, sources, { recursive: true });
    const rebuilt = async () => (await build('kept', sources)).rebuilt;
    expect(await rebuilt()).toBe(true);
    expect(await rebuilt()).toBe(false);
    writeFileSync(join(sources, 'greet/greeting.ts'), 'export const greeting = (name: string) => name;');
    expect(await rebuilt()).toBe(true);
    rmSync(join(out('kept'), 'functions/greet/index.mjs'));
    expect(await rebuilt()).toBe(true);
    rmSync(join(sources, 'count'), { recursive: true });
    expect(await rebuilt()).toBe(true);
    expect(readdirSync(join(out('kept'), 'functions'))).toEqual(['greet']);
  });

  it("loads Node's modules without asking for all of their names, and finds credentials in the environment alone", {
    timeout: 60_000,
  }, async () => {
    const sources = join(folder, 'lean');
    mkdirSync(join(sources, 'lean'), { recursive: true });
    const client = join(import.meta.dirname, '../../functions/platform/dynamodb/document-client.ts');
    writeFileSync(
      join(sources, 'lean/main.ts'),
      `import { createDocumentClient } from ${JSON.stringify(client)};
export const handler = () => createDocumentClient().config.credentials();`,
    );
    const { metafile } = await build('lean', sources);
    const inputs = Object.keys(metafile.inputs).join('\n');
    expect(inputs).toContain('credential-provider-env/');
    expect(inputs).not.toMatch(/credential-provider-(ini|sso|process|http|web-identity)|nested-clients/);
    const file = join(out('lean'), 'functions/lean/index.mjs');
    expect(readFileSync(file, 'utf8')).not.toMatch(/from ?"(node:)?https?"/);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'key-of-the-function');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    const { handler } = await import(pathToFileURL(file).href);
    expect(await handler()).toMatchObject({ accessKeyId: 'key-of-the-function', secretAccessKey: 'secret' });
  });
});
