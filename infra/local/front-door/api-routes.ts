/**
 * Which method of a REST API a request meets. As in API Gateway: fixed parts win over `{name}`, those over
 * `{name+}`, and the method itself wins over `ANY`. HEAD is a method of its own.
 */
import type { ApiModel } from '../model.ts';

export interface RouteMatch {
  readonly functionArn: string;
  /** The pattern, e.g. `/console/{proxy+}`. */
  readonly resource: string;
  /** Percent-decoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

export interface ApiRoutes {
  /** `method` undefined asks whether any method would do. Undefined where the API has no such path and method. */
  find(method: string | undefined, path: string): RouteMatch | undefined;
}

interface Node {
  readonly fixed: Map<string, Node>;
  variable: { readonly name: string; readonly node: Node } | undefined;
  rest: { readonly name: string; readonly node: Node } | undefined;
  resource: string;
  readonly methods: Map<string, string>;
}

const newNode = (): Node => ({
  fixed: new Map(),
  variable: undefined,
  rest: undefined,
  resource: '',
  methods: new Map(),
});

export function compileRoutes(routes: ApiModel['routes']): ApiRoutes {
  const root = newNode();
  for (const route of routes) add(root, route);
  return {
    find(method, path) {
      const found = walk(root, partsOf(path), {});
      if (!found) return undefined;
      const { node, parameters } = found;
      const functionArn =
        method === undefined ? [...node.methods.values()][0] : (node.methods.get(method) ?? node.methods.get('ANY'));
      return functionArn === undefined ? undefined : { functionArn, resource: node.resource, parameters };
    },
  };
}

function add(root: Node, { path, method, functionArn }: ApiModel['routes'][number]): void {
  let node = root;
  for (const part of partsOf(path)) node = child(node, part);
  node.resource = path;
  node.methods.set(method, functionArn);
}

function child(node: Node, part: string): Node {
  const [, name, plus] = /^\{([^}+]+)(\+?)\}$/.exec(part) ?? [];
  if (name === undefined) {
    const known = node.fixed.get(part) ?? newNode();
    node.fixed.set(part, known);
    return known;
  }
  if (plus) node.rest ??= { name, node: newNode() };
  else node.variable ??= { name, node: newNode() };
  return (plus ? node.rest : node.variable)?.node ?? newNode();
}

type Found = { readonly node: Node; readonly parameters: Readonly<Record<string, string>> };

function walk(node: Node, parts: readonly string[], parameters: Readonly<Record<string, string>>): Found | undefined {
  const [part, ...later] = parts;
  if (part === undefined) return node.methods.size > 0 ? { node, parameters } : undefined;
  const fixed = node.fixed.get(part);
  const { variable, rest } = node;
  return (
    (fixed && walk(fixed, later, parameters)) ??
    (variable && walk(variable.node, later, { ...parameters, [variable.name]: decoded(part) })) ??
    (rest && walk(rest.node, [], { ...parameters, [rest.name]: parts.map(decoded).join('/') }))
  );
}

/** A slash at the end does not count, as in API Gateway. */
function partsOf(path: string): readonly string[] {
  const parts = path.split('/').slice(1);
  return parts.at(-1) === '' ? parts.slice(0, -1) : parts;
}

/** What is not well encoded stays as it was sent. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
