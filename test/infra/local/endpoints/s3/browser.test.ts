import { GetObjectCommand } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytesOf, origin, type S3Host, startS3Host } from './s3-host.ts';

let host: S3Host;
beforeAll(async () => {
  host = await startS3Host({ caller: { kind: 'anonymous' } });
});
afterAll(() => host.remove());

const Bucket = 'quarantine';

describe("a browser's form", () => {
  const usual: Omit<PresignedPostOptions, 'Bucket'> = {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: S3 itself puts the file's name there
    Key: 'uploads/${filename}',
    Conditions: [
      ['content-length-range', 1, 100],
      ['starts-with', '$Content-Type', 'image/'],
    ],
    Fields: { 'x-amz-meta-by': 'staff' },
    Expires: 600,
  };

  async function post(change: (fields: Record<string, string>) => void, content = 'poster', options = usual) {
    const { url, fields } = await createPresignedPost(host.client, { Bucket, ...options });
    const sent: Record<string, string> = { 'Content-Type': 'image/png', ...fields };
    change(sent);
    const form = new FormData();
    for (const [name, value] of Object.entries(sent)) form.set(name, value);
    form.set('file', new File([content], 'ポスター.png', { type: 'image/png' }));
    const response = await fetch(url, { method: 'POST', body: form, headers: { origin } });
    const text = await response.text();
    return {
      status: response.status,
      code: /<Code>(.*)<\/Code>/.exec(text)?.[1],
      message: /<Message>(.*)<\/Message>/.exec(text)?.[1],
      text,
      headers: response.headers,
    };
  }
  const unchanged = () => undefined;

  test('stores the file under its own name, with the permissions of whoever signed it', async () => {
    expect(await post(unchanged)).toMatchObject({ status: 204 });
    const read = await host.client.send(new GetObjectCommand({ Bucket, Key: 'uploads/ポスター.png' }));
    expect(read).toMatchObject({ ContentType: 'image/png', Metadata: { by: 'staff' } });
    expect((await bytesOf(read)).toString()).toBe('poster');
    expect(host.server.calls.find(({ operation }) => operation === 'PostObject')).toMatchObject({
      caller: { kind: 'presigned', functionId: 'Test-Function' },
      needs: [{ action: 's3:PutObject', resource: 'arn:aws:s3:::quarantine/uploads/ポスター.png' }],
    });
  });

  test('is answered as it asks', async () => {
    const created = await post(unchanged, 'x', { ...usual, Fields: { success_action_status: '201' } });
    expect(created).toMatchObject({ status: 201, text: expect.stringContaining('<Key>uploads/ポスター.png</Key>') });
  });

  test.each<[string, (fields: Record<string, string>) => void, string | undefined, number, string]>([
    ['has another key', (f) => Object.assign(f, { key: 'elsewhere/a' }), undefined, 403, 'AccessDenied'],
    [
      'has another media type',
      (f) => Object.assign(f, { 'Content-Type': 'text/html' }),
      undefined,
      403,
      'AccessDenied',
    ],
    ['lacks a field of the policy', (f) => delete f['x-amz-meta-by'], undefined, 403, 'AccessDenied'],
    [
      'has a field that the policy does not name',
      (f) => Object.assign(f, { 'x-amz-meta-more': '1' }),
      undefined,
      403,
      'AccessDenied',
    ],
    [
      'has another metadata value',
      (f) => Object.assign(f, { 'x-amz-meta-by': 'other' }),
      undefined,
      403,
      'AccessDenied',
    ],
    [
      'has a changed policy',
      (f) =>
        Object.assign(f, {
          Policy: Buffer.from('{"expiration":"2099-01-01T00:00:00Z","conditions":[]}').toString('base64'),
        }),
      undefined,
      403,
      'SignatureDoesNotMatch',
    ],
    [
      'has a changed signature',
      (f) => Object.assign(f, { 'X-Amz-Signature': '0'.repeat(64) }),
      undefined,
      403,
      'SignatureDoesNotMatch',
    ],
    [
      'is signed by a stranger',
      (f) => Object.assign(f, { 'X-Amz-Credential': f['X-Amz-Credential']?.replace('Test-Function', 'Nobody') }),
      undefined,
      403,
      'InvalidAccessKeyId',
    ],
    ['has no policy', (f) => delete f['Policy'], undefined, 400, 'InvalidArgument'],
    ['has no signature', (f) => delete f['X-Amz-Signature'], undefined, 400, 'InvalidArgument'],
    ['has no key', (f) => delete f['key'], undefined, 400, 'InvalidArgument'],
    ['has a file that is too large', () => undefined, 'x'.repeat(101), 400, 'EntityTooLarge'],
    ['has a file that is too small', () => undefined, '', 400, 'EntityTooSmall'],
  ])('is refused when it %s', async (_, change, content, status, code) => {
    const before = host.files().content.length;
    expect(await post(change, content)).toMatchObject({ status, code });
    expect(host.files()).toMatchObject({ content: { length: before }, incoming: [] });
  });

  test('is refused once its policy has expired', async () => {
    const before = host.clock.now();
    host.clock.set(before + 601_000);
    expect(await post(unchanged)).toMatchObject({
      status: 403,
      message: 'Invalid according to Policy: Policy expired.',
    });
    host.clock.set(before);
  });

  test('is refused in another bucket than the one that was signed', async () => {
    const { fields } = await createPresignedPost(host.client, { Bucket, ...usual });
    const form = new FormData();
    for (const [name, value] of Object.entries({ 'Content-Type': 'image/png', ...fields })) form.set(name, value);
    form.set('file', new File(['x'], 'a.png'));
    expect((await fetch(`${host.server.url}/plain`, { method: 'POST', body: form })).status).toBe(403);
  });

  test('that breaks off leaves nothing', async () => {
    const body = '--b\r\nContent-Disposition: form-data; name="key"\r\n\r\na';
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    expect((await fetch(`${host.server.url}/quarantine`, { method: 'POST', headers, body })).status).toBe(400);
  });
});

