/** The one place where an object comes to be: its row, its event and its scan in one transaction. */
import type { BucketModel } from '../../model.ts';
import type { Checksum } from './checksums.ts';
import { checkWrite } from './conditions.ts';
import type { Segment } from './content-folder.ts';
import { announceCreation, type CreationReason } from './object-events.ts';
import type { ObjectVersion } from './object-table.ts';
import { newVersionId, quoted, type S3Context, versionHeader } from './s3-context.ts';
import { S3Refusal } from './s3-refusal.ts';

const dayMs = 86_400_000;

type Headers = Readonly<Record<string, string>>;

export interface AddedVersion {
  readonly key: string;
  readonly segments: readonly Segment[];
  readonly size: number;
  readonly etag: string;
  readonly headers: Headers;
  readonly tags: Readonly<Record<string, string>>;
  readonly checksum: Checksum | null;
  readonly reason: CreationReason;
  /** The request's headers: `If-None-Match` and `If-Match` are decided against what is there at the commit. */
  readonly conditions: Headers;
  /** What else the transaction does; answers content that may be released afterwards. */
  readonly alongside?: () => readonly Segment[];
}

/** The retention of a new version: the bucket's default rule, which nobody can shorten. */
function retainedUntil({ objectLockDays }: BucketModel, now: number): number | null {
  return objectLockDays === undefined ? null : now + objectLockDays * dayMs;
}

/** A bucket with object lock takes a body only with a digest that the caller made. */
export function checkLockedBucket({ objectLockDays }: BucketModel, headers: Headers): void {
  if (objectLockDays === undefined) return;
  const hasDigest = Object.keys(headers).some((name) => name.startsWith('x-amz-checksum-') || name === 'content-md5');
  if (hasDigest || headers['x-amz-trailer'] !== undefined) return;
  throw new S3Refusal(
    'InvalidRequest',
    'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters',
  );
}

/** Makes the version durable. Refuses PreconditionFailed, and then keeps nothing of the content. */
export async function addVersion(context: S3Context, bucket: BucketModel, added: AddedVersion): Promise<ObjectVersion> {
  const { store, objects, content, clock } = context;
  const { reason, conditions, alongside, ...rest } = added;
  try {
    const { version, unused } = store.transaction(() => {
      const present = objects.latest(bucket.name, added.key);
      checkWrite(conditions, present?.isMarker ? undefined : present);
      const now = clock.now();
      const { version, replaced } = objects.add({
        ...rest,
        bucket: bucket.name,
        versionId: newVersionId(bucket),
        isMarker: false,
        modifiedAt: now,
        retainedUntil: retainedUntil(bucket, now),
      });
      const others = alongside?.() ?? [];
      announceCreation(context, bucket, version, reason);
      return { version, unused: [...replaced, ...others] };
    });
    await content.release(unused);
    return version;
  } catch (error) {
    await content.release(added.segments);
    throw error;
  }
}

/** What a write answers in its headers. */
export function writtenHeaders(bucket: BucketModel, version: ObjectVersion): Record<string, string> {
  return {
    etag: quoted(version.etag),
    ...versionHeader(bucket, version.versionId),
    'x-amz-server-side-encryption': version.headers['x-amz-server-side-encryption'] ?? 'AES256',
  };
}
