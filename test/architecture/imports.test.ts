import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { modulesBelow, type PlantedModules, readImportGraph, root, ruledFolders } from './import-graph.ts';
import { folderRules, refusalsOf } from './import-rules.ts';

const graph = await readImportGraph(ruledFolders.flatMap(modulesBelow));

describe('the graph', () => {
  const folders = ruledFolders.flatMap((folder) => [
    folder,
    ...readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && modulesBelow(`${folder}/${entry.name}`).length > 0)
      .map(({ name }) => `${folder}/${name}`),
  ]);

  test.each(folders)('saw every module of %s, and at least one', (folder) => {
    const seen = graph.modules.filter((path) => path.startsWith(`${folder}/`));
    expect(seen).toEqual(modulesBelow(folder));
    expect(seen.length).toBeGreaterThan(0);
  });

  test('saw imports of all three kinds', () => {
    expect(new Set(graph.imports.map(({ kind }) => kind))).toEqual(new Set(['ours', 'package', 'built-in']));
    expect(graph.imports.length).toBeGreaterThan(graph.modules.length);
  });
});

test('nothing is imported against the rules', () => {
  expect(refusalsOf(graph.imports)).toEqual([]);
});

/** Module, the import that is one too many, and one beside it that is allowed. */
const plants: readonly (readonly [rule: string, module: string, refused: string, allowed: string])[] = [
  ['shared/kernel', 'shared/kernel/planted.ts', '../calendar/fiscal-year.ts', './ids.ts'],
  ['shared/kernel', 'shared/kernel/planted.ts', 'node:crypto', 'zod'],
  ['shared/calendar and shared/access', 'shared/calendar/planted.ts', '../access/role.ts', '../kernel/time.ts'],
  ['shared/calendar and shared/access', 'shared/access/planted.ts', '../programmes/registry.ts', './role.ts'],
  ['shared/programmes', 'shared/programmes/planted.ts', '../surveys/round.ts', '../access/role.ts'],
  ['shared/programmes', 'shared/programmes/planted.ts', '../../events/catalogue.ts', '../calendar/due-rule.ts'],
  ['shared/<context>', 'shared/surveys/planted.ts', '../accounts/account.ts', '../../events/round-opened.v1.ts'],
  ['shared/<context>', 'shared/surveys/planted.ts', '../../functions/platform/clock.ts', './round.ts'],
  ['shared/<context>', 'shared/surveys/planted.ts', '@aws-sdk/lib-dynamodb', 'zod'],
  ['shared/<context>', 'shared/surveys/planted.ts', 'node:fs', 'zod'],
  ['shared/<context>', 'shared/surveys/planted.ts', '@middy/core', 'zod'],
  ['events', 'events/planted.v1.ts', '../shared/surveys/round.ts', '../shared/kernel/ids.ts'],
  ['events', 'events/planted.v1.ts', '../shared/programmes/registry.ts', './event.ts'],
  ['functions/platform', 'functions/platform/planted.ts', '../surveys/wiring.ts', '@middy/core'],
  ['functions/platform', 'functions/platform/planted.ts', '../ui/document.tsx', 'node:buffer'],
  ['functions/platform', 'functions/platform/planted.ts', 'node:crypto', './digest.ts'],
  [
    'functions/platform/{clock,digest,secrets,links,s3}',
    'functions/platform/links/planted.ts',
    '../../surveys/wiring.ts',
    'node:crypto',
  ],
  ['functions/ui', 'functions/ui/planted.tsx', '../platform/clock.ts', '../../shared/access/role.ts'],
  ['functions/ui', 'functions/ui/planted.tsx', '../surveys/wiring.ts', './document.tsx'],
  ['functions/ui', 'functions/ui/planted.tsx', 'node:fs', 'preact'],
  ['functions/ui/browser', 'functions/ui/browser/planted.ts', '../texts/ja.ts', './autosave.ts'],
  ['functions/ui/browser', 'functions/ui/browser/planted.ts', 'zod', './autosave.ts'],
  ['functions/<context>', 'functions/surveys/planted.ts', '../accounts/wiring.ts', '../platform/clock.ts'],
  ['functions/<context>', 'functions/surveys/planted.ts', '@aws-sdk/client-ses', 'zod'],
  ['functions/<context>', 'functions/surveys/planted.ts', '@aws-sdk/lib-dynamodb', './wiring.ts'],
  ['functions/<context>', 'functions/surveys/planted.ts', '@middy/core', 'aws-lambda'],
  ['functions/<context>', 'functions/surveys/planted.ts', 'node:crypto', 'preact'],
  ['functions/<context>', 'functions/surveys/planted.ts', '../../infra/stages.ts', '../../events/event.ts'],
  ['functions/<context>/dynamodb-<entity>.ts', 'functions/surveys/dynamodb-planted.ts', '@aws-sdk/client-s3', 'zod'],
  [
    'functions/<context>/dynamodb-<entity>.ts',
    'functions/surveys/dynamodb-planted.ts',
    '../accounts/wiring.ts',
    '@aws-sdk/lib-dynamodb',
  ],
  ['functions/accounts/cognito-<port>.ts', 'functions/accounts/cognito-planted.ts', '@aws-sdk/client-kms', 'jose'],
  ['infra/local/seed', 'infra/local/seed/planted.ts', '../../stages.ts', '../../../shared/programmes/registry.ts'],
  ['infra/local/seed', 'infra/local/seed/planted.ts', 'aws-cdk-lib', '../../../functions/surveys/survey-keys.ts'],
  ['infra/local/scenario', 'infra/local/scenario/planted.ts', '../../../functions/surveys/wiring.ts', 'node:fs'],
  ['infra/local', 'infra/local/planted.ts', 'aws-cdk-lib', 'node:sqlite'],
  ['infra/local', 'infra/local/planted.ts', '../../functions/platform/clock.ts', './clock.ts'],
  ['infra/local', 'infra/local/planted.ts', '../house.ts', './clock.ts'],
  ['infra', 'infra/planted.ts', '../functions/platform/clock.ts', '../events/catalogue.ts'],
  ['infra', 'infra/planted.ts', '../shared/surveys/round.ts', '../shared/programmes/registry.ts'],
  ['infra', 'infra/planted.ts', './local/clock.ts', 'aws-cdk-lib'],
  ['infra', 'infra/planted.ts', '../test/infra/support/cloud.ts', './stages.ts'],
  ['docs', 'docs/planted.ts', '../shared/surveys/round.ts', '../shared/programmes/registry.ts'],
  ['docs', 'docs/planted.ts', 'aws-cdk-lib', 'node:fs'],
];