describe('another origin', () => {
  const preflight = (headers: Record<string, string>, path = '/quarantine/uploads/a') =>
    fetch(host.server.url + path, { method: 'OPTIONS', headers });

  test('may ask before it sends, and sees the ETag', async () => {
    const asked = await preflight({
      origin,
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'x-amz-checksum-sha256, content-type',
    });
    expect(asked.status).toBe(200);
    expect(Object.fromEntries(asked.headers)).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'PUT, POST',
      'access-control-allow-headers': 'x-amz-checksum-sha256, content-type',
      'access-control-expose-headers': 'ETag',
      'access-control-max-age': '600',
    });
    const sent = await fetch(`${host.server.url}/quarantine/uploads/a`, {
      method: 'PUT',
      body: 'x',
      headers: { origin },
    });
    expect(Object.fromEntries(sent.headers)).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-expose-headers': 'ETag',
    });
  });

  test('sees the refusal too', async () => {
    const headers = { origin, 'content-md5': Buffer.alloc(16).toString('base64') };
    const sent = await fetch(`${host.server.url}/quarantine/uploads/a`, { method: 'PUT', body: 'x', headers });
    expect(sent.status).toBe(400);
    expect(sent.headers.get('access-control-allow-origin')).toBe(origin);
  });

  test.each([
    [{ origin: 'https://evil.example', 'access-control-request-method': 'PUT' }, '/quarantine/a'],
    [{ origin, 'access-control-request-method': 'DELETE' }, '/quarantine/a'],
    [{ origin, 'access-control-request-method': 'PUT' }, '/plain/a'],
  ])('that no rule names is refused: %j %s', async (headers, path) => {
    const asked = await preflight(headers, path);
    expect(asked.status).toBe(403);
    expect(asked.headers.get('access-control-allow-origin')).toBeNull();
  });
});
