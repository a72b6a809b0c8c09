import { createHash } from 'node:crypto';
import { type ChecksumAlgorithm, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  combineCrc,
  crc32cParameters,
  crc32Parameters,
  crc64nvmeParameters,
  createCrc,
} from '../../../../../infra/local/endpoints/s3/crc.ts';
import { bytesOf, type S3Host, startS3Host } from './s3-host.ts';

let host: S3Host;
beforeAll(async () => {
  host = await startS3Host();
});
afterAll(() => host.remove());

const body = Buffer.from('月次報告');
const put = (Key: string, more = {}) =>
  host.client.send(new PutObjectCommand({ Bucket: 'plain', Key, Body: body, ...more }));

describe('an upload', () => {
  test.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)(
    'with a %s is checked, and the value is given back when it is asked for',
    async (ChecksumAlgorithm: ChecksumAlgorithm) => {
      await put(ChecksumAlgorithm, { ChecksumAlgorithm });
      const command = new GetObjectCommand({ Bucket: 'plain', Key: ChecksumAlgorithm, ChecksumMode: 'ENABLED' });
      const read = await host.client.send(command);
      expect(read).toMatchObject({ ChecksumType: 'FULL_OBJECT', [`Checksum${ChecksumAlgorithm}`]: expect.any(String) });
      expect(await bytesOf(read)).toEqual(body);
    },
  );

  const wrong = {
    4: 'AAAAAA==',
    8: 'AAAAAAAAAAA=',
    20: Buffer.alloc(20).toString('base64'),
    32: Buffer.alloc(32).toString('base64'),
  };
  test.each([
    ['ChecksumCRC32', wrong[4]],
    ['ChecksumCRC32C', wrong[4]],
    ['ChecksumCRC64NVME', wrong[8]],
    ['ChecksumSHA1', wrong[20]],
    ['ChecksumSHA256', wrong[32]],
    ['ContentMD5', Buffer.alloc(16).toString('base64')],
  ])('whose %s is wrong is refused and leaves nothing', async (name, value) => {
    const before = host.files().content.length;
    await expect(put(`wrong-${name}`, { [name]: value })).rejects.toMatchObject({ name: 'BadDigest' });
    expect(host.files()).toMatchObject({ content: { length: before }, incoming: [] });
  });

  test('whose checksum is not of its length is refused', async () => {
    await expect(put('short', { ChecksumSHA256: wrong[4] })).rejects.toMatchObject({ name: 'InvalidRequest' });
  });

  async function raw(headers: Record<string, string>, content: Buffer = body) {
    const response = await fetch(`${host.server.url}/plain/raw`, {
      method: 'PUT',
      headers,
      body: new Uint8Array(content),
    });
    return { status: response.status, code: /<Code>(.*)<\/Code>/.exec(await response.text())?.[1] };
  }

  test('whose signed digest is not that of the body is refused', async () => {
    const right = createHash('sha256').update(body).digest('hex');
    expect(await raw({ 'x-amz-content-sha256': right })).toEqual({ status: 200, code: undefined });
    const other = await raw({ 'x-amz-content-sha256': '0'.repeat(64) });
    expect(other).toEqual({ status: 400, code: 'XAmzContentSHA256Mismatch' });
  });

  const chunked = {
    'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    'x-amz-trailer': 'x-amz-checksum-crc32',
    'x-amz-decoded-content-length': '9',
  };
  test.each([
    ['with the right trailer', '9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n', 200, undefined],
    ['in several chunks', '4\r\n1234\r\n5\r\n56789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n', 200, undefined],
    ['with a wrong trailer', '9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n', 400, 'BadDigest'],
    ['without the announced trailer', '9\r\n123456789\r\n0\r\n\r\n', 400, 'InvalidRequest'],
    ['that ends early', '9\r\n1234', 400, 'IncompleteBody'],
    ['shorter than announced', '4\r\n1234\r\n0\r\nx-amz-checksum-crc32:m+DqoQ==\r\n\r\n', 400, 'IncompleteBody'],
    ['whose chunk is longer than it says', '4\r\n12345\r\n0\r\n\r\n', 400, 'IncompleteBody'],
    ['that is not chunked', 'not chunked at all\r\n', 400, 'InvalidRequest'],
  ])('of aws-chunked %s', async (_, content, status, code) => {
    expect(await raw(chunked, Buffer.from(content))).toEqual({ status, code });
  });
});

describe('a cyclic redundancy check', () => {
  test.each([
    ['CRC32', crc32Parameters, 'cbf43926'],
    ['CRC32C', crc32cParameters, 'e3069283'],
    ['CRC64NVME', crc64nvmeParameters, 'ae8b14860a799888'],
  ])('%s has its published check value, and that of two pieces follows from theirs', (_, parameters, published) => {
    const of = (bytes: Buffer) => {
      const crc = createCrc(parameters);
      crc.update(bytes);
      return crc.digest();
    };
    expect(of(Buffer.from('123456789')).toString('hex')).toBe(published);
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 }), (arrays) => {
        const buffers = arrays.map((array) => Buffer.from(array));
        const combined = combineCrc(
          parameters,
          buffers.map((bytes) => ({ bytes: of(bytes), size: bytes.length })),
        );
        expect(combined.equals(of(Buffer.concat(buffers)))).toBe(true);
      }),
    );
  });
});
