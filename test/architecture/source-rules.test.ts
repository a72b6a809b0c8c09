// biome-ignore-all lint/suspicious/noTemplateCurlyInString: planted sources are text
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeOf } from './code-text.ts';
import { root } from './import-graph.ts';
import { brokenBy, type SourceFile, sourceRules } from './source-rules.ts';

/** What git keeps out, and the lock file, whose lines nobody writes. */
const leftOut =
  /^(?:\.git|\.build|\.mikata.*|\.bench|node_modules|cdk\.out|coverage|package-lock\.json|cdk\.context\.json)$/;
const files = readSources();

describe.each(sourceRules)('$rule', (rule) => {
  test('is kept', () => {
    expect(files.some(({ path }) => rule.holdsFor(path))).toBe(true);
    expect(brokenBy(rule, files)).toEqual([]);
  });

  test('has a planted violation', () => {
    expect(planted.map(([name]) => name)).toContain(rule.rule.split(':')[0]);
  });
});

/** Beginning of the rule's words, the file, what breaks it, and what looks alike and does not. */
const planted: readonly (readonly [rule: string, path: string, broken: string, kept: string])[] = [
  [
    'no cast outside test/',
    'functions/surveys/planted.ts',
    'const round = row as Round;',
    "import * as z from 'zod';\nimport { a as b } from './a.ts';\nexport { c as d } from './c.ts';\n// as Round\nconst x = ['as Round', `as Round`] as const satisfies X;",
  ],
  [
    'no cast outside test/',
    'shared/surveys/planted.ts',
    'const text = `${row as unknown}`;',
    'const text = `${row} as Round`;',
  ],
  ['no enum', 'shared/surveys/planted.ts', 'export enum Status { Draft }', "const Status = z.enum(['draft']);"],
  [
    'a function reads its environment in functions/platform/config.ts',
    'functions/platform/planted.ts',
    "const table = process.env['TABLE'];",
    "// process.env is read in config.ts\nreadConfig(['TABLE']);",
  ],
  [
    'shared/ knows days and instants of shared/kernel/time.ts only, and reads no clock',
    'shared/surveys/planted.ts',
    'const now = new Date(0);',
    'const day: JstDate = JstDate.parse(text);',
  ],
  [
    'the time of now is never read where days are reckoned',
    'shared/kernel/time.ts',
    'const now = new Date();',
    'const day = new Date(epochMs);',
  ],
  [
    'functions/ reads the clock in functions/platform/clock.ts; log lines carry the real time',
    'functions/surveys/planted.ts',
    'const now = Date.now();',
    'const time = new Date(occurredAt);',
  ],
  [
    'shared/ makes no ids and throws no dice',
    'shared/surveys/planted.ts',
    'const id = crypto.randomUUID();',
    'const id = ids.next();',
  ],
  [
    'fakes are passed in, modules are not patched',
    'test/shared/planted.test.ts',
    "vi.mock('./round.ts');",
    "test('vi.mock is not used', () => vi.setConfig({}));",
  ],
  ['a file is named for what it holds', 'shared/surveys/utils.ts', '', ''],
  ['a file is named for what it holds', 'functions/common/round.ts', '', ''],
  ['a file is named for what it holds', 'functions/surveys/index.ts', '', ''],
  ['names of files are in kebab case', 'functions/surveys/openRound.ts', '', ''],
  ['a file has at most 300 lines', 'functions/surveys/planted.ts', 'line\n'.repeat(301), 'line\n'.repeat(300)],
  [
    'zod comes in as a namespace, which bundles to a fifth',
    'shared/surveys/planted.ts',
    "import { z } from 'zod';",
    "import * as z from 'zod';",
  ],
  ['no unfinished work is left behind', 'functions/surveys/planted.ts', '// TODO: the rest', '// the whole of it'],
  [
    'no path of one machine',
    'docs/planted.md',
    ['see ', 'home', 'somebody/notes'].join('/'),
    'see https://example.jp/home/page and ./work/round',
  ],
];

describe.each(planted)('%s', (name, path, broken, kept) => {
  const rule = sourceRules.find(({ rule: words }) => words.startsWith(name));

  test(`is seen to be broken in ${path}`, () => {
    expect(rule && brokenBy(rule, [{ path, text: broken }])).toHaveLength(1);
  });

  // Nothing but its name can be wrong with a file that is named wrongly.
  if (kept === '') return;
  test(`is seen to be kept in ${path}`, () => {
    expect(rule && brokenBy(rule, [{ path, text: kept }])).toEqual([]);
  });
});

describe('reading code only', () => {
  test.each([
    ['a comment', 'a; // enum B', 'a;'],
    ['a block comment', 'a /* enum\nB */ c', 'a \n c'],
    ['a string', "a('enum B', \"it's\")", 'a(, )'],
    ['a template, but not what it holds', 'a(`enum ${b as C} d ${{ e: 1 }.e}`)', 'a(b as C{ e: 1 }.e)'],
    ['a regular expression', 'a = /enum [\'"`]/g; b as C', 'a = ; b as C'],
    ['no division', 'a = b / c; d = `x` / 2', 'a = b / c; d =  / 2'],
  ])('blanks %s', (_, source, code) => {
    expect(codeOf(source)).toHaveLength(source.length);
    expect(codeOf(source).replaceAll(/\s/g, '')).toBe(code.replaceAll(/\s/g, ''));
  });
});

test('the lock file installs from whichever registry the machine knows', () => {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const hosts = [...lock.matchAll(/"resolved": "https?:\/\/([^/]+)/g)].map(([, host]) => host);
  expect(hosts.filter((host) => host !== 'registry.npmjs.org')).toEqual([]);
});

function readSources(): readonly SourceFile[] {
  const names = readdirSync(root, { withFileTypes: true }).filter(({ name }) => !leftOut.test(name));
  const paths = names.flatMap((entry) =>
    entry.isDirectory()
      ? readdirSync(join(root, entry.name), { recursive: true, withFileTypes: true })
          .filter((below) => below.isFile())
          .map((below) => join(below.parentPath, below.name).slice(root.length + 1))
      : [entry.name],
  );
  return paths.map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(root, path), 'utf8') }));
}
