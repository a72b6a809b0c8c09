import { expect, it } from 'vitest';
import { type Cloud, grantsOf, list, type Resource, resources, spelled, target, unhashed } from '../support/cloud.ts';
import { cloud } from '../support/synthesised.ts';

/** What every function has of the same kind: its own log, its traces, its own queue. */
const common = /^(logs:|xray:|sqs:)/;

/** One line for each resource and service: `Data/SurveysTable dynamodb GetItem PutItem`. */
function linesOf(all: Cloud, { stack, properties }: Resource): readonly string[] {
  const granted = new Map<string, Set<string>>();
  for (const statement of grantsOf(all, target(all, stack, properties['Role']) ?? '')) {
    const when = statement.Condition === undefined ? '' : ` when ${JSON.stringify(statement.Condition)}`;
    for (const action of list(statement.Action as string | string[]).filter((each) => !common.test(each))) {
      const [service, name] = action.split(':');
      for (const resource of list(statement.Resource)) {
        const key = `${spelled(all, stack, resource)}${when} ${service}`;
        granted.set(key, (granted.get(key) ?? new Set()).add(name ?? ''));
      }
    }
  }
  return [...granted].map(([key, names]) => `  ${key} ${[...names].sort().join(' ')}`).sort();
}

it('what each function may do, beside its own log, traces and queue', async () => {
  const lines = resources(cloud, 'AWS::Lambda::Function')
    .map((each) => [unhashed(each.name).replace(/Function$/, ''), linesOf(cloud, each)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([name, grants]) => [name, ...grants]);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('permissions.snap');
});