const writings = {
  'a value': (specifier: string) => `import * as planted from '${specifier}';\nexport const kept = planted;`,
  'a type': (specifier: string) => `import type {\n  Planted,\n} from '${specifier}';\nexport type Kept = Planted;`,
  're-exported': (specifier: string) => `export * from '${specifier}';`,
  'imported when needed': (specifier: string) => `export const later = () => import('${specifier}');`,
} as const;

describe.each(plants)('the rule of %s', (rule, module, refused, allowed) => {
  test.each(Object.entries(writings))(`catches ${refused} in a ${module.split('/').at(-1)}: %s`, async (_, write) => {
    const refusals = await refusalsIn({ [module]: write(refused) }, module);
    expect(refusals).toHaveLength(1);
    expect(refusals[0]).toContain(`(rule of ${rule})`);
  });

  test(`lets ${allowed} pass`, async () => {
    expect(await refusalsIn({ [module]: writings['a value'](allowed) }, module)).toEqual([]);
  });
});

test('a module in a folder without a rule is refused', async () => {
  const refusals = await refusalsIn({ 'shared/stray.ts': writings['a value']('zod') }, 'shared/stray.ts');
  expect(refusals).toEqual(['shared/stray.ts stands in no folder that has a rule']);
});

test('every rule has a planted violation', () => {
  expect(new Set(plants.map(([rule]) => rule))).toEqual(new Set(folderRules.map(({ folder }) => folder)));
});

async function refusalsIn(planted: PlantedModules, module: string): Promise<readonly string[]> {
  const { imports } = await readImportGraph([], planted);
  return refusalsOf(imports.filter(({ importer }) => importer === module));
}
