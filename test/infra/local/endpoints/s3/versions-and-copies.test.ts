import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bytesOf, type S3Host, startS3Host } from './s3-host.ts';

let host: S3Host;
beforeAll(async () => {
  host = await startS3Host();
});
afterAll(() => host.remove());
beforeEach(() => {
  host.events.events.length = 0;
});

const put = (Bucket: string, Key: string, Body: string, more = {}) =>
  host.client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const text = async (Bucket: string, Key: string, VersionId?: string) =>
  (await bytesOf(await host.client.send(new GetObjectCommand({ Bucket, Key, VersionId })))).toString();

describe('a versioned bucket', () => {
  test('keeps each version until it is deleted by its id', async () => {
    const first = await put('versions', 'v', '1');
    const second = await put('versions', 'v', '2');
    expect(first.VersionId).not.toBe(second.VersionId);
    expect(await text('versions', 'v', first.VersionId)).toBe('1');
    const gone = await host.client.send(
      new DeleteObjectCommand({ Bucket: 'versions', Key: 'v', VersionId: second.VersionId }),
    );
    expect(gone.VersionId).toBe(second.VersionId);
    expect(await text('versions', 'v')).toBe('1');
    await expect(text('versions', 'v', second.VersionId)).rejects.toMatchObject({ name: 'NoSuchVersion' });
  });

  test('hides a deleted object behind a marker, and shows it again when the marker goes', async () => {
    const { VersionId } = await put('versions', 'hidden', 'x');
    const marker = await host.client.send(new DeleteObjectCommand({ Bucket: 'versions', Key: 'hidden' }));
    expect(marker.DeleteMarker).toBe(true);
    await expect(text('versions', 'hidden')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(text('versions', 'hidden', marker.VersionId)).rejects.toMatchObject({ name: 'MethodNotAllowed' });
    expect(await text('versions', 'hidden', VersionId)).toBe('x');
    await host.client.send(new DeleteObjectCommand({ Bucket: 'versions', Key: 'hidden', VersionId: marker.VersionId }));
    expect(await text('versions', 'hidden')).toBe('x');
  });
});

describe('a bucket with object lock', () => {
  test('does not delete a version before its retention ends', async () => {
    const { VersionId } = await put('locked', 'head', 'h');
    const head = await host.client.send(new HeadObjectCommand({ Bucket: 'locked', Key: 'head' }));
    expect(head.ObjectLockMode).toBe('COMPLIANCE');
    expect(head.ObjectLockRetainUntilDate?.getTime()).toBe(host.clock.now() + 30 * 86_400_000);
    const remove = () => host.client.send(new DeleteObjectCommand({ Bucket: 'locked', Key: 'head', VersionId }));
    await expect(remove()).rejects.toMatchObject({ name: 'AccessDenied' });
    const many = new DeleteObjectsCommand({ Bucket: 'locked', Delete: { Objects: [{ Key: 'head', VersionId }] } });
    expect((await host.client.send(many)).Errors).toMatchObject([{ Key: 'head', Code: 'AccessDenied' }]);

    const before = host.clock.now();
    host.clock.set(before + 30 * 86_400_000);
    await remove();
    await expect(text('locked', 'head')).rejects.toMatchObject({ name: 'NoSuchKey' });
    host.clock.set(before);
  });

  test('writes a new version over a retained one, which stays', async () => {
    const { VersionId } = await put('locked', 'again', '1');
    await put('locked', 'again', '2');
    expect(await text('locked', 'again', VersionId)).toBe('1');
  });

  test('takes nothing without a digest', async () => {
    const response = await fetch(`${host.server.url}/locked/bare`, { method: 'PUT', body: 'x' });
    expect(response.status).toBe(400);
  });
});

describe('a copy', () => {
  test('carries content, metadata and tags, and outlives its source', async () => {
    const Body = '写し';
    await put('quarantine', 'from 様式', Body, {
      ContentType: 'text/plain',
      Metadata: { a: 'b' },
      Tagging: 'scan=clean',
    });
    const files = host.files().content.length;
    const CopySource = `quarantine/${encodeURIComponent('from 様式')}`;
    const copied = await host.client.send(new CopyObjectCommand({ Bucket: 'plain', Key: 'to', CopySource }));
    expect(host.files().content).toHaveLength(files);
    await host.client.send(new DeleteObjectCommand({ Bucket: 'quarantine', Key: 'from 様式' }));
    expect(await text('plain', 'to')).toBe(Body);
    const head = await host.client.send(new HeadObjectCommand({ Bucket: 'plain', Key: 'to' }));
    expect(head).toMatchObject({
      ContentType: 'text/plain',
      Metadata: { a: 'b' },
      ETag: copied.CopyObjectResult?.ETag,
    });
    const tags = await host.client.send(new GetObjectTaggingCommand({ Bucket: 'plain', Key: 'to' }));
    expect(tags.TagSet).toEqual([{ Key: 'scan', Value: 'clean' }]);
  });

  test('may replace metadata and tags', async () => {
    await put('plain', 'source', 'x', { Metadata: { a: 'b' }, Tagging: 'scan=clean' });
    const replaced = { MetadataDirective: 'REPLACE', TaggingDirective: 'REPLACE', ContentType: 'image/png' } as const;
    await host.client.send(
      new CopyObjectCommand({ Bucket: 'plain', Key: 'target', CopySource: 'plain/source', ...replaced }),
    );
    const head = await host.client.send(new HeadObjectCommand({ Bucket: 'plain', Key: 'target' }));
    expect(head).toMatchObject({ ContentType: 'image/png', Metadata: {} });
    expect(head.TagCount).toBeUndefined();
  });

  test('of a multipart object gets the digests of the whole content', async () => {
    const upload = { Bucket: 'plain', Key: 'parts' };
    const { UploadId } = await host.client.send(
      new CreateMultipartUploadCommand({ ...upload, ChecksumAlgorithm: 'SHA256' }),
    );
    const part = await host.client.send(
      new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body: 'whole', ChecksumAlgorithm: 'SHA256' }),
    );
    const { $metadata, ...sent } = part;
    const Parts = [{ ...sent, PartNumber: 1 }];
    await host.client.send(new CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload: { Parts } }));
    const copy = new CopyObjectCommand({
      Bucket: 'plain',
      Key: 'whole',
      CopySource: 'plain/parts',
      ChecksumAlgorithm: 'SHA256',
    });
    const { CopyObjectResult } = await host.client.send(copy);
    const direct = await put('plain', 'direct', 'whole', { ChecksumAlgorithm: 'SHA256' });
    expect(CopyObjectResult).toMatchObject({
      ETag: direct.ETag,
      ChecksumSHA256: direct.ChecksumSHA256,
      ChecksumType: 'FULL_OBJECT',
    });
  });

  test('happens only from the content that was meant', async () => {
    const { ETag } = await put('plain', 'scanned', 'a');
    await put('plain', 'scanned', 'b');
    const copy = (more: object) =>
      host.client.send(new CopyObjectCommand({ Bucket: 'plain', Key: 'copied', CopySource: 'plain/scanned', ...more }));
    await expect(copy({ CopySourceIfMatch: ETag })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await copy({});
    await expect(copy({ IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
  });

  test('onto itself must change something', async () => {
    await put('plain', 'self', 'x');
    const copy = (more: object) =>
      host.client.send(new CopyObjectCommand({ Bucket: 'plain', Key: 'self', CopySource: '/plain/self', ...more }));
    await expect(copy({})).rejects.toMatchObject({ name: 'InvalidRequest' });
    await copy({ MetadataDirective: 'REPLACE', CacheControl: 'no-store' });
    expect(await text('plain', 'self')).toBe('x');
  });

  test('of a version is of that version', async () => {
    const { VersionId } = await put('versions', 'two', '1');
    await put('versions', 'two', '2');
    const CopySource = `versions/two?versionId=${VersionId}`;
    const copied = await host.client.send(new CopyObjectCommand({ Bucket: 'plain', Key: 'one', CopySource }));
    expect(copied.CopySourceVersionId).toBe(VersionId);
    expect(await text('plain', 'one')).toBe('1');
  });
});

describe('the events of a bucket', () => {
  test('say what came to be, in the shape of the real service', async () => {
    const { ETag, VersionId } = await put('versions', 'キー', 'abc');
    expect(host.events.events).toEqual([
      {
        busName: 'default',
        source: 'aws.s3',
        detailType: 'Object Created',
        resources: ['arn:aws:s3:::versions'],
        time: host.clock.now(),
        detail: {
          version: '0',
          bucket: { name: 'versions' },
          object: {
            key: 'キー',
            size: 3,
            etag: ETag?.replaceAll('"', ''),
            'version-id': VersionId,
            sequencer: expect.stringMatching(/^[0-9A-F]{18}$/),
          },
          'request-id': expect.any(String),
          requester: '123456789012',
          'source-ip-address': '127.0.0.1',
          reason: 'PutObject',
        },
      },
    ]);
  });

  test('say what went, and stay silent where nobody asked', async () => {
    await put('plain', 'silent', 'x');
    await put('quarantine', 'gone', 'x');
    await host.client.send(new DeleteObjectCommand({ Bucket: 'quarantine', Key: 'gone' }));
    await host.client.send(new DeleteObjectCommand({ Bucket: 'quarantine', Key: 'gone' }));
    expect(host.events.events.map(({ detailType, detail }) => ({ detailType, detail }))).toMatchObject([
      { detailType: 'Object Created' },
      { detailType: 'Object Deleted', detail: { 'deletion-type': 'Permanently Deleted', object: { key: 'gone' } } },
    ]);
  });

  test('do not happen when the write is refused', async () => {
    await put('quarantine', 'once', 'x');
    await expect(put('quarantine', 'once', 'y', { IfNoneMatch: '*' })).rejects.toThrow();
    expect(host.events.events).toHaveLength(1);
  });
});
