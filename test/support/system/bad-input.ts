/**
 * Requests that nobody should send, from one printed seed: every operation of the OpenAPI document and the pages' forms,
 * by every role and by none, with paths, headers and bodies that are wrong in many ways.
 */
import { request } from 'node:http';
import * as z from 'zod';
import { permissions } from '../../../shared/access/permission.ts';
import { may } from '../../../shared/access/policy.ts';
import { Role } from '../../../shared/access/role.ts';
import { strangeBody, strangePathPart, strangeType, strangeValue } from './strange-values.ts';

const Operation = z.object({
  operationId: z.string(),
  'x-permission': z.enum(permissions).optional(),
  parameters: z.array(z.object({ name: z.string(), in: z.string(), example: z.unknown().optional() })).default([]),
  requestBody: z
    .object({ content: z.record(z.string(), z.object({ example: z.record(z.string(), z.unknown()).optional() })) })
    .optional(),
  responses: z.record(z.string(), z.unknown()),
});
const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), Operation)) });

export interface ApiOperation extends z.infer<typeof Operation> {
  readonly method: string;
  readonly path: string;
}

export async function operationsOf(origin: string): Promise<readonly ApiOperation[]> {
  const { paths } = Document.parse(await (await fetch(`${origin}/api/openapi.json`)).json());
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );
}

/** From 0 up to 1, the same for the same seed. */
export type Draw = () => number;

export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const pick = <Item>(draw: Draw, items: readonly Item[]): Item => {
  const item = items[Math.floor(draw() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
};

export interface BadRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer | undefined;
  readonly operation?: ApiOperation;
  /** `forged`: a token that is none. */
  readonly role?: Role | 'nobody' | 'forged';
  /** Whether the path is still the operation's. */
  readonly isInPlace: boolean;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly ms: number;
}

export function badApiRequest(
  draw: Draw,
  operations: readonly ApiOperation[],
  tokens: ReadonlyMap<Role, string>,
): BadRequest {
  const operation = pick(draw, operations);
  const isInPlace = draw() < 0.8;
  const role = pick(draw, [...Role.options, 'nobody' as const, 'forged' as const]);
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const known = operation.parameters.find((parameter) => parameter.name === name)?.example;
    return isInPlace && draw() < 0.7 ? String(known) : strangePathPart(draw, isInPlace);
  });
  const query =
    draw() < 0.3
      ? `?${encodeURIComponent(pick(draw, ['day', 'after', 'cursor', 'x']))}=${strangePathPart(draw, true)}`
      : '';
  const headers: Record<string, string> = {};
  const token = role === 'nobody' ? undefined : role === 'forged' ? 'eyJhbGciOiJub25lIn0.e30.' : tokens.get(role);
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
  if (draw() < 0.9) headers['idempotency-key'] = draw() < 0.9 ? `bad-input-${Math.floor(draw() * 1e12)}` : '!';
  if (operation.method === 'GET')
    return { method: pick(draw, ['GET', 'HEAD']), path: path + query, headers, operation, role, isInPlace };
  headers['content-type'] = draw() < 0.75 ? 'application/json' : strangeType(draw);
  return {
    method: operation.method,
    path: path + query,
    headers,
    body: bodyFor(draw, operation),
    operation,
    role,
    isInPlace,
  };
}

function bodyFor(draw: Draw, { requestBody }: ApiOperation): Buffer {
  const example = requestBody?.content['application/json']?.example ?? {};
  if (draw() < 0.35) return strangeBody(draw, JSON.stringify(example));
  const fields: Record<string, unknown> = { ...example };
  for (const name of Object.keys(fields)) {
    const lot = draw();
    if (lot < 0.35) fields[name] = strangeValue(draw);
    else if (lot < 0.45) delete fields[name];
  }
  if (draw() < 0.2)
    fields[pick(draw, ['__proto__', 'constructor', 'programmeId', 'role', 'ひらがな'])] = strangeValue(draw);
  return Buffer.from(JSON.stringify(fields));
}

