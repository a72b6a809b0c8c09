import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { httpFunction } from '../../../../functions/platform/http/http-function.ts';
import { open } from '../../../../functions/platform/http/open-access.ts';
import { html, json } from '../../../../functions/platform/http/reply.ts';
import { route } from '../../../../functions/platform/http/route.ts';
import { securityHeaders } from '../../../../functions/platform/http/security-headers.ts';
import { renderProblemPage } from '../../../../functions/ui/problem-page.tsx';
import { type ApiCall, apiEvent, formHeaders, lambdaContext } from '../../../support/api-event.ts';

const seen: unknown[] = [];
const jsonHeaders = { 'content-type': 'application/json', 'idempotency-key': 'key-00000001' };
const handler = httpFunction({
  appOrigin: 'https://app.example.jp',
  errorPage: renderProblemPage,
  routes: [
    route({
      method: 'GET',
      path: '/console/things/{thingId}',
      access: open,
      input: z.object({
        thingId: z.uuid(),
        page: z.string().max(3, 'ページは3文字以内で指定してください。').optional(),
      }),
      handler: async ({ input }) => html(200, `<p>${input.thingId}</p>`),
    }),
    route({
      method: 'POST',
      path: '/console/things/{thingId}',
      access: open,
      input: z.looseObject({}),
      handler: async ({ input, bodyDigest }) => {
        seen.push({ input, bodyDigest });
        return html(200, 'ok');
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/things/{thingId}',
      access: open,
      input: z.object({ thingId: z.string(), name: z.string().max(10) }),
      handler: async ({ input, bodyDigest }) => {
        seen.push({ input, bodyDigest });
        return json(200, {});
      },
      describe: { operationId: 'changeThing', summary: '', replies: { 200: z.object({}) }, refusals: [] },
    }),
    route({
      method: 'GET',
      path: '/console/broken',
      access: open,
      input: z.object({}),
      handler: async () => {
        throw new Error('secret words of a fault');
      },
    }),
  ],
});
const call = (event: ApiCall) => handler(apiEvent(event), lambdaContext);
const thing = '6f1c2a7e-1c55-4c43-9b0e-0d3f4f7f6a01';
const japanese = /[ぁ-んァ-ヶ一-龠]/;

let lines: string[] = [];
beforeEach(() => {
  lines = [];
  seen.length = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

const refused: readonly (readonly [string, ApiCall, number])[] = [
  ['an unknown path', { path: '/console/nothing' }, 404],
  ['a path parameter that cannot be one', { path: '/console/things/1' }, 404],
  ['percent signs that decode to nothing', { path: '/console/things/%E0%A4%A' }, 404],
  ['letters hidden behind percent signs', { path: `/%63onsole/things/${thing}` }, 404],
  ['a method that the path does not know', { method: 'DELETE', path: `/console/things/${thing}` }, 405],
  ['a query that is not valid', { path: `/console/things/${thing}`, query: { page: 'long' } }, 400],
  ['a fault', { path: '/console/broken' }, 500],
  [
    'a body of another type',
    { method: 'POST', path: `/console/things/${thing}`, body: '{}', headers: jsonHeaders },
    415,
  ],
  ['a body without a type', { method: 'POST', path: `/console/things/${thing}`, body: 'a=1' }, 415],
  [
    'a body that is too large',
    { method: 'POST', path: `/console/things/${thing}`, body: `a=${'x'.repeat(1_000_001)}`, headers: formHeaders },
    413,
  ],
  ['JSON that is broken', { method: 'POST', path: '/api/v1/things/1', body: '{"name":', headers: jsonHeaders }, 400],
  ['JSON that is no object', { method: 'POST', path: '/api/v1/things/1', body: '[1]', headers: jsonHeaders }, 400],
  [
    'JSON with a field too long',
    { method: 'POST', path: '/api/v1/things/1', body: '{"name":"12345678901"}', headers: jsonHeaders },
    400,
  ],
  [
    'a form from another origin',
    { method: 'POST', path: `/console/things/${thing}`, headers: { origin: 'https://evil.example' } },
    403,
  ],
  [
    'a form from an origin that hides itself',
    { method: 'POST', path: `/console/things/${thing}`, headers: { origin: 'null' } },
    403,
  ],
  [
    'a form from another site',
    { method: 'POST', path: `/console/things/${thing}`, headers: { 'Sec-Fetch-Site': 'cross-site' } },
    403,
  ],
  [
    'a form from a sibling site',
    { method: 'POST', path: `/console/things/${thing}`, headers: { 'Sec-Fetch-Site': 'same-site' } },
    403,
  ],
];

describe('every refusal', () => {
  it.each(refused)(
    '%s: its status, the security headers, a sentence in Japanese, nothing of the fault',
    async (_, event, status) => {
      const result = await call(event);
      expect(result.statusCode).toBe(status);
      expect(result.headers).toMatchObject(securityHeaders);
      expect(result.body).toMatch(japanese);
      expect(result.body).not.toContain('secret words');
      const isApi = event.path.startsWith('/api/');
      expect(result.headers?.['content-type']).toBe(
        isApi ? 'application/problem+json; charset=utf-8' : 'text/html; charset=utf-8',
      );
    },
  );

  it.each(refused)('%s: is answered to a HEAD with the same status and no body', async (_, event) => {
    if ((event.method ?? 'GET') !== 'GET')
      return expect((await call({ ...event, method: 'HEAD', path: '/console/no' })).body).toBe('');
    const result = await call({ ...event, method: 'HEAD' });
    expect(result.statusCode).toBe((await call(event)).statusCode);
    expect(result.body).toBe('');
  });

  it('names the methods that are allowed', async () => {
    const result = await call({ method: 'PUT', path: `/console/things/${thing}` });
    expect(result.headers?.['allow']).toBe('GET, HEAD, POST');
  });

  it('is a problem document for a script that asks for JSON', async () => {
    const result = await call({ method: 'POST', path: '/console/no', headers: { Accept: 'application/json' } });
    expect(JSON.parse(result.body)).toMatchObject({ type: 'urn:mikata:problem:not-found', status: 404 });
  });

  it('names the field in a problem document, with a Japanese sentence of its own', async () => {
    const bodies = ['{"name":"12345678901"}', '{}', '{"name":1}', '{"name":null}', '{"name":{}}'];
    for (const body of bodies) {
      const { errors } = JSON.parse(
        (await call({ method: 'POST', path: '/api/v1/things/1', body, headers: jsonHeaders })).body,
      );
      expect(errors).toEqual([{ field: 'name', message: expect.stringMatching(japanese) }]);
    }
  });

  it('shows the sentence of the field on a page', async () => {
    const result = await call({ path: `/console/things/${thing}`, query: { page: 'long' } });
    expect(result.body).toContain('ページは3文字以内で指定してください。');
  });
});

describe('a good request', () => {
  it('has the security headers, and its HEAD has no body', async () => {
    const path = `/console/things/${thing}`;
    expect(await call({ path })).toMatchObject({ statusCode: 200, headers: securityHeaders, body: `<p>${thing}</p>` });
    expect(await call({ path: `${path}/`, method: 'HEAD' })).toMatchObject({ statusCode: 200, body: '' });
  });

  it('takes hostile names as plain names', async () => {
    const path = `/console/things/${thing}`;
    const body = '__proto__=1&constructor=2&prototype=3&__proto__=4&toString=5&hasOwnProperty=6';
    expect((await call({ method: 'POST', path, body, headers: formHeaders })).statusCode).toBe(200);
    expect(({} as Record<string, unknown>)['1']).toBeUndefined();
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
    const bad = '{"name":"a","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
    expect((await call({ method: 'POST', path: '/api/v1/things/1', body: bad, headers: jsonHeaders })).statusCode).toBe(
      200,
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('takes a third of a million fields of one name, and JSON of any depth, without standing still', async () => {
    const path = `/console/things/${thing}`;
    const started = performance.now();
    await call({ method: 'POST', path, body: 'a=&'.repeat(333_000), headers: formHeaders });
    const deep = `{"name":${'['.repeat(400_000)}${']'.repeat(400_000)}}`;
    expect(
      (await call({ method: 'POST', path: '/api/v1/things/1', body: deep, headers: jsonHeaders })).statusCode,
    ).toBe(400);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('never lets the body speak for the path', async () => {
    await call({
      method: 'POST',
      path: '/api/v1/things/right',
      body: '{"name":"a","thingId":"wrong"}',
      headers: jsonHeaders,
    });
    expect(seen).toMatchObject([{ input: { thingId: 'right' } }]);
  });

  it('is another request where the same body goes to another address', async () => {
    const send = (path: string, body: string) => call({ method: 'POST', path, body, headers: jsonHeaders });
    await send('/api/v1/things/a', '{"name":"a"}');
    await send('/api/v1/things/a', '{"name":"a"}');
    await send('/api/v1/things/b', '{"name":"a"}');
    await send('/api/v1/things/a', '{"name":"b"}');
    const [first, again, elsewhere, otherBody] = seen.map((each) => (each as { bodyDigest: string }).bodyDigest);
    expect(again).toBe(first);
    expect(new Set([first, elsewhere, otherBody]).size).toBe(3);
  });
});

describe('Idempotency-Key', () => {
  it.each([undefined, '', 'short', 'has space', 'x'.repeat(65), 'ä'.repeat(10)])(
    '%s is refused with 400',
    async (key) => {
      const headers = { 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) };
      const result = await call({ method: 'POST', path: '/api/v1/things/1', body: '{"name":"a"}', headers });
      expect(result.statusCode).toBe(400);
      expect(JSON.parse(result.body).errors[0].field).toBe('Idempotency-Key');
    },
  );
});

describe('the log', () => {
  it('names the template, never the address, the query, a header or a body', async () => {
    await call({
      path: `/console/things/canary-path`,
      query: { page: 'canary-query' },
      headers: { cookie: 'canary-cookie' },
    });
    await call({
      method: 'POST',
      path: '/api/v1/things/1',
      body: '{"name":"canary-body',
      headers: { ...jsonHeaders, authorization: 'Bearer canary-token' },
    });
    expect(lines.join('')).toContain('"status":404');
    expect(lines.join('')).not.toContain('canary');
  });

  it('keeps what a fault was about', async () => {
    await call({ path: '/console/broken' });
    expect(lines.join('')).toContain('secret words of a fault');
  });
});
