/**
 * Finds the route of a request. Segments match whole; a literal segment wins over a parameter. Only parameters are
 * decoded: an address that hides its letters behind percent signs (`/%61pi/...`) is another address.
 */
import { platformProblem, RefusedRequest } from './problem.ts';
import type { AnyRoute } from './route.ts';

export interface FoundRoute {
  readonly route: AnyRoute;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Throws RefusedRequest: 404 where no route has the path, 405 (with `allow`) where one has it with another method. HEAD
 * is GET.
 */
export function findRoute(routes: readonly AnyRoute[], method: string, path: string): FoundRoute {
  const segments = (path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path).split('/');
  const wanted = method === 'HEAD' ? 'GET' : method;
  const allowed = new Set<string>();
  let best: FoundRoute | undefined;
  for (const route of routes) {
    const parameters = match(route.path.split('/'), segments);
    if (parameters === undefined) continue;
    allowed.add(route.method);
    if (route.method !== wanted) continue;
    if (best === undefined || Object.keys(parameters).length < Object.keys(best.parameters).length)
      best = { route, parameters };
  }
  if (best !== undefined) return best;
  if (allowed.size === 0) throw new RefusedRequest(platformProblem('not-found'));
  const allow = [...allowed].flatMap((known) => (known === 'GET' ? ['GET', 'HEAD'] : [known])).join(', ');
  throw new RefusedRequest(platformProblem('method-not-allowed'), [], { allow });
}

function match(template: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (template.length !== segments.length) return undefined;
  const parameters: Record<string, string> = Object.create(null);
  for (const [place, part] of template.entries()) {
    const segment = segments[place] ?? '';
    if (part.startsWith('{')) {
      const value = decoded(segment);
      if (value === undefined || value === '') return undefined;
      parameters[part.slice(1, -1)] = value;
    } else if (part !== segment) return undefined;
  }
  return parameters;
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
