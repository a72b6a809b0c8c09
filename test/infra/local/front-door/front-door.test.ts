import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FrontDoor } from '../../../../infra/local/front-door/front-door.ts';
import type { SystemModel } from '../../../../infra/local/model.ts';
import { scriptedInvoker } from '../../../support/fakes/scripted-invoker.ts';
import { aBucket, ask, objectsOf, openDoor } from '../../../support/fixtures/front-door.ts';
import { aSystem, functionArn } from '../../../support/fixtures/local-model.ts';

const all = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];
const api = { kind: 'api', apiId: 'api1', headers: { 'x-origin-secret': 'secret' } } as const;
const csp = { name: 'Content-Security-Policy', value: "form-action 'self' https://app.localhost", override: true };
const portal = (programme: string) => ({
  id: programme,
  aliases: [`${programme}.localhost`],
  defaultRootObject: 'index.html',
  behaviours: [
    {
      pattern: '*',
      methods: ['GET', 'HEAD'],
      origin: { kind: 'bucket', bucketName: 'site', path: `/${programme}` } as const,
      responseHeaders: [csp, { name: 'Cache-Control', value: 'no-store', override: false }],
    },
  ],
  errorPages: [{ status: 403, path: '/404.html', answerStatus: 404 }],
});
const model: SystemModel = aSystem({
  apis: [
    {
      id: 'api1',
      stage: 'v1',
      routes: [
        { method: 'ANY', path: '/s/{token}', functionArn: functionArn('surveys') },
        { method: 'ANY', path: '/console/{proxy+}', functionArn: functionArn('console') },
        { method: 'GET', path: '/finder', functionArn: functionArn('finder') },
        { method: 'GET', path: '/static/{proxy+}', functionArn: functionArn('static') },
      ],
    },
  ],
  buckets: [aBucket('site')],
  distributions: [
    {
      id: 'app',
      aliases: ['app.localhost'],
      behaviours: [
        { pattern: '/static/*', methods: ['GET', 'HEAD'], origin: api, responseHeaders: [] },
        {
          pattern: '*',
          methods: all,
          origin: api,
          responseHeaders: [{ name: 'X-Content-Type-Options', value: 'nosniff', override: true }],
        },
      ],
      errorPages: [],
    },
    portal('womens-support-2026'),
    portal('young-carers-chiba-2026'),
  ],
});
const objects = objectsOf({
  'site/womens-support-2026/index.html': '<p>女性支援</p>',
  'site/womens-support-2026/404.html': '<p>ありません</p>',
  'site/young-carers-chiba-2026/index.html': '<p>千葉</p>',
  'site/young-carers-chiba-2026/a b.html': '<p>空白</p>',
});

interface ApiEvent {
  readonly [name: string]: unknown;
  readonly headers: Record<string, string>;
}
let answer: (event: ApiEvent) => unknown = () => ({ statusCode: 200 });
const { invoker, invocations } = scriptedInvoker(({ event }) => answer(event as ApiEvent));
const lastEvent = () => invocations.at(-1)?.event as ApiEvent;
let door: FrontDoor;
beforeAll(async () => {
  door = await openDoor({ model, invoker, objects, timeoutMs: 60 });
});
afterAll(() => door.stop(100));
beforeEach(() => {
  answer = () => ({ statusCode: 200, body: 'ok' });
  invocations.length = 0;
});

