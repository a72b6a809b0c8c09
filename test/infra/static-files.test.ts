import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { staticFileDefines } from '../../infra/static-files.ts';

async function bundled(source: string): Promise<string> {
  const result = await build({
    stdin: { contents: source, resolveDir: `${import.meta.dirname}/../..`, loader: 'ts' },
    bundle: true,
    write: false,
    minify: true,
    platform: 'node',
    format: 'esm',
    charset: 'utf8',
    define: await staticFileDefines(),
  });
  return result.outputFiles[0]?.text ?? '';
}

describe('static files in a bundle', () => {
  it('are paths only where pages link to them, bodies only where they are served', async () => {
    const linking = await bundled(`export { staticPath } from './functions/ui/static-files.ts'`);
    const serving = await bundled(`export { staticFiles } from './functions/ui/static-files.ts'`);
    expect(linking).toMatch(/"app\.css":"\/static\/[0-9a-f]{32}\.css"/);
    expect(linking.length).toBeLessThan(2000);
    expect(serving).toContain('.dads-button{');
  });

  it('have the same digests each time they are built', async () => {
    expect(await staticFileDefines()).toEqual(await staticFileDefines());
  });
});
