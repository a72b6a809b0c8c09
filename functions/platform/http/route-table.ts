/** Finds the route of a request. Segments match whole; a literal segment wins over a parameter. */
import { platformProblem, RefusedRequest } from './problem.ts';
import type { AnyRoute } from './route.ts';

export interface FoundRoute {
  readonly route: AnyRoute;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Throws RefusedRequest: 404 where no route has the path, 405 where one has it with another method. HEAD is GET. */
export function findRoute(routes: readonly AnyRoute[], method: string, path: string): FoundRoute {
  const segments = segmentsOf(path);
  const wanted = method === 'HEAD' ? 'GET' : method;
  let known = false;
  let best: FoundRoute | undefined;
  for (const route of routes) {
    const parameters = segments && match(route.path.split('/'), segments);
    if (!parameters) continue;
    known = true;
    if (route.method !== wanted) continue;
    if (best === undefined || Object.keys(parameters).length < Object.keys(best.parameters).length)
      best = { route, parameters };
  }
  if (best !== undefined) return best;
  throw new RefusedRequest(platformProblem(known ? 'method-not-allowed' : 'not-found'));
}

function segmentsOf(path: string): string[] | undefined {
  try {
    const plain = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
    return plain.split('/').map((segment) => decodeURIComponent(segment));
  } catch {
    return undefined;
  }
}

function match(template: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (template.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [place, part] of template.entries()) {
    const segment = segments[place] ?? '';
    if (part.startsWith('{')) {
      if (segment === '') return undefined;
      parameters[part.slice(1, -1)] = segment;
    } else if (part !== segment) return undefined;
  }
  return parameters;
}
