/** The source of CopyObject and UploadPartCopy: found, checked against its conditions, and measured. */
import type { NeededPermission } from '../../ports.ts';
import { type ChecksumAlgorithm, createDigest } from './checksums.ts';
import { checkCopySource } from './conditions.ts';
import type { Segment } from './content-folder.ts';
import { findVersion } from './get-object.ts';
import type { ObjectVersion } from './object-table.ts';
import { readCopySource, type S3Call } from './s3-call.ts';
import { bucketOf, onObject, type S3Context } from './s3-context.ts';

/** @source Amazon S3 API Reference, CopyObject and UploadPartCopy */
export const largestCopy = 5 * 1024 ** 3;

export interface CopySource {
  readonly version: ObjectVersion;
  readonly segments: readonly Segment[];
}

export function sourcePermission(call: S3Call): NeededPermission {
  const { bucket, key, versionId } = readCopySource(call.headers['x-amz-copy-source'] ?? '');
  return onObject(versionId === undefined ? 'GetObject' : 'GetObjectVersion', bucket, key);
}

/** Refuses NoSuchBucket, NoSuchKey, NoSuchVersion and PreconditionFailed. */
export function copySource(context: S3Context, call: S3Call): CopySource {
  const { bucket, key, versionId } = readCopySource(call.headers['x-amz-copy-source'] ?? '');
  const version = findVersion(context, bucketOf(context, bucket), key, versionId);
  checkCopySource(call.headers, version);
  return { version, segments: context.objects.contentOf(version) };
}

/** Reads the content once for the digests of the copy. */
export async function measure(
  context: S3Context,
  segments: readonly Segment[],
  algorithm: ChecksumAlgorithm,
): Promise<{ readonly md5: string; readonly value: string }> {
  const md5 = createDigest('MD5');
  const checksum = createDigest(algorithm);
  for await (const chunk of context.content.read(segments)) {
    md5.update(chunk);
    checksum.update(chunk);
  }
  return { md5: md5.digest().toString('hex'), value: checksum.digest().toString('base64') };
}
