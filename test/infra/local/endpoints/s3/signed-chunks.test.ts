import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type S3Host, secret, startS3Host } from './s3-host.ts';

let host: S3Host;
beforeAll(async () => {
  host = await startS3Host();
});
afterAll(() => host.remove());

const at = '20260601T000000Z';
const scope = '20260601/ap-northeast-1/s3/aws4_request';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const key = ['20260601', 'ap-northeast-1', 's3', 'aws4_request'].reduce<string | Buffer>(
  (made, part) => hmac(made, part),
  `AWS4${secret}`,
);

/** The chain as the real service documents it, written a second time. */
function signedBody(chunks: readonly string[], trailer?: string) {
  let previous = 'a'.repeat(64);
  const sign = (kind: string, ...digests: string[]) => {
    previous = hmac(key, [`AWS4-HMAC-SHA256-${kind}`, at, scope, previous, ...digests].join('\n')).toString('hex');
    return previous;
  };
  const parts = [...chunks, ''].map((chunk) => {
    const head = `${chunk.length.toString(16)};chunk-signature=${sign('PAYLOAD', sha256(''), sha256(chunk))}\r\n`;
    return head + (chunk === '' ? '' : `${chunk}\r\n`);
  });
  const end = trailer
    ? `${trailer}\r\nx-amz-trailer-signature:${sign('TRAILER', sha256(`${trailer}\n`))}\r\n\r\n`
    : '\r\n';
  return parts.join('') + end;
}

async function send(body: string, more: Record<string, string> = {}) {
  const response = await fetch(`${host.server.url}/plain/signed`, {
    method: 'PUT',
    body,
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=Test-Function/${scope}, SignedHeaders=host, Signature=${'a'.repeat(64)}`,
      'x-amz-date': at,
      'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
      'x-amz-decoded-content-length': '9',
      ...more,
    },
  });
  return { status: response.status, code: /<Code>(.*)<\/Code>/.exec(await response.text())?.[1] };
}

test('chunks that are signed in a chain are taken', async () => {
  expect(await send(signedBody(['1234', '56789']))).toEqual({ status: 200, code: undefined });
});

test('a chunk that was changed is refused', async () => {
  const changed = signedBody(['1234', '56789']).replace('56789', '56780');
  expect(await send(changed)).toEqual({ status: 403, code: 'SignatureDoesNotMatch' });
});

test('chunks in another order are refused', async () => {
  const [first = '', , second = '', , ...rest] = signedBody(['1234', '5678']).split(/(?<=\r\n)/);
  expect(
    await send([second, '5678\r\n', first, '1234\r\n', ...rest].join(''), { 'x-amz-decoded-content-length': '8' }),
  ).toEqual({
    status: 403,
    code: 'SignatureDoesNotMatch',
  });
});

test('a trailer is signed as well', async () => {
  const headers = {
    'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
    'x-amz-trailer': 'x-amz-checksum-crc32',
  };
  const body = signedBody(['123456789'], 'x-amz-checksum-crc32:y/Q5Jg==');
  expect(await send(body, headers)).toEqual({ status: 200, code: undefined });
  const changed = body.replace(/(trailer-signature:)..../, '$10000');
  expect(await send(changed, headers)).toEqual({ status: 403, code: 'SignatureDoesNotMatch' });
});
