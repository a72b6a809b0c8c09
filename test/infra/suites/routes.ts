import { describe, expect, it } from 'vitest';
import { resources, target, unhashed } from '../support/cloud.ts';
import { cloud } from '../support/synthesised.ts';

const parts = new Map(resources(cloud, 'AWS::ApiGateway::Resource').map((each) => [each.name, each]));

function pathOf(name: string | undefined): string {
  const part = name === undefined ? undefined : parts.get(name);
  if (part === undefined) return '';
  return `${pathOf(target(cloud, part.stack, part.properties['ParentId']))}/${part.properties['PathPart']}`;
}

function functionOf(uri: { 'Fn::Join': [string, unknown[]] }): string {
  const found = uri['Fn::Join'][1].map((part) => target(cloud, 'Api', part)).find((name) => name?.includes('Function'));
  return unhashed(found ?? '?').replace(/Function$/, '');
}

const routes = resources(cloud, 'AWS::ApiGateway::Method').map(({ stack, properties }) => ({
  path: pathOf(target(cloud, stack, properties['ResourceId'])),
  method: properties['HttpMethod'],
  to: functionOf(properties['Integration'].Uri),
}));

describe('the gateway', () => {
  it('every path, and the function behind it', async () => {
    const lines = routes.map(({ path, method, to }) => `${method} ${path.padEnd(36)} ${to}`).sort();
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('routes.snap');
  });

  it('beside a variable stands no other variable: the service takes only one', () => {
    const siblings = [...parts.values()]
      .filter(({ properties }) => properties['PathPart'].startsWith('{'))
      .map(({ stack, properties }) => target(cloud, stack, properties['ParentId']));
    expect(new Set(siblings).size).toBe(siblings.length);
  });

  it('a page below a prefix is never reached by a public function where the prefix is for staff', () => {
    const wrong = routes.filter(
      ({ path, to }) => /^\/(console|api\/v1)\//.test(path) && !/Staff$/.test(to) && to !== 'Accounts/AccountsPublic',
    );
    expect(wrong).toEqual([]);
  });
});