const forms: readonly (readonly [string, string])[] = [
  ['POST', '/s'],
  ['POST', '/s/form/draft'],
  ['POST', '/s/form/check'],
  ['POST', '/s/form/add-block'],
  ['POST', '/s/submit'],
  ['POST', '/console/login'],
  ['POST', '/console/assets/files'],
  ['POST', '/console/surveys/rounds'],
  ['GET', '/s/form'],
  ['GET', '/console/surveys/rounds'],
  ['GET', '/areas/131016'],
  ['PUT', '/s/form'],
];

/** What a browser, or something that poses as one, sends to pages. */
export function badPageRequest(draw: Draw, origin: string, cookie: string): BadRequest {
  const [method, base] = pick(draw, forms);
  const path = draw() < 0.25 ? `${base}/${strangePathPart(draw, false)}` : base;
  const headers: Record<string, string> = { 'content-type': strangeType(draw) };
  if (draw() < 0.6) headers['content-type'] = 'application/x-www-form-urlencoded';
  if (draw() < 0.7) headers['origin'] = origin;
  if (draw() < 0.5)
    headers['cookie'] = draw() < 0.6 ? cookie : `mikata_survey=${strangePathPart(draw, true)}; mikata_staff=%`;
  const names = [
    'csrf',
    'commandId',
    'organisation',
    'code',
    'email',
    'password',
    'programme',
    'formId',
    'formVersion',
    'draftVersion',
    'desks.0.name',
    'desks.999999.name',
    'group',
    'block',
    'next',
  ];
  const fields = Array.from(
    { length: Math.floor(draw() * 8) },
    () => `${pick(draw, names)}=${strangePathPart(draw, true)}`,
  );
  const body = draw() < 0.3 ? strangeBody(draw, fields.join('&')) : Buffer.from(fields.join('&'));
  return { method, path, headers, ...(method === 'GET' ? {} : { body }), isInPlace: false };
}

export function send(origin: string, { method, path, headers, body }: BadRequest): Promise<Answer> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(body.byteLength) };
    const outgoing = request(`${origin}/`, { method, path, headers: { ...headers, ...length } }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          type: incoming.headers['content-type'] ?? '',
          text: Buffer.concat(chunks).toString(),
          ms: performance.now() - began,
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const isJapanese = (text: string) => /[ぁ-んァ-ヶ一-龠]/.test(text);

/** Nobody could have linked to it: the edge, the gateway or the function says no, whoever reads the address first. */
function isUnreadable(path: string): boolean {
  try {
    decodeURIComponent(path.split('?')[0] ?? '');
    return false;
  } catch {
    return true;
  }
}

/** What is wrong with the answer; undefined where nothing is. */
export function faultOf(asked: BadRequest, answer: Answer): string | undefined {
  const { status, type, text } = answer;
  if (status >= 500) return `answered ${status}`;
  if (isUnreadable(asked.path))
    return status < 400 ? `answered ${status} at an address that cannot be read` : undefined;
  if (status >= 400 && asked.method !== 'HEAD') {
    if (!isJapanese(text)) return `refused with ${status} without a sentence in Japanese: ${text.slice(0, 200)}`;
    // The gateway itself can word its refusals, but says application/json of them.
    if (asked.path.startsWith('/api/') && !/^application\/(?:problem\+)?json/.test(type))
      return `refused with ${status} as ${type}`;
  }
  const { operation, role } = asked;
  // The gateway does not read on to find out who asks.
  if (status === 413) return undefined;
  if (operation === undefined || !asked.isInPlace) return undefined;
  if (!(String(status) in operation.responses)) return `answered ${status}, which is not documented`;
  const permission = operation['x-permission'];
  if (permission === undefined) return undefined;
  if (role === undefined || role === 'nobody' || role === 'forged')
    return status === 401 ? undefined : `answered ${status} to nobody`;
  if (!may(role, permission)) return status === 403 ? undefined : `answered ${status} to ${role}, who may not`;
  return status === 401 || status === 403 ? `answered ${status} to ${role}, who may` : undefined;
}

export function told({ method, path, headers, body, role }: BadRequest): string {
  const { authorization: _, ...shown } = headers;
  return `${method} ${path.slice(0, 200)} by ${role ?? 'a visitor'} ${JSON.stringify(shown)} ${body?.subarray(0, 200).toString() ?? ''}`;
}
