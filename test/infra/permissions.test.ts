import { expect, it } from 'vitest';
import { type Cloud, grantsOf, list, type Resource, resources, spelled, target, unhashed } from './support/cloud.ts';
import { synthesise } from './support/synthesised.ts';

const cloud = synthesise();

/** What every function has: its own log and its traces. */
const common = /^(logs:|xray:)/;

function linesOf(all: Cloud, { stack, properties }: Resource): readonly string[] {
  const role = target(all, stack, properties['Role']) ?? '';
  const lines = grantsOf(all, role).flatMap((statement) =>
    list(statement.Action as string | string[])
      .filter((action) => !common.test(action))
      .flatMap((action) => {
        const when = statement.Condition === undefined ? '' : ` when ${JSON.stringify(statement.Condition)}`;
        return list(statement.Resource).map((each) => `${action} ${spelled(all, stack, each)}${when}`);
      }),
  );
  return [...new Set(lines)].sort().map((line) => `  ${line}`);
}

it('what each function may do, beside its own log and traces', async () => {
  const lines = resources(cloud, 'AWS::Lambda::Function')
    .map((each) => [unhashed(each.name).replace(/Function$/, ''), linesOf(cloud, each)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([name, grants]) => [name, ...grants]);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('permissions.snap');
});
