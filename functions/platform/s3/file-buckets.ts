/** Quarantine and the private bucket behind our `FileStorage`. */
import { createHash } from 'node:crypto';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { FileStorage, Inspected, Part } from '../../../shared/assets/file-storage.ts';

export interface FileBucketNames {
  readonly quarantine: string;
  readonly private: string;
}

const linkSeconds = 15 * 60;
const firstBytes = 8192;

/** The browser sends the part's own SHA-256; a CRC that the SDK would add could not be known when signing. */
export function createFileBuckets(
  names: FileBucketNames,
  s3: S3Client = new S3Client({ maxAttempts: 4, requestChecksumCalculation: 'WHEN_REQUIRED' }),
): FileStorage {
  const inQuarantine = (Key: string) => ({ Bucket: names.quarantine, Key });
  return {
    async uploadOrigin() {
      return new URL(await getSignedUrl(s3, new PutObjectCommand(inQuarantine('origin')))).origin;
    },
    async putInQuarantine(key, bytes) {
      const ChecksumSHA256 = createHash('sha256').update(bytes).digest('base64');
      await s3.send(new PutObjectCommand({ ...inQuarantine(key), Body: bytes, ChecksumSHA256 }));
    },
    async beginParts(key) {
      const begun = await s3.send(
        new CreateMultipartUploadCommand({ ...inQuarantine(key), ChecksumAlgorithm: 'SHA256' }),
      );
      if (begun.UploadId === undefined) throw new Error('the storage began no upload');
      return { uploadId: begun.UploadId };
    },
    linkForPart(key, UploadId, { partNumber, sha256 }) {
      const command = new UploadPartCommand({
        ...inQuarantine(key),
        UploadId,
        PartNumber: partNumber,
        ChecksumSHA256: sha256,
      });
      return getSignedUrl(s3, command, {
        expiresIn: linkSeconds,
        unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
      });
    },
    partsOf: (key, uploadId) => partsOf(s3, { ...inQuarantine(key), UploadId: uploadId }),
    completeParts: (key, uploadId, parts) => completeParts(s3, { ...inQuarantine(key), UploadId: uploadId }, parts),
    inspectScanned: (key, etag) =>
      ifThere(async () =>
        digestOf((await s3.send(new GetObjectCommand({ ...inQuarantine(key), IfMatch: etag }))).Body),
      ),
    releaseScanned: (from, to, etag) => ifThere(() => copy(s3, names, { from, to, etag })),
    async removeFromQuarantine(key) {
      await s3.send(new DeleteObjectCommand(inQuarantine(key)));
    },
  };
}

interface Upload {
  readonly Bucket: string;
  readonly Key: string;
  readonly UploadId: string;
}

async function partsOf(s3: S3Client, upload: Upload): Promise<Part[] | undefined> {
  try {
    return await listParts(s3, upload);
  } catch (fault) {
    if (fault instanceof Error && fault.name === 'NoSuchUpload') return undefined;
    throw fault;
  }
}

async function listParts(s3: S3Client, upload: Upload): Promise<Part[]> {
  const parts: Part[] = [];
  let marker: string | undefined;
  do {
    const page = await s3.send(
      new ListPartsCommand({ ...upload, ...(marker === undefined ? {} : { PartNumberMarker: marker }) }),
    );
    for (const { PartNumber, ETag, ChecksumSHA256 } of page.Parts ?? []) {
      if (PartNumber !== undefined && ETag !== undefined && ChecksumSHA256 !== undefined) {
        parts.push({ partNumber: PartNumber, etag: ETag, sha256: ChecksumSHA256 });
      }
    }
    marker = page.IsTruncated === true ? page.NextPartNumberMarker : undefined;
  } while (marker !== undefined);
  return parts;
}

/** A second completion finds the upload gone and the object there: that is what the first one made. */
async function completeParts(s3: S3Client, upload: Upload, parts: readonly Part[]): Promise<boolean> {
  const Parts = [...parts]
    .sort((a, b) => a.partNumber - b.partNumber)
    .map(({ partNumber, etag, sha256 }) => ({ PartNumber: partNumber, ETag: etag, ChecksumSHA256: sha256 }));
  try {
    await s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
    return true;
  } catch (fault) {
    if (!(fault instanceof Error)) throw fault;
    if (fault.name === 'NoSuchUpload') return (await etagAt(s3, upload)) !== undefined;
    if (refusedParts.has(fault.name)) return false;
    throw fault;
  }
}

const refusedParts: ReadonlySet<string> = new Set([
  'InvalidPart',
  'InvalidPartOrder',
  'EntityTooSmall',
  'BadDigest',
  'InvalidRequest',
]);

async function etagAt(s3: S3Client, { Bucket, Key }: { Bucket: string; Key: string }): Promise<string | undefined> {
  try {
    return (await s3.send(new HeadObjectCommand({ Bucket, Key }))).ETag;
  } catch (fault) {
    if (isAbsent(fault)) return undefined;
    throw fault;
  }
}

/** Without the right to list, an absent object is answered as forbidden. */
function isAbsent(fault: unknown): boolean {
  return fault instanceof Error && ['NotFound', 'NoSuchKey', 'Forbidden', 'AccessDenied', '403'].includes(fault.name);
}

async function copy(
  s3: S3Client,
  names: FileBucketNames,
  { from, to, etag }: { readonly from: string; readonly to: string; readonly etag: string },
): Promise<'released'> {
  const CopySource = `${names.quarantine}/${from.split('/').map(encodeURIComponent).join('/')}`;
  // The scanner's tag stays behind: copying it would need the right to read tags.
  const target = { Bucket: names.private, Key: to, TaggingDirective: 'REPLACE' } as const;
  await s3.send(new CopyObjectCommand({ ...target, CopySource, CopySourceIfMatch: etag }));
  return 'released';
}

async function ifThere<Answer>(ask: () => Promise<Answer>): Promise<Answer | 'changed' | 'gone'> {
  try {
    return await ask();
  } catch (fault) {
    if (fault instanceof Error && fault.name === 'PreconditionFailed') return 'changed';
    if (isAbsent(fault)) return 'gone';
    throw fault;
  }
}

async function digestOf(body: unknown): Promise<Inspected> {
  if (!isChunked(body)) throw new Error('the storage gave no readable body');
  const hash = createHash('sha256');
  let sizeBytes = 0;
  let head = Buffer.alloc(0);
  for await (const chunk of body) {
    hash.update(chunk);
    sizeBytes += chunk.byteLength;
    if (head.byteLength < firstBytes) head = Buffer.concat([head, chunk]).subarray(0, firstBytes);
  }
  return { sha256: hash.digest('hex'), sizeBytes, firstBytes: head };
}

function isChunked(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
