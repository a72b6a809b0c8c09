/** CreateMultipartUpload, AbortMultipartUpload and ListParts. */
import { randomBytes } from 'node:crypto';
import { xml, xmlDocument } from '../xml.ts';
import { algorithmNamed, checksumElement, checksumTypeFor } from './checksums.ts';
import { headerTags, storedHeaders } from './object-headers.ts';
import { numberParameter, type S3Call } from './s3-call.ts';
import {
  answer,
  bucketOf,
  isoTime,
  namespace,
  onObject,
  type Prepare,
  quoted,
  type S3Context,
  xmlAnswer,
} from './s3-context.ts';
import { S3Refusal } from './s3-refusal.ts';
import type { Upload } from './upload-table.ts';

/** @source Amazon S3 User Guide, "Amazon S3 multipart upload limits" */
export const mostParts = 10_000;
const mostListed = 1000;

/** The upload that a call names. Refuses NoSuchUpload. */
export function uploadOf(context: S3Context, call: S3Call): Upload {
  const upload = context.uploads.find(call.query.get('uploadId') ?? '');
  if (upload?.bucket !== call.bucket || upload.key !== call.key) throw new S3Refusal('NoSuchUpload');
  return upload;
}

export const createMultipartUpload: Prepare = (context, call) => {
  const bucket = bucketOf(context, call.bucket);
  const { headers, key } = call;
  const named = headers['x-amz-checksum-algorithm'];
  const algorithm = named === undefined ? 'CRC64NVME' : algorithmNamed(named);
  const upload = {
    bucket: bucket.name,
    key,
    headers: storedHeaders(headers),
    tags: headerTags(headers['x-amz-tagging']),
    algorithm,
    type: checksumTypeFor(algorithm, headers['x-amz-checksum-type']),
    chosen: named !== undefined,
  };

  async function run() {
    const id = randomBytes(48).toString('base64url');
    context.store.transaction(() => context.uploads.start({ ...upload, id }, context.clock.now()));
    const document = [xml('Bucket', bucket.name), xml('Key', key), xml('UploadId', id)];
    const chosen: Record<string, string> = upload.chosen
      ? { 'x-amz-checksum-algorithm': upload.algorithm, 'x-amz-checksum-type': upload.type }
      : {};
    return xmlAnswer(xmlDocument('InitiateMultipartUploadResult', document, namespace), chosen);
  }

  const mayTag = headers['x-amz-tagging'] === undefined ? [] : [onObject('PutObjectTagging', bucket.name, key)];
  return { needs: [onObject('PutObject', bucket.name, key), ...mayTag], run };
};

export const abortMultipartUpload: Prepare = (context, call) => {
  const bucket = bucketOf(context, call.bucket);

  async function run() {
    const unused = context.store.transaction(() => context.uploads.remove(uploadOf(context, call).id));
    await context.content.release(unused);
    return answer(204, {});
  }

  return { needs: [onObject('AbortMultipartUpload', bucket.name, call.key)], run };
};

export const listParts: Prepare = (context, call) => {
  const bucket = bucketOf(context, call.bucket);
  const marker = numberParameter(call, 'part-number-marker', 0, 2 ** 31 - 1) ?? 0;
  const limit = Math.min(numberParameter(call, 'max-parts', 0, 2 ** 31 - 1) ?? mostListed, mostListed);

  async function run() {
    const upload = uploadOf(context, call);
    const found = context.uploads.parts(upload.id, marker, limit + 1);
    const parts = found.slice(0, limit);
    const document = [
      xml('Bucket', bucket.name),
      xml('Key', call.key),
      xml('UploadId', upload.id),
      xml('StorageClass', 'STANDARD'),
      xml('PartNumberMarker', marker),
      xml('NextPartNumberMarker', parts.at(-1)?.number ?? 0),
      xml('MaxParts', limit),
      xml('IsTruncated', found.length > limit),
      ...(upload.chosen ? [xml('ChecksumAlgorithm', upload.algorithm), xml('ChecksumType', upload.type)] : []),
      ...parts.map((part) =>
        xml('Part', [
          xml('PartNumber', part.number),
          xml('LastModified', isoTime(part.modifiedAt)),
          xml('ETag', quoted(part.etag)),
          xml('Size', part.size),
          xml(checksumElement(part.checksum.algorithm), part.checksum.value),
        ]),
      ),
    ];
    return xmlAnswer(xmlDocument('ListPartsResult', document, namespace));
  }

  return { needs: [onObject('ListMultipartUploadParts', bucket.name, call.key)], run };
};
