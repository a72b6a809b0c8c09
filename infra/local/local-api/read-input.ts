/** The JSON body of a POST, or the query of a GET, through its schema; refusals name the field. */
import type * as z from 'zod';
import { readBody } from '../endpoints/read-body.ts';
import type { Visit } from '../front-door/visit.ts';
import { LocalRefusal } from './problem.ts';

const maxBytes = 256 * 1024;

/** An empty body counts as `{}`. */
export async function readInput<S extends z.ZodType>(visit: Visit, schema: S): Promise<z.output<S>> {
  const isRead = visit.method === 'GET' || visit.method === 'HEAD';
  const input = isRead ? Object.fromEntries(new URLSearchParams(visit.query)) : await readJson(visit);
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const { field, message } = firstIssue(parsed.error.issues, input);
  throw new LocalRefusal(400, field === '' ? message : `${field}: ${message}`, field);
}

async function readJson(visit: Visit): Promise<unknown> {
  const body = await readBody(visit.incoming, maxBytes);
  if (!body) throw new LocalRefusal(413, `More than ${maxBytes} bytes`);
  try {
    return JSON.parse(body.toString('utf8').trim() || '{}');
  } catch {
    throw new LocalRefusal(400, 'The body is not JSON', 'body');
  }
}

type Issue = z.core.$ZodIssue;

/** Of several forms that the input could have had, the one that goes wrong last is the one that was meant. */
function firstIssue(issues: readonly Issue[], input: unknown): { readonly field: string; readonly message: string } {
  const [issue] = issues;
  if (issue?.code === 'invalid_union') {
    const meant = issue.errors.toSorted((one, other) => unknownKeys(one) - unknownKeys(other))[0];
    if (meant) return firstIssue(meant, input);
  }
  if (issue?.code === 'unrecognized_keys') return { field: issue.keys.join(', '), message: 'is not known here' };
  return { field: issue?.path.join('.') ?? '', message: issue?.message ?? 'is not valid' };
}

function unknownKeys(issues: readonly Issue[]): number {
  return issues.filter(({ code, path }) => code === 'unrecognized_keys' && path.length === 0).length;
}
