import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bundle, bundleName } from '../../../infra/bundle.ts';
import { resources } from '../support/cloud.ts';
import { cloud } from '../support/synthesised.ts';

const root = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'mikata-environment-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { metafile } = await bundle({ outFolder: folder });

/** Given to all, whether they read it or not; and given by Lambda itself. */
const general = ['APP_ORIGIN', 'PORTAL_ORIGINS', 'STAGE'];
const fromLambda = ['AWS_REGION'];

/** The names in `readConfig([...])` of every source file that is in the function's bundle. */
function readBy(name: string): readonly string[] {
  const output = Object.entries(metafile.outputs).find(([path]) => path.endsWith(`/${name}/index.mjs`))?.[1];
  if (output === undefined) throw new Error(`no bundle ${name}`);
  const sources = Object.keys(output.inputs).filter((path) => path.startsWith('functions/'));
  const lists = sources.flatMap((path) => [
    ...readFileSync(join(root, path), 'utf8').matchAll(/readConfig\(\s*\[([^\]]*)\]/g),
  ]);
  const names = lists.flatMap(([, list]) => [...(list ?? '').matchAll(/'([A-Z_]+)'/g)].map(([, each]) => each ?? ''));
  return [...new Set(names)].sort();
}

const functions = resources(cloud, 'AWS::Lambda::Function').map(({ properties }) => {
  const name = bundleName(properties['Description'].replace(/^functions\//, ''));
  return { name, given: Object.keys(properties['Environment']?.Variables ?? {}) };
});

describe('what a function reads from its environment is what the catalogue gives it', () => {
  it.each(functions)('$name', ({ name, given }) => {
    const read = readBy(name).filter((each) => !fromLambda.includes(each));
    expect(
      read.filter((each) => !given.includes(each)),
      'read, but not given',
    ).toEqual([]);
    expect(given.filter((each) => ![...read, ...general].includes(each)).sort(), 'given, but not read').toEqual([]);
  });
});
