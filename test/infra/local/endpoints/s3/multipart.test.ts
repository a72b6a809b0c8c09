import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytesOf, type S3Host, startS3Host } from './s3-host.ts';

let host: S3Host;
beforeAll(async () => {
  host = await startS3Host();
});
afterAll(() => host.remove());

const mib = 1024 * 1024;
const Bucket = 'plain';
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
const bytes = (size: number, seed = 1) => Buffer.alloc(size, sha256(Buffer.from([seed])));

async function start(Key: string, more: object = { ChecksumAlgorithm: 'CRC32' }) {
  const { UploadId = '' } = await host.client.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }));
  return { Bucket, Key, UploadId };
}
type Upload = Awaited<ReturnType<typeof start>>;

async function sendPart(upload: Upload, PartNumber: number, Body: Buffer, more = {}): Promise<CompletedPart> {
  const { $metadata, ...sent } = await host.client.send(
    new UploadPartCommand({ ...upload, PartNumber, Body, ...more }),
  );
  return { ...sent, PartNumber };
}
const complete = (upload: Upload, Parts: CompletedPart[], more = {}) =>
  host.client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts }, ...more }));
const read = async (Key: string) => bytesOf(await host.client.send(new GetObjectCommand({ Bucket, Key })));

describe('a multipart upload', () => {
  test('split anywhere reads back identical, as a whole and in ranges', { timeout: 30_000 }, async () => {
    const sizes = fc.array(fc.integer({ min: 5 * mib, max: 5 * mib + 4096 }), { maxLength: 2 });
    const cut = fc.double({ min: 0, max: 1, noNaN: true });
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 0, max: 9999 }), cut, async (whole, last, at) => {
        const pieces = [...whole, last].map((size, index) => bytes(size, index));
        const all = Buffer.concat(pieces);
        const upload = await start('split');
        const parts = await Promise.all(pieces.map((piece, index) => sendPart(upload, index + 1, piece)));
        const { ETag } = await complete(upload, parts);
        expect(ETag).toMatch(new RegExp(`-${pieces.length}"$`));
        expect((await read('split')).equals(all)).toBe(true);
        const first = Math.min(Math.floor(at * all.length), Math.max(all.length - 1, 0));
        if (all.length > 0) {
          const ranged = await host.client.send(
            new GetObjectCommand({ Bucket, Key: 'split', Range: `bytes=${first}-` }),
          );
          expect((await bytesOf(ranged)).equals(all.subarray(first))).toBe(true);
        }
      }),
      { numRuns: 4 },
    );
  });

  test('is resumed from what ListParts knows', async () => {
    const pieces = [bytes(5 * mib, 1), bytes(5 * mib, 2), bytes(3, 3)];
    const described = { ContentType: 'video/mp4', Metadata: { by: 'me' } };
    const upload = await start('resumed', { ChecksumAlgorithm: 'CRC32', ...described });
    await sendPart(upload, 1, pieces[0] ?? Buffer.alloc(0));
    await sendPart(upload, 3, pieces[2] ?? Buffer.alloc(0));
    const known = await host.client.send(new ListPartsCommand({ ...upload }));
    expect(known.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
      [1, 5 * mib],
      [3, 3],
    ]);
    const second = await sendPart(upload, 2, pieces[1] ?? Buffer.alloc(0));
    const [first, third] = known.Parts ?? [];
    await complete(upload, [{ ...first }, second, { ...third }]);
    expect((await read('resumed')).equals(Buffer.concat(pieces))).toBe(true);
    const head = await host.client.send(new HeadObjectCommand({ Bucket, Key: 'resumed' }));
    expect(head).toMatchObject({ ContentType: 'video/mp4', Metadata: { by: 'me' } });
  });

  test('lists its parts page by page', async () => {
    const upload = await start('pages');
    for (const number of [1, 2, 5]) await sendPart(upload, number, Buffer.from('x'));
    const first = await host.client.send(new ListPartsCommand({ ...upload, MaxParts: 2 }));
    expect(first).toMatchObject({ IsTruncated: true, NextPartNumberMarker: '2' });
    const next = await host.client.send(new ListPartsCommand({ ...upload, PartNumberMarker: '2' }));
    expect(next.Parts?.map(({ PartNumber }) => PartNumber)).toEqual([5]);
    expect(next.IsTruncated).toBe(false);
  });

  test('takes the last of the parts that were sent with one number', async () => {
    const upload = await start('again');
    const stale = await sendPart(upload, 1, Buffer.from('old'));
    const fresh = await sendPart(upload, 1, Buffer.from('new'));
    await expect(complete(upload, [stale])).rejects.toMatchObject({ name: 'InvalidPart' });
    await complete(upload, [fresh]);
    expect((await read('again')).toString()).toBe('new');
  });

  test.each([
    ['a part but the last is under 5 MiB', [1, 2], 'EntityTooSmall'],
    ['the parts are not ascending', [2, 1], 'InvalidPartOrder'],
    ['a part was never sent', [1, 3], 'InvalidPart'],
    ['no part is named', [], 'MalformedXML'],
  ])('is not completed when %s', async (_, numbers, name) => {
    const upload = await start('refused');
    const sent = new Map([1, 2].map((number) => [number, sendPart(upload, number, Buffer.from(`${number}`))]));
    const any = await sent.get(1);
    const parts = await Promise.all(
      numbers.map(async (number) => (await sent.get(number)) ?? { ...any, PartNumber: number }),
    );
    await expect(complete(upload, parts)).rejects.toMatchObject({ name });
  });

  test('is gone once it is completed or aborted, with all that was not used', async () => {
    const before = host.files().content.length;
    const upload = await start('gone');
    await sendPart(upload, 1, Buffer.from('a'));
    await host.client.send(new AbortMultipartUploadCommand(upload));
    expect(host.files().content).toHaveLength(before);
    await expect(sendPart(upload, 2, Buffer.from('b'))).rejects.toMatchObject({ name: 'NoSuchUpload' });

    const other = await start('used');
    const part = await sendPart(other, 1, Buffer.from('used'));
    await sendPart(other, 2, Buffer.from('unused'));
    await complete(other, [part]);
    expect(host.files().content).toHaveLength(before + 1);
    await expect(complete(other, [part])).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });

  test('happens only where nothing is when it says so', async () => {
    await host.client.send(new PutObjectCommand({ Bucket, Key: 'present', Body: 'x' }));
    const upload = await start('present');
    const part = await sendPart(upload, 1, Buffer.from('y'));
    await expect(complete(upload, [part], { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect((await host.client.send(new ListPartsCommand(upload))).Parts).toHaveLength(1);
  });
});

describe('the checksum of a multipart upload', () => {
  const chosen = { ChecksumAlgorithm: 'SHA256' } as const;

  test("by SHA-256 is the digest of the parts' digests, with their number", async () => {
    const pieces = [bytes(5 * mib, 1), Buffer.from('end')];
    const upload = await start('composite', chosen);
    const parts = await Promise.all(pieces.map((piece, index) => sendPart(upload, index + 1, piece, chosen)));
    const expected = `${sha256(Buffer.concat(pieces.map(sha256))).toString('base64')}-2`;
    await expect(complete(upload, parts, { ChecksumSHA256: `${'A'.repeat(43)}=-2` })).rejects.toMatchObject({
      name: 'BadDigest',
    });
    expect(await complete(upload, parts, { ChecksumSHA256: expected })).toMatchObject({
      ChecksumSHA256: expected,
      ChecksumType: 'COMPOSITE',
    });
    const head = await host.client.send(new HeadObjectCommand({ Bucket, Key: 'composite', ChecksumMode: 'ENABLED' }));
    expect(head).toMatchObject({ ChecksumSHA256: expected, ChecksumType: 'COMPOSITE' });
  });

  test('by a CRC can be that of the whole object', async () => {
    const pieces = [bytes(5 * mib, 1), Buffer.from('end')];
    const algorithm = { ChecksumAlgorithm: 'CRC32' } as const;
    const upload = await start('whole', { ...algorithm, ChecksumType: 'FULL_OBJECT' });
    const parts = await Promise.all(pieces.map((piece, index) => sendPart(upload, index + 1, piece, algorithm)));
    const { ChecksumCRC32 } = await complete(upload, parts, { ChecksumType: 'FULL_OBJECT' });
    const put = new PutObjectCommand({ Bucket, Key: 'single', Body: Buffer.concat(pieces), ...algorithm });
    expect((await host.client.send(put)).ChecksumCRC32).toBe(ChecksumCRC32);
    expect((await read('whole')).length).toBe(5 * mib + 3);
  });

  test('is refused where the algorithm cannot be used for the whole object', async () => {
    await expect(start('impossible', { ...chosen, ChecksumType: 'FULL_OBJECT' })).rejects.toMatchObject({
      name: 'InvalidRequest',
    });
  });

  test('is not taken with a part where the upload names no algorithm, and is made all the same', async () => {
    const upload = await start('unnamed', {});
    await expect(sendPart(upload, 1, Buffer.from('x'))).rejects.toThrow('expected checksum Type: null');
    const url = await getSignedUrl(host.client, new UploadPartCommand({ ...upload, PartNumber: 1 }));
    const bare = new URL(url);
    for (const name of [...bare.searchParams.keys()]) if (name.includes('checksum')) bare.searchParams.delete(name);
    const sent = await fetch(bare, { method: 'PUT', body: 'x' });
    const done = await complete(upload, [{ PartNumber: 1, ETag: sent.headers.get('etag') ?? '' }]);
    expect(done).toMatchObject({ ChecksumType: 'FULL_OBJECT', ChecksumCRC64NVME: expect.any(String) });
  });

  test('must come with each part, be right, and be named again at the end', async () => {
    const upload = await start('checked', chosen);
    const wrong = { ChecksumSHA256: Buffer.alloc(32).toString('base64') };
    await expect(sendPart(upload, 1, Buffer.from('x'), wrong)).rejects.toMatchObject({ name: 'BadDigest' });
    const other = sendPart(upload, 1, Buffer.from('x'), { ChecksumAlgorithm: 'CRC32' });
    await expect(other).rejects.toThrow('expected checksum Type: sha256, actual checksum Type: crc32');
    const { ETag } = await sendPart(upload, 1, Buffer.from('x'), chosen);
    await expect(complete(upload, [{ ETag, PartNumber: 1 }])).rejects.toThrow('missing for part 1');
    await expect(complete(upload, [{ ETag, PartNumber: 1, ...wrong }])).rejects.toMatchObject({ name: 'InvalidPart' });
  });

  test('travels with a presigned part as a browser sends it', async () => {
    const upload = await start('browser', chosen);
    const body = Buffer.from('一部分');
    const ChecksumSHA256 = sha256(body).toString('base64');
    const command = new UploadPartCommand({ ...upload, PartNumber: 1, ChecksumSHA256 });
    const url = await getSignedUrl(host.client, command, { unhoistableHeaders: new Set(['x-amz-checksum-sha256']) });
    const send = (content: Buffer) =>
      fetch(url, {
        method: 'PUT',
        body: new Uint8Array(content),
        headers: { 'x-amz-checksum-sha256': ChecksumSHA256 },
      });
    expect((await send(Buffer.from('別の部分'))).status).toBe(400);
    const answer = await send(body);
    const ETag = answer.headers.get('etag') ?? '';
    await complete(upload, [{ ETag, PartNumber: 1, ChecksumSHA256 }]);
    expect(await read('browser')).toEqual(body);
  });
});

describe('a part copied from an object', () => {
  test('is its range, whatever happens to the source afterwards', async () => {
    const source = bytes(6 * mib, 7);
    await host.client.send(new PutObjectCommand({ Bucket, Key: 'source', Body: source }));
    const upload = await start('joined');
    const copy = (PartNumber: number, CopySourceRange: string) =>
      host.client.send(
        new UploadPartCopyCommand({ ...upload, PartNumber, CopySource: 'plain/source', CopySourceRange }),
      );
    const first = await copy(1, `bytes=0-${5 * mib - 1}`);
    const second = await copy(2, `bytes=${5 * mib}-${6 * mib - 1}`);
    await expect(copy(3, `bytes=0-${6 * mib}`)).rejects.toMatchObject({ name: 'InvalidArgument' });
    await host.client.send(new PutObjectCommand({ Bucket, Key: 'source', Body: 'other' }));
    const part = (PartNumber: number, result: typeof first) => ({ PartNumber, ...result.CopyPartResult });
    await complete(upload, [part(1, first), part(2, second)]);
    expect((await read('joined')).equals(source)).toBe(true);
  });
});
