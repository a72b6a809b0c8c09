import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytesOf, type S3Host, startS3Host } from './s3-host.ts';

let host: S3Host;
beforeAll(async () => {
  host = await startS3Host();
});
afterAll(() => host.remove());

const put = (Key: string, Body: string | Buffer, more = {}) =>
  host.client.send(new PutObjectCommand({ Bucket: 'plain', Key, Body, ...more }));
const get = (Key: string, more = {}) => host.client.send(new GetObjectCommand({ Bucket: 'plain', Key, ...more }));

describe('an object', () => {
  test('is read back with its bytes, headers and metadata', async () => {
    const body = Buffer.from('様式第1号');
    const stored = await put('forms/1.html', body, {
      ContentType: 'text/html; charset=utf-8',
      CacheControl: 'max-age=60',
      ContentDisposition: 'inline',
      Metadata: { digest: 'abc' },
    });
    const read = await get('forms/1.html');
    expect(await bytesOf(read)).toEqual(body);
    expect(stored.ETag).toBe(`"${createHash('md5').update(body).digest('hex')}"`);
    expect(read).toMatchObject({
      ETag: stored.ETag,
      ContentType: 'text/html; charset=utf-8',
      CacheControl: 'max-age=60',
      ContentDisposition: 'inline',
      ContentLength: body.length,
      Metadata: { digest: 'abc' },
    });
    expect(read.ContentEncoding).toBeUndefined();
  });

  test.each([
    '0 byte',
    '日本語/様式 第1号.xlsx',
    'a b+c%20d/é?x=1&y#z',
    '//double//slash',
    '絵文字🀄',
    'x'.repeat(1024),
  ])('may have the key %j', async (key) => {
    await put(key, Buffer.from(key === '0 byte' ? '' : key));
    expect((await bytesOf(await get(key))).toString()).toBe(key === '0 byte' ? '' : key);
  });

  test('with a key of more than 1,024 bytes is refused', async () => {
    await expect(put('あ'.repeat(342), 'x')).rejects.toMatchObject({ name: 'KeyTooLongError' });
  });

  test('is replaced by the next one with its key, and the old content leaves the disk', async () => {
    await put('replaced', 'first');
    const before = host.files().content.length;
    await put('replaced', 'second');
    expect((await bytesOf(await get('replaced'))).toString()).toBe('second');
    expect(host.files().content).toHaveLength(before);
  });

  test('that is being read stays whole although it is deleted meanwhile', async () => {
    const body = Buffer.alloc(3_000_000, 'a');
    await put('read-while-deleted', body);
    const read = await get('read-while-deleted');
    await host.client.send(new DeleteObjectCommand({ Bucket: 'plain', Key: 'read-while-deleted' }));
    expect((await bytesOf(read)).equals(body)).toBe(true);
  });

  test('that does not exist is NoSuchKey, and NotFound without a body for HEAD', async () => {
    await expect(get('absent')).rejects.toMatchObject({ name: 'NoSuchKey', $metadata: { httpStatusCode: 404 } });
    const head = host.client.send(new HeadObjectCommand({ Bucket: 'plain', Key: 'absent' }));
    await expect(head).rejects.toMatchObject({ name: 'NotFound' });
  });

  test('in a bucket that does not exist is NoSuchBucket', async () => {
    const elsewhere = host.client.send(new PutObjectCommand({ Bucket: 'absent', Key: 'a', Body: 'a' }));
    await expect(elsewhere).rejects.toMatchObject({ name: 'NoSuchBucket' });
    await expect(host.client.send(new HeadBucketCommand({ Bucket: 'absent' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
    await expect(host.client.send(new HeadBucketCommand({ Bucket: 'plain' }))).resolves.toBeDefined();
  });
});

describe('a read', () => {
  test.each([
    ['bytes=0-0', '0', 'bytes 0-0/10'],
    ['bytes=3-5', '345', 'bytes 3-5/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=8-100', '89', 'bytes 8-9/10'],
  ])('of the range %s answers just that', async (Range, text, contentRange) => {
    await put('digits', '0123456789');
    const read = await get('digits', { Range });
    expect((await bytesOf(read)).toString()).toBe(text);
    expect(read).toMatchObject({
      ContentRange: contentRange,
      ContentLength: text.length,
      $metadata: { httpStatusCode: 206 },
    });
  });

  test('of a range outside the object is InvalidRange', async () => {
    await put('digits', '0123456789');
    await expect(get('digits', { Range: 'bytes=10-' })).rejects.toMatchObject({ name: 'InvalidRange' });
  });

  test('of an unchanged object is 304', async () => {
    const { ETag } = await put('unchanged', 'same');
    await expect(get('unchanged', { IfNoneMatch: ETag })).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    await expect(get('unchanged', { IfMatch: '"other"' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(get('unchanged', { IfMatch: ETag })).resolves.toMatchObject({ ETag });
  });

  test('may replace the headers of the answer', async () => {
    await put('named', 'x');
    const read = await get('named', {
      ResponseContentDisposition: 'attachment; filename="a.txt"',
      ResponseContentType: 'text/plain',
    });
    expect(read).toMatchObject({ ContentDisposition: 'attachment; filename="a.txt"', ContentType: 'text/plain' });
  });

  test('by a presigned URL works without the SDK', async () => {
    await put('presigned', 'by url');
    const url = await getSignedUrl(host.client, new GetObjectCommand({ Bucket: 'plain', Key: 'presigned' }));
    expect(await (await fetch(url)).text()).toBe('by url');
  });
});

describe('a conditional write', () => {
  test('with If-None-Match: * happens only where nothing is', async () => {
    await put('first-only', 'a', { IfNoneMatch: '*' });
    await expect(put('first-only', 'b', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect((await bytesOf(await get('first-only'))).toString()).toBe('a');
  });

  test('of many at once succeeds exactly once', async () => {
    const writes = Array.from({ length: 20 }, (_, n) => put('race', `${n}`, { IfNoneMatch: '*' }));
    const results = await Promise.allSettled(writes);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('with If-Match happens only on that content', async () => {
    const { ETag } = await put('matched', 'a');
    await put('matched', 'b', { IfMatch: ETag });
    await expect(put('matched', 'c', { IfMatch: ETag })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(put('not-there', 'c', { IfMatch: ETag })).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('that is refused leaves no content behind', async () => {
    await put('kept', 'a');
    const before = host.files().content.length;
    await expect(put('kept', 'b', { IfNoneMatch: '*' })).rejects.toThrow();
    expect(host.files()).toMatchObject({ content: { length: before }, incoming: [] });
  });
});

describe('a deletion', () => {
  test('of one object or of many succeeds whether or not they exist', async () => {
    await put('gone/1', '1');
    await put('gone/2', '2');
    const Objects = [{ Key: 'gone/1' }, { Key: 'gone/2' }, { Key: 'gone/3' }];
    const result = await host.client.send(new DeleteObjectsCommand({ Bucket: 'plain', Delete: { Objects } }));
    expect(result.Deleted).toEqual(Objects);
    await expect(get('gone/1')).rejects.toMatchObject({ name: 'NoSuchKey' });
    const again = host.client.send(new DeleteObjectCommand({ Bucket: 'plain', Key: 'gone/1' }));
    await expect(again).resolves.toMatchObject({ $metadata: { httpStatusCode: 204 } });
  });
});

describe('tags', () => {
  test('come with the object or later', async () => {
    await put('tagged', 'x', { Tagging: 'stage=draft&note=%E6%9C%AA' });
    const read = () => host.client.send(new GetObjectTaggingCommand({ Bucket: 'plain', Key: 'tagged' }));
    expect((await read()).TagSet).toEqual([
      { Key: 'stage', Value: 'draft' },
      { Key: 'note', Value: '未' },
    ]);
    const TagSet = [{ Key: 'a&<b>', Value: '' }];
    await host.client.send(new PutObjectTaggingCommand({ Bucket: 'plain', Key: 'tagged', Tagging: { TagSet } }));
    expect((await read()).TagSet).toEqual(TagSet);
    expect((await get('tagged')).TagCount).toBe(1);
  });

  test('are at most ten, each key once', async () => {
    const many = Array.from({ length: 11 }, (_, n) => `k${n}=v`).join('&');
    await expect(put('too-many', 'x', { Tagging: many })).rejects.toMatchObject({ name: 'InvalidTag' });
    await expect(put('twice', 'x', { Tagging: 'a=1&a=2' })).rejects.toMatchObject({ name: 'InvalidTag' });
  });
});

describe('a stream', () => {
  test('of unknown structure is taken chunk by chunk with its checksum as a trailer', async () => {
    const pieces = Array.from({ length: 40 }, (_, n) => Buffer.alloc(65_536, n));
    const Body = Readable.from(pieces);
    const ContentLength = 40 * 65_536;
    await host.client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'streamed', Body, ContentLength }));
    const read = await get('streamed', { ChecksumMode: 'ENABLED' });
    expect(read.ChecksumCRC32).toBeDefined();
    expect((await bytesOf(read)).equals(Buffer.concat(pieces))).toBe(true);
    expect(read.ContentEncoding).toBeUndefined();
  });
});

describe('a call that is run twice', () => {
  test('stores the same bytes both times', async () => {
    const call = await host.endpoint.parse({
      method: 'PUT',
      target: '/plain/twice-run',
      headers: { 'content-length': '5' },
      body: Readable.from([Buffer.from('twice')]),
      caller: { kind: 'function', functionId: 'Test-Function' },
    });
    const answers = await Promise.all([call.run(), call.run()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await bytesOf(await get('twice-run'))).toString()).toBe('twice');
  });
});
