/**
 * Resolves the references of templates to local names. Whatever cannot be resolved is an error that names stack,
 * resource and path, since a silently missing value would make the local system another than the deployed one.
 */
import { createHash } from 'node:crypto';
import type { Stack } from './assembly.ts';
import { type Intrinsic, type IntrinsicContext, intrinsics } from './intrinsics.ts';
import { attributeOf, refOf } from './resource-attributes.ts';
import { localAccount, type Named } from './resource-names.ts';
import { at, isRecord, record } from './values.ts';

/** Where a value stands, for error messages. */
export interface Place {
  readonly stack: Stack;
  /** A resource, an output or a condition. */
  readonly owner: string;
  readonly path: readonly string[];
}

export class UnresolvedReference extends Error {
  override name = 'UnresolvedReference';

  constructor(place: Place, reason: string) {
    super(`${place.stack.name} / ${place.owner} / ${place.path.join('.')}: ${reason}`);
  }
}

export interface Resolver {
  resolve(value: unknown, place: Place): unknown;
  /** Whether the resource exists, by its `Condition`. */
  exists(stack: Stack, logicalId: string): boolean;
  named(stack: Stack, logicalId: string): Named;
}

/** CloudFormation's `AWS::NoValue`: the member that holds it is left out. */
const noValue = Symbol('AWS::NoValue');
const deepestNesting = 200;

export function createResolver(stacks: readonly Stack[]): Resolver {
  let depth = 0;

  function resolve(value: unknown, place: Place): unknown {
    if (depth > deepestNesting) throw new UnresolvedReference(place, 'the references go round in a circle');
    depth += 1;
    try {
      return step(value, place);
    } finally {
      depth -= 1;
    }
  }

  function step(value: unknown, place: Place): unknown {
    if (typeof value === 'string') return dynamicReferences(value, place);
    if (Array.isArray(value)) {
      const items = value.map((item, index) => resolve(item, inside(place, String(index))));
      return items.filter((item) => item !== noValue);
    }
    if (!isRecord(value)) return value;
    const [only, ...others] = Object.keys(value);
    const intrinsic = only !== undefined && others.length === 0 ? intrinsics[only] : undefined;
    if (only !== undefined && intrinsic) return call(intrinsic, value[only], inside(place, only));
    if (only?.startsWith('Fn::') && others.length === 0)
      throw new UnresolvedReference(place, `${only} is not known here`);
    const members = Object.entries(value).map(([key, member]) => [key, resolve(member, inside(place, key))] as const);
    return Object.fromEntries(members.filter(([, member]) => member !== noValue));
  }

  function call(intrinsic: Intrinsic, argument: unknown, place: Place): unknown {
    const context: IntrinsicContext = {
      template: place.stack.template,
      resolve: (inner) => resolve(inner, place),
      ref: (name) => ref(name, place),
      attribute: (logicalId, name) => attribute(logicalId, name, place),
      output: (stackName, region, name) => output(stackName, region, name, place),
      exported: (name) => exported(name, place),
      fail: (reason) => new UnresolvedReference(place, reason),
    };
    const value = intrinsic(argument, context);
    // A dynamic reference is often joined from pieces, and complete only here.
    return typeof value === 'string' ? dynamicReferences(value, place) : value;
  }

  function ref(name: string, place: Place): unknown {
    const { stack } = place;
    if (name === 'AWS::NoValue') return noValue;
    const pseudo = pseudoParameters(stack)[name];
    if (pseudo !== undefined) return pseudo;
    if (Object.hasOwn(stack.template.Parameters, name)) {
      const value = stack.template.Parameters[name]?.Default;
      if (value === undefined) throw new UnresolvedReference(place, `parameter ${name} has no default`);
      return value;
    }
    return refOf(target(name, place));
  }

  function attribute(logicalId: string, name: string, place: Place): unknown {
    const found = target(logicalId, place);
    if (found.resource.Type === 'Custom::CrossRegionExportReader') return crossRegionExport(name, place);
    const value = attributeOf(found, name);
    if (value === undefined) {
      throw new UnresolvedReference(place, `${found.resource.Type} ${logicalId} has no attribute ${name}`);
    }
    return value;
  }

  function target(logicalId: string, place: Place): Named {
    if (!Object.hasOwn(place.stack.template.Resources, logicalId)) {
      throw new UnresolvedReference(place, `there is no resource ${logicalId}`);
    }
    return named(place.stack, logicalId);
  }

  function named(stack: Stack, logicalId: string): Named {
    const resource = stack.template.Resources[logicalId];
    if (resource === undefined) throw new Error(`${stack.name} has no resource ${logicalId}`);
    const property = (name: string) => {
      const place = { stack, owner: logicalId, path: [name] };
      return Object.hasOwn(resource.Properties, name) ? resolve(resource.Properties[name], place) : undefined;
    };
    return { stack, logicalId, resource, property };
  }

  function output(stackName: string, region: string | undefined, name: string, place: Place): unknown {
    const stack = stacks.find((other) => other.name === stackName && (region === undefined || other.region === region));
    if (!stack || !Object.hasOwn(stack.template.Outputs, name)) {
      throw new UnresolvedReference(place, `stack ${stackName} (${region ?? 'any region'}) has no output ${name}`);
    }
    return resolve(stack.template.Outputs[name]?.Value, { stack, owner: name, path: [] });
  }

  function exported(name: string, place: Place): unknown {
    for (const stack of stacks) {
      for (const [owner, { Value, Export }] of Object.entries(stack.template.Outputs)) {
        const here = { stack, owner, path: [] };
        if (Export && resolve(Export.Name, here) === name) return resolve(Value, here);
      }
    }
    throw new UnresolvedReference(place, `no stack exports ${name}`);
  }

  /** Custom resources of `crossRegionReferences`: the writer in the other region holds name and value. */
  function crossRegionExport(name: string, place: Place): unknown {
    for (const stack of stacks) {
      for (const [owner, { Type, Properties }] of Object.entries(stack.template.Resources)) {
        if (Type !== 'Custom::CrossRegionExportWriter') continue;
        const exports = record(at(Properties, 'WriterProps', 'exports'));
        if (Object.hasOwn(exports, name)) return resolve(exports[name], { stack, owner, path: ['WriterProps'] });
      }
    }
    throw new UnresolvedReference(place, `no stack writes ${name}`);
  }

  function dynamicReferences(text: string, place: Place): string {
    return text.replace(/\{\{resolve:([a-z-]+):([^}]*)\}\}/g, (_, service: string, rest: string) => {
      if (service === 'secretsmanager') return createHash('sha256').update(rest).digest('hex').slice(0, 32);
      throw new UnresolvedReference(place, `{{resolve:${service}:${rest}}} cannot be read here`);
    });
  }

  return {
    resolve: (value, place) => {
      const resolved = resolve(value, place);
      return resolved === noValue ? undefined : resolved;
    },
    exists: (stack, logicalId) => {
      const condition = stack.template.Resources[logicalId]?.Condition;
      return (
        condition === undefined || resolve({ Condition: condition }, { stack, owner: logicalId, path: [] }) === true
      );
    },
    named,
  };
}

function inside(place: Place, step: string): Place {
  return { ...place, path: [...place.path, step] };
}

function pseudoParameters(stack: Stack): Readonly<Record<string, unknown>> {
  return {
    'AWS::AccountId': localAccount,
    'AWS::Region': stack.region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack.name,
    'AWS::StackId': `arn:aws:cloudformation:${stack.region}:${localAccount}:stack/${stack.name}/local`,
    'AWS::NotificationARNs': [],
  };
}