describe('which site answers', () => {
  it.each([
    ['the portal of a programme by its host', 'young-carers-chiba-2026.localhost:4000', '/', '<p>千葉</p>'],
    ['a key with a blank', 'young-carers-chiba-2026.localhost', '/a%20b.html', '<p>空白</p>'],
    ['the women’s portal on plain 127.0.0.1', '127.0.0.1:4000', '/', '<p>女性支援</p>'],
    ['the women’s portal on localhost', 'localhost', '/index.html', '<p>女性支援</p>'],
    ['the application for its paths on 127.0.0.1', '127.0.0.1', '/console/home', 'ok'],
    ['the application by its host', 'app.localhost', '/finder', 'ok'],
  ])('is %s', async (_name, host, path, body) => {
    expect((await ask(door.port, path, { host })).body).toBe(body);
  });

  it.each([
    ['a host that is not this machine', 'evil.example', '/', 421],
    ['a programme that is not there', 'nobody.localhost', '/', 404],
    ['a path that no API route has, on the application', 'app.localhost', '/nothing', 403],
    ['a broken percent code', 'young-carers-chiba-2026.localhost', '/%E3%81', 400],
    ['an address of more than 8192 characters', '127.0.0.1', `/${'x'.repeat(8200)}`, 414],
  ])('refuses %s', async (_name, host, path, status) => {
    expect((await ask(door.port, path, { host })).status).toBe(status);
  });
});

describe('a portal', () => {
  const host = 'young-carers-chiba-2026.localhost';
  it('adds the headers of its policy, with local addresses, and overrides only where told', async () => {
    const { headers } = await ask(door.port, '/', { host });
    expect(headers['content-security-policy']).toBe(`form-action 'self' http://127.0.0.1:${door.port}`);
    expect(headers['cache-control']).toBe('max-age=60');
  });

  it('shows its page for what is not there, with the status that the template says', async () => {
    const missing = await ask(door.port, '/missing', { host: 'womens-support-2026.localhost' });
    expect([missing.status, missing.body]).toEqual([404, '<p>ありません</p>']);
    expect((await ask(door.port, '/missing', { host })).status).toBe(403);
  });

  it('answers HEAD, conditions and ranges', async () => {
    const head = await ask(door.port, '/', { host, method: 'HEAD' });
    expect([head.status, head.body, head.headers['content-length']]).toEqual([200, '', '13']);
    const etag = String(head.headers['etag']);
    expect((await ask(door.port, '/', { host, headers: { 'if-none-match': etag } })).status).toBe(304);
    const since = { 'if-modified-since': 'Wed, 01 Apr 2026 00:00:00 GMT' };
    expect((await ask(door.port, '/', { host, headers: since })).status).toBe(304);
    const part = await ask(door.port, '/', { host, headers: { range: 'bytes=0-2' } });
    expect([part.status, part.body, part.headers['content-range']]).toEqual([206, '<p>', 'bytes 0-2/13']);
    expect((await ask(door.port, '/', { host, headers: { range: 'bytes=13-' } })).status).toBe(416);
  });

  it('takes no method but GET and HEAD', async () => {
    expect((await ask(door.port, '/', { host, method: 'POST', body: 'x' })).status).toBe(403);
  });
});

