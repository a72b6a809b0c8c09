import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../architecture/import-graph.ts';

const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path}`),
];
const scripts: Record<string, string> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts;

describe.each(documents)('%s', (path) => {
  const text = readFileSync(join(root, path), 'utf8');

  test('links to what exists', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(join(root, dirname(path), link)))).toEqual([]);
  });

  test('names commands that exist', () => {
    const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  test('names folders and files that exist', () => {
    const named = [...text.matchAll(/`((?:shared|events|functions|infra|test|docs)\/[\w./-]+)`/g)].map(
      ([, name = '']) => name,
    );
    expect(named.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });
});

test('decisions are numbered from 1 without a gap and have their three parts', () => {
  const decisions = readdirSync(join(root, 'docs/adr')).sort();
  expect(decisions.map((name) => Number(name.slice(0, 4)))).toEqual(decisions.map((_, place) => place + 1));
  for (const name of decisions) {
    const text = readFileSync(join(root, 'docs/adr', name), 'utf8');
    expect(text).toMatch(/^# \d+\. .+\n\n\*\*What\.\*\* [\s\S]+\*\*Why\.\*\* [\s\S]+\*\*Consequences\.\*\* /);
  }
});

test('the scripts of package.json start files that exist', () => {
  const started = Object.values(scripts).flatMap((script) =>
    [...script.matchAll(/node (\S+)/g)].map(([, file = '']) => file),
  );
  expect(started.length).toBeGreaterThan(0);
  expect(started.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});
