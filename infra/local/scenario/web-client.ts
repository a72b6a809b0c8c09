/** A person's browser or a program, reduced to what it sends: pages with cookies and forms, JSON with a token. */
import { createHmac, randomUUID } from 'node:crypto';
import * as z from 'zod';

export interface WebAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Where it was after all redirects, without the origin. */
  readonly path: string;
}

export interface Browser {
  get(path: string): Promise<WebAnswer>;
  /** Sends a form as the page would, following redirects with GET. */
  post(path: string, fields: Readonly<Record<string, string>>): Promise<WebAnswer>;
  postFile(
    path: string,
    fields: Readonly<Record<string, string>>,
    file: { readonly name: string; readonly bytes: Uint8Array },
  ): Promise<WebAnswer>;
}

/** Each browser has cookies of its own, as each device has. */
export function createBrowser(origin: string): Browser {
  const jar = new Map<string, { readonly value: string; readonly path: string }>();
  const keep = (headers: Headers): void => {
    for (const line of headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const [name = '', value = ''] = pair.split('=');
      const attribute = (wanted: string) =>
        attributes.find((each) => each.toLowerCase().startsWith(`${wanted}=`))?.split('=')[1];
      if (attribute('max-age') === '0') jar.delete(name);
      else jar.set(name, { value, path: attribute('path') ?? '/' });
    }
  };
  const send = async (path: string, init: RequestInit): Promise<WebAnswer> => {
    const cookies = [...jar]
      .filter(([, cookie]) => path.startsWith(cookie.path))
      .map(([name, { value }]) => `${name}=${value}`);
    const headers = new Headers(init.headers);
    if (cookies.length > 0) headers.set('cookie', cookies.join('; '));
    const response = await fetch(`${origin}${path}`, { ...init, headers, redirect: 'manual' });
    keep(response.headers);
    const location = response.headers.get('location');
    if (location?.startsWith('/') && response.status === 303) return send(location, { method: 'GET' });
    return { status: response.status, headers: response.headers, text: await response.text(), path };
  };
  return {
    get: (path) => send(path, { method: 'GET' }),
    post: (path, fields) => send(path, { method: 'POST', body: new URLSearchParams(fields), headers: { origin } }),
    postFile(path, fields, file) {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      body.set('file', new Blob([new Uint8Array(file.bytes)]), file.name);
      return send(path, { method: 'POST', body, headers: { origin } });
    },
  };
}

/** The hidden fields with which a page's forms are guarded. */
export function guardOf(page: WebAnswer): { readonly csrf: string; readonly commandId: string } {
  const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)?.[1] ?? '';
  return { csrf: field('csrf'), commandId: field('commandId') };
}

export interface Program {
  get<Body>(path: string, body: z.ZodType<Body>): Promise<Body>;
  /** A new Idempotency-Key each time, unless one is given. */
  post<Body>(path: string, input: unknown, body: z.ZodType<Body>, key?: string): Promise<Body>;
  raw(
    method: string,
    path: string,
    input?: unknown,
    key?: string,
  ): Promise<{ readonly status: number; readonly body: unknown }>;
}

const Session = z.object({ accessToken: z.string() });

/** Signs in again when the token is over. */
export async function createProgram(
  origin: string,
  account: DemoAccount,
  now: () => Promise<number>,
): Promise<Program> {
  const signIn = async (): Promise<string> => {
    const totp = account.totpSecret === undefined ? {} : { totp: totpAt(account.totpSecret, await now()) };
    const response = await fetch(`${origin}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: account.email, password: account.password, ...totp }),
    });
    if (!response.ok) throw new Error(`${account.email} cannot sign in: ${response.status} ${await response.text()}`);
    return Session.parse(await response.json()).accessToken;
  };
  let token = await signIn();
  const raw: Program['raw'] = async (method, path, input, key = randomUUID()) => {
    const once = () =>
      fetch(`${origin}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(method === 'GET' ? {} : { 'content-type': 'application/json', 'idempotency-key': key }),
        },
        ...(input === undefined ? {} : { body: JSON.stringify(input) }),
      });
    let response = await once();
    if (response.status === 401) {
      token = await signIn();
      response = await once();
    }
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  };
  const good = async <Body>(asked: ReturnType<Program['raw']>, body: z.ZodType<Body>, what: string): Promise<Body> => {
    const answer = await asked;
    if (answer.status >= 300) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return body.parse(answer.body);
  };
  return {
    raw,
    get: (path, body) => good(raw('GET', path), body, `GET ${path}`),
    post: (path, input, body, key) => good(raw('POST', path, input, key), body, `POST ${path}`),
  };
}

export const DemoAccount = z.object({
  email: z.string(),
  password: z.string(),
  totpSecret: z.string().optional(),
  role: z.string(),
  programme: z.string(),
  organisation: z.string(),
});
export type DemoAccount = z.infer<typeof DemoAccount>;

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 6238: six digits, 30 seconds, SHA-1. `epochMs` on the system's clock. */
export function totpAt(secret: string, epochMs: number): string {
  const bits = [...secret].map((letter) => base32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(epochMs / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