describe('the gateway', () => {
  it('gives the function a proxy event', async () => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-forwarded-for': '198.51.100.9',
      cookie: 'a=1',
    };
    const body = 'name=%E7%9B%B8';
    await ask(door.port, '/s/to%2Dken?q=1&q=%E3%81%82', { method: 'POST', headers, body });
    expect(lastEvent()).toMatchObject({
      resource: '/s/{token}',
      path: '/s/to%2Dken',
      httpMethod: 'POST',
      pathParameters: { token: 'to-ken' },
      queryStringParameters: { q: 'あ' },
      multiValueQueryStringParameters: { q: ['1', 'あ'] },
      headers: { 'X-Forwarded-For': '198.51.100.9, 127.0.0.1', cookie: 'a=1', 'x-origin-secret': 'secret' },
      body,
      isBase64Encoded: false,
      requestContext: {
        stage: 'v1',
        resourcePath: '/s/{token}',
        path: '/v1/s/to%2Dken',
        identity: { sourceIp: '127.0.0.1' },
      },
    });
  });

  it('lets no viewer speak as the distribution', async () => {
    const headers = {
      'X-Origin-Secret': 'guess',
      'CloudFront-Viewer-Address': '203.0.113.1:1',
      'CloudFront-Viewer-Country': 'XX',
    };
    await ask(door.port, '/finder', { headers });
    const given = Object.entries(lastEvent().headers).map(([name, value]) => `${name.toLowerCase()}: ${value}`);
    expect(given).toContain('x-origin-secret: secret');
    expect(given.filter((line) => /guess|203\.0\.113\.1|country/.test(line))).toEqual([]);
    expect(given.find((line) => line.startsWith('cloudfront-viewer-address'))).toMatch(/: 127\.0\.0\.1:\d+$/);
  });

  it('hands a binary body over in base64 and gives one back as bytes', async () => {
    answer = (event) => ({
      statusCode: 200,
      headers: { 'Content-Type': 'image/png' },
      isBase64Encoded: true,
      body: event['body'],
    });
    const body = Buffer.from([0xe3, 0x00, 0x41]);
    const headers = { 'content-type': 'application/octet-stream' };
    const given = await ask(door.port, '/console/file', { method: 'PUT', headers, body });
    expect(lastEvent()).toMatchObject({ isBase64Encoded: true, body: '4wBB' });
    expect([given.headers['content-type'], given.headers['content-length'] ?? '3']).toEqual(['image/png', '3']);
  });

  it('keeps several cookies apart and adds the policy of the distribution', async () => {
    answer = () => ({
      statusCode: 303,
      headers: { Location: '/x' },
      multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
    });
    const given = await ask(door.port, '/console/x');
    expect([given.status, given.headers['set-cookie'], given.headers['location']]).toEqual([303, ['a=1', 'b=2'], '/x']);
    expect(given.headers['x-content-type-options']).toBe('nosniff');
  });

  it.each([
    ['throws', () => Promise.reject(new Error('bug'))],
    ['answers without a status', () => ({ body: 'x' })],
    ['answers with more than 6 MB', () => ({ statusCode: 200, body: 'x'.repeat(6 * 1024 * 1024) })],
  ])('says 502 when the function %s', async (_name, given) => {
    answer = given;
    const { status, body } = await ask(door.port, '/console/x');
    expect([status, body]).toEqual([502, '{"message":"Internal server error"}']);
  });

  it('says 504 when the function takes too long', async () => {
    answer = () => new Promise((resolve) => setTimeout(resolve, 200));
    expect((await ask(door.port, '/console/x')).status).toBe(504);
  });

  it.each([
    ['by its length', { 'content-length': String(10 * 1024 * 1024 + 1) }],
    ['in chunks', { 'transfer-encoding': 'chunked' }],
  ])('says 413 to more than 10 MB told %s, without asking the function', async (_name, headers) => {
    const body = Buffer.alloc(10 * 1024 * 1024 + 1, 'x');
    expect((await ask(door.port, '/console/x', { method: 'POST', headers, body })).status).toBe(413);
    expect(invocations).toEqual([]);
  });

  it('says 413 to what would be an event of more than 6 MB', async () => {
    const body = Buffer.alloc(5 * 1024 * 1024, 0xff);
    const headers = { 'content-type': 'application/octet-stream' };
    expect((await ask(door.port, '/console/x', { method: 'POST', headers, body })).status).toBe(413);
  });

  it('treats HEAD as a method of its own', async () => {
    const any = await ask(door.port, '/console/x', { method: 'HEAD' });
    expect([any.status, any.body, lastEvent()['httpMethod']]).toEqual([200, '', 'HEAD']);
    expect((await ask(door.port, '/finder', { method: 'HEAD' })).status).toBe(403);
  });

  it('tells the system’s time, not the machine’s', async () => {
    expect((await ask(door.port, '/finder')).headers['date']).toBe('Wed, 01 Apr 2026 00:00:00 GMT');
  });
});

it('drops a request whose headers are too long', async () => {
  const socket = connect(door.port, '127.0.0.1');
  socket.write(`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'y'.repeat(30_000)}\r\n\r\n`);
  const first = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
  expect(first).toContain('431');
  socket.destroy();
});
