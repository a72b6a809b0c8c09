/** GetObject and HeadObject. */
import type { BucketModel } from '../../model.ts';
import { checksumHeaders } from './checksums.ts';
import { isNotModified } from './conditions.ts';
import type { ByteRange } from './content-folder.ts';
import type { ObjectVersion } from './object-table.ts';
import { readRange } from './ranges.ts';
import type { S3Call } from './s3-call.ts';
import { answer, bucketOf, onObject, type Prepare, quoted, type S3Context, versionHeader } from './s3-context.ts';
import { S3Refusal } from './s3-refusal.ts';

const overrides = [
  'response-content-type',
  'response-content-language',
  'response-expires',
  'response-cache-control',
  'response-content-disposition',
  'response-content-encoding',
];
export const readParameters = ['versionId', ...overrides];

/** The version that a call means. Refuses NoSuchKey, NoSuchVersion and, for a delete marker, what S3 says of it. */
export function findVersion(context: S3Context, bucket: BucketModel, key: string, versionId?: string): ObjectVersion {
  const found =
    versionId === undefined
      ? context.objects.latest(bucket.name, key)
      : context.objects.version(bucket.name, key, versionId);
  if (!found) throw new S3Refusal(versionId === undefined ? 'NoSuchKey' : 'NoSuchVersion');
  if (!found.isMarker) return found;
  const headers = { 'x-amz-delete-marker': 'true', ...versionHeader(bucket, found.versionId) };
  throw versionId === undefined
    ? new S3Refusal('NoSuchKey', undefined, headers)
    : new S3Refusal('MethodNotAllowed', undefined, headers);
}

function overridden({ query }: S3Call): Record<string, string> {
  return Object.fromEntries(
    overrides.flatMap((name) => {
      const value = query.get(name);
      return value === undefined ? [] : [[name.slice('response-'.length), value]];
    }),
  );
}

function describe(bucket: BucketModel, version: ObjectVersion, call: S3Call, range: ByteRange | undefined) {
  const tagCount = Object.keys(version.tags).length;
  const wantsChecksum = call.headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED' && !range;
  const length = range ? range.end - range.start + 1 : version.size;
  return {
    ...version.headers,
    ...overridden(call),
    etag: quoted(version.etag),
    'last-modified': new Date(version.modifiedAt).toUTCString(),
    'accept-ranges': 'bytes',
    'content-length': String(length),
    ...(range ? { 'content-range': `bytes ${range.start}-${range.end}/${version.size}` } : {}),
    ...versionHeader(bucket, version.versionId),
    ...(tagCount > 0 ? { 'x-amz-tagging-count': String(tagCount) } : {}),
    ...(wantsChecksum && version.checksum ? checksumHeaders(version.checksum) : {}),
    ...(version.retainedUntil === null
      ? {}
      : {
          'x-amz-object-lock-mode': 'COMPLIANCE',
          'x-amz-object-lock-retain-until-date': new Date(version.retainedUntil).toISOString(),
        }),
  };
}

function readWith(withBody: boolean): Prepare {
  return (context, call, request) => {
    const bucket = bucketOf(context, call.bucket);
    const versionId = call.query.get('versionId');

    async function run() {
      if (request.caller.kind === 'anonymous' && Object.keys(overridden(call)).length > 0) {
        throw new S3Refusal(
          'InvalidRequest',
          'Request specific response headers cannot be used for anonymous GET requests.',
        );
      }
      const version = findVersion(context, bucket, call.key, versionId);
      if (isNotModified(call.headers, version)) {
        const { etag, 'last-modified': modified } = describe(bucket, version, call, undefined);
        return answer(304, { etag, 'last-modified': modified });
      }
      const range = readRange(call.headers['range'], version.size);
      const headers = describe(bucket, version, call, range);
      const body = withBody ? context.content.read(context.objects.contentOf(version), range) : '';
      return answer(range ? 206 : 200, headers, body);
    }

    return {
      needs: [onObject(versionId === undefined ? 'GetObject' : 'GetObjectVersion', bucket.name, call.key)],
      run,
    };
  };
}

export const getObject: Prepare = readWith(true);
export const headObject: Prepare = readWith(false);
