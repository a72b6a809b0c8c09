/** Templates as data, and the few questions that invariants and snapshots ask of them. */
// biome-ignore lint/suspicious/noExplicitAny: a template is whatever CloudFormation takes
export type Properties = Record<string, any>;

export interface Template {
  Resources: Record<string, RawResource>;
  Outputs?: Record<string, { Value: unknown }>;
}

export interface RawResource {
  Type: string;
  Properties?: Properties;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
}

export type Cloud = Record<string, Template>;

export interface Resource {
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  readonly properties: Properties;
  readonly raw: RawResource;
  /** e.g. `Surveys/SurveysPublicFunction9F1C` */
  readonly name: string;
}

export function resources(cloud: Cloud, ...types: readonly string[]): readonly Resource[] {
  return Object.entries(cloud).flatMap(([stack, template]) =>
    Object.entries(template.Resources)
      .filter(([, { Type }]) => types.length === 0 || types.includes(Type))
      .map(([id, raw]) => ({
        stack,
        id,
        type: raw.Type,
        properties: raw.Properties ?? {},
        raw,
        name: `${stack}/${id}`,
      })),
  );
}

/** `Stack/LogicalId` of what a reference points at, also across stacks; undefined for anything else. */
export function target(cloud: Cloud, stack: string, value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const reference = value as Properties;
  if (typeof reference['Ref'] === 'string') return `${stack}/${reference['Ref']}`;
  if (Array.isArray(reference['Fn::GetAtt'])) return `${stack}/${reference['Fn::GetAtt'][0]}`;
  const output = reference['Fn::GetStackOutput'];
  if (output === undefined) return undefined;
  const producer = stackNamed(output.StackName);
  return target(cloud, producer, cloud[producer]?.Outputs?.[output.OutputName]?.Value);
}

/** Stacks are named `Mikata-<stage>-<id>`. */
function stackNamed(stackName: string): string {
  return stackName.split('-').at(-1) ?? '';
}

/** A value in words: references as `Stack/Resource` without the hash, the rest as text. */
export function spelled(cloud: Cloud, stack: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const found = target(cloud, stack, value);
  if (found !== undefined) return found.startsWith(`${stack}/AWS::`) ? `<${found.split('::')[1]}>` : unhashed(found);
  const join = (value as Properties)['Fn::Join'];
  if (Array.isArray(join)) return join[1].map((part: unknown) => spelled(cloud, stack, part)).join(join[0]);
  return JSON.stringify(value);
}

export function unhashed(name: string): string {
  return name.replace(/[0-9A-F]{8}$/, '');
}

export function list<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}

export interface Statement {
  readonly Effect: string;
  readonly Action?: string | readonly string[];
  readonly NotAction?: unknown;
  readonly NotResource?: unknown;
  readonly Resource?: unknown;
  readonly Principal?: Properties | string;
  readonly Condition?: Properties;
}

/** Every statement of every policy: of roles, of resources, and who may take a role. */
export function statements(cloud: Cloud): readonly { readonly of: Resource; readonly statement: Statement }[] {
  return resources(cloud).flatMap((of) =>
    [of.properties['PolicyDocument'], of.properties['KeyPolicy'], of.properties['AssumeRolePolicyDocument']]
      .filter((document) => document !== undefined)
      .flatMap((document) => list(document.Statement as Statement[]).map((statement) => ({ of, statement }))),
  );
}

/** What each function's role is granted. */
export function grantsOf(cloud: Cloud, role: string): readonly Statement[] {
  return resources(cloud, 'AWS::IAM::Policy')
    .filter(({ stack, properties }) => list(properties['Roles']).some((each) => target(cloud, stack, each) === role))
    .flatMap(({ properties }) => list(properties['PolicyDocument'].Statement as Statement[]));
}

/** Names of the functions that one path of the gateway, one queue or stream, or one schedule leads to. */
export function functionsBehind(cloud: Cloud): {
  readonly routed: ReadonlySet<string>;
  readonly fed: ReadonlySet<string>;
} {
  const routed = resources(cloud, 'AWS::Lambda::Permission').map(({ stack, properties }) =>
    target(cloud, stack, properties['FunctionName']),
  );
  const fed = resources(cloud, 'AWS::Lambda::EventSourceMapping').map(({ stack, properties }) =>
    target(cloud, stack, properties['FunctionName']),
  );
  return {
    routed: new Set(routed.filter((name) => name !== undefined)),
    fed: new Set(fed.filter((name) => name !== undefined)),
  };
}
