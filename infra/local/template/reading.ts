/** The resources of all stacks by type, with their references resolved on demand. */
import type { Assembly, Stack } from './assembly.ts';
import { createResolver, UnresolvedReference } from './resolver.ts';
import { attributeOf, refOf } from './resource-attributes.ts';
import { generatedName } from './resource-names.ts';
import type { Properties } from './values.ts';

export interface Found {
  readonly stack: Stack;
  readonly logicalId: string;
  /** `<stack>-<logical id without its hash>` */
  readonly id: string;
  readonly properties: Properties;
  readonly ref: string;
  attribute(name: string): string;
  fail(path: string, reason: string): Error;
}

export interface Reading {
  readonly assembly: Assembly;
  all(...types: readonly string[]): readonly Found[];
}

export function readResources(assembly: Assembly): Reading {
  const resolver = createResolver(assembly.stacks);
  const read = new Map<string, readonly Found[]>();

  function find(stack: Stack, logicalId: string): Found {
    const named = resolver.named(stack, logicalId);
    const fail = (path: string, reason: string) =>
      new UnresolvedReference({ stack, owner: logicalId, path: [path] }, reason);
    const entries = Object.keys(named.resource.Properties).map((name) => [name, named.property(name)] as const);
    return {
      stack,
      logicalId,
      id: generatedName(stack, logicalId),
      properties: Object.fromEntries(entries.filter(([, value]) => value !== undefined)),
      ref: refOf(named),
      attribute(name) {
        const value = attributeOf(named, name);
        if (value === undefined) throw fail(name, `${named.resource.Type} has no such attribute`);
        return value;
      },
      fail,
    };
  }

  function ofType(type: string): readonly Found[] {
    const known = read.get(type);
    if (known) return known;
    const found = assembly.stacks.flatMap((stack) =>
      Object.entries(stack.template.Resources)
        .filter(([logicalId, resource]) => resource.Type === type && resolver.exists(stack, logicalId))
        .map(([logicalId]) => find(stack, logicalId)),
    );
    read.set(type, found);
    return found;
  }

  return { assembly, all: (...types) => types.flatMap(ofType) };
}
