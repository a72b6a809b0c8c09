/** CloudFormation's functions, and CDK's weak references between stacks (`Fn::GetStackOutput`). */
import type { StackTemplate } from './assembly.ts';
import { isRecord, list, record } from './values.ts';

export interface IntrinsicContext {
  readonly template: StackTemplate;
  resolve(value: unknown): unknown;
  ref(name: string): unknown;
  attribute(logicalId: string, name: string): unknown;
  output(stackName: string, region: string | undefined, name: string): unknown;
  exported(name: string): unknown;
  fail(reason: string): Error;
}

export type Intrinsic = (argument: unknown, context: IntrinsicContext) => unknown;

function text(value: unknown, context: IntrinsicContext): string {
  const resolved = context.resolve(value);
  if (typeof resolved === 'string' || typeof resolved === 'number' || typeof resolved === 'boolean') {
    return String(resolved);
  }
  throw context.fail(`a text was expected, not ${JSON.stringify(resolved)}`);
}

function array(value: unknown, context: IntrinsicContext): readonly unknown[] {
  const resolved = context.resolve(value);
  if (Array.isArray(resolved)) return resolved;
  throw context.fail('a list was expected');
}

function truth(value: unknown, context: IntrinsicContext): boolean {
  return context.resolve(value) === true;
}

const getAttribute: Intrinsic = (argument, context) => {
  const [logicalId = '', ...path] = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
  return context.attribute(logicalId, path.join('.'));
};

const substitute: Intrinsic = (argument, context) => {
  const [template, given] = Array.isArray(argument) ? argument : [argument, {}];
  const variables = record(given);
  const filled = String(template).replace(/\$\{([^!}][^}]*)\}/g, (_, name: string) => {
    if (Object.hasOwn(variables, name)) return text(variables[name], context);
    const [logicalId = '', ...path] = name.trim().split('.');
    return path.length > 0 ? String(context.attribute(logicalId, path.join('.'))) : String(context.ref(name.trim()));
  });
  return filled.replaceAll('${!', '${');
};

const findInMap: Intrinsic = (argument, context) => {
  const [map, first, second] = list(argument).map((part) => text(part, context));
  const value = context.template.Mappings[map ?? '']?.[first ?? '']?.[second ?? ''];
  if (value === undefined) throw context.fail(`the mapping has no ${map} / ${first} / ${second}`);
  return context.resolve(value);
};

const stackOutput: Intrinsic = (argument, context) => {
  const { StackName, Region, OutputName } = record(argument);
  const region = Region === undefined ? undefined : text(Region, context);
  return context.output(text(StackName, context), region, text(OutputName, context));
};

const choose: Intrinsic = (argument, context) => {
  const [condition, whenTrue, whenFalse] = list(argument);
  return context.resolve(truth({ Condition: condition }, context) ? whenTrue : whenFalse);
};

const select: Intrinsic = (argument, context) => {
  const [index, from] = list(argument);
  const value = array(from, context)[Number(text(index, context))];
  if (value === undefined) throw context.fail('Fn::Select finds nothing at its index');
  return value;
};

export const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, context) => context.ref(String(argument)),
  Condition: (argument, context) => {
    const condition = context.template.Conditions[String(argument)];
    // A statement of a policy also has a member `Condition`, whose value is an object.
    if (isRecord(argument)) return { Condition: context.resolve(argument) };
    if (condition === undefined) throw context.fail(`there is no condition ${String(argument)}`);
    return context.resolve(condition);
  },
  'Fn::And': (argument, context) => list(argument).every((part) => truth(part, context)),
  'Fn::Base64': (argument, context) => Buffer.from(text(argument, context)).toString('base64'),
  'Fn::Equals': (argument, context) => {
    const [left, right] = list(argument).map((part) => JSON.stringify(context.resolve(part)));
    return left === right;
  },
  'Fn::FindInMap': findInMap,
  'Fn::GetAtt': getAttribute,
  'Fn::GetStackOutput': stackOutput,
  'Fn::If': choose,
  'Fn::ImportValue': (argument, context) => context.exported(text(argument, context)),
  'Fn::Join': (argument, context) => {
    const [delimiter, parts] = list(argument);
    return array(parts, context)
      .map((part) => text(part, context))
      .join(String(delimiter));
  },
  'Fn::Not': (argument, context) => !truth(list(argument)[0], context),
  'Fn::Or': (argument, context) => list(argument).some((part) => truth(part, context)),
  'Fn::Select': select,
  'Fn::Split': (argument, context) => {
    const [delimiter, source] = list(argument);
    return text(source, context).split(String(delimiter));
  },
  'Fn::Sub': substitute,
  'Fn::ToJsonString': (argument, context) => JSON.stringify(context.resolve(argument)),
};
