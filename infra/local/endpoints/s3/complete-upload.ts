/** CompleteMultipartUpload: the listed parts become one object, without moving a byte. */
import { childrenNamed, childText, xml, xmlDocument } from '../xml.ts';
import { addVersion, writtenHeaders } from './add-version.ts';
import { type Checksum, checkedValue, checksumElement, checksumHeader, checksumOfParts } from './checksums.ts';
import { mostParts, uploadOf } from './multipart-upload.ts';
import { readXml } from './object-headers.ts';
import { once } from './once.ts';
import type { S3Call } from './s3-call.ts';
import {
  bucketOf,
  etagOfParts,
  namespace,
  onObject,
  type Prepare,
  quoted,
  type S3Context,
  xmlAnswer,
} from './s3-context.ts';
import { S3Refusal } from './s3-refusal.ts';
import { readSmallBody } from './small-body.ts';
import type { Part, Upload } from './upload-table.ts';

/** Of every part but the last. @source Amazon S3 User Guide, "Amazon S3 multipart upload limits" */
const smallestPart = 5 * 1024 * 1024;

interface ListedPart {
  readonly number: number;
  readonly etag: string;
  readonly checksum: string | undefined;
}

function readList(source: string, { algorithm }: Upload): readonly ListedPart[] {
  const parts = childrenNamed(readXml(source, 'CompleteMultipartUpload'), 'Part').map((part) => {
    const number = Number(childText(part, 'PartNumber'));
    const etag = childText(part, 'ETag')?.replace(/^"(.*)"$/, '$1');
    if (!Number.isInteger(number) || number < 1 || number > mostParts || !etag) throw new S3Refusal('MalformedXML');
    return { number, etag, checksum: childText(part, checksumElement(algorithm)) };
  });
  if (parts.length === 0) throw new S3Refusal('MalformedXML');
  const isAscending = parts.every((part, index) => index === 0 || part.number > (parts[index - 1]?.number ?? 0));
  if (!isAscending) throw new S3Refusal('InvalidPartOrder');
  return parts;
}

function checkPart(upload: Upload, listed: ListedPart, part: Part | undefined): Part {
  if (!part || part.etag !== listed.etag) throw new S3Refusal('InvalidPart');
  if (listed.checksum !== undefined && listed.checksum !== part.checksum.value) throw new S3Refusal('InvalidPart');
  if (listed.checksum === undefined && upload.type === 'COMPOSITE') {
    const name = upload.algorithm.toLowerCase();
    throw new S3Refusal(
      'InvalidRequest',
      `The upload was created using a ${name} checksum. The complete request must include the checksum for each part. It was missing for part ${listed.number} in the request.`,
    );
  }
  return part;
}

function chosenParts(context: S3Context, upload: Upload, listed: readonly ListedPart[]): readonly Part[] {
  const stored = new Map(context.uploads.parts(upload.id).map((part) => [part.number, part]));
  const parts = listed.map((part) => checkPart(upload, part, stored.get(part.number)));
  const isTooSmall = parts.slice(0, -1).some(({ size }) => size < smallestPart);
  if (isTooSmall) throw new S3Refusal('EntityTooSmall');
  return parts;
}

function checkWhole(call: S3Call, checksum: Checksum, size: number): void {
  const { headers } = call;
  const declared = headers[checksumHeader(checksum.algorithm)];
  const plain = (value: string) => value.replace(/-\d+$/, '');
  if (declared !== undefined && plain(checkedValue(checksum.algorithm, declared)) !== plain(checksum.value)) {
    throw new S3Refusal(
      'BadDigest',
      `The ${checksum.algorithm.toLowerCase()} you specified did not match the calculated checksum.`,
    );
  }
  const type = headers['x-amz-checksum-type'];
  if (type !== undefined && type !== checksum.type) {
    throw new S3Refusal(
      'InvalidRequest',
      `The upload was created using the ${checksum.type} checksum mode. The complete request must use the same checksum mode.`,
    );
  }
  const stated = headers['x-amz-mp-object-size'];
  if (stated !== undefined && Number(stated) !== size) {
    throw new S3Refusal('InvalidRequest', 'The provided x-amz-mp-object-size header does not match what was computed.');
  }
}

async function complete(context: S3Context, call: S3Call, source: string) {
  const bucket = bucketOf(context, call.bucket);
  const upload = uploadOf(context, call);
  const parts = chosenParts(context, upload, readList(source, upload));
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const values = parts.map((part) => ({ value: part.checksum.value, size: part.size }));
  const checksum = checksumOfParts(upload.algorithm, upload.type, values);
  checkWhole(call, checksum, size);

  const version = await addVersion(context, bucket, {
    key: upload.key,
    segments: parts.flatMap(({ number }) => context.uploads.contentOf(upload.id, number)),
    size,
    etag: etagOfParts(parts.map(({ etag }) => etag)),
    headers: upload.headers,
    tags: upload.tags,
    checksum,
    reason: 'CompleteMultipartUpload',
    conditions: call.headers,
    alongside: () => context.uploads.remove(upload.id),
  });
  const document = [
    xml('Location', `/${bucket.name}/${encodeURIComponent(upload.key)}`),
    xml('Bucket', bucket.name),
    xml('Key', upload.key),
    xml('ETag', quoted(version.etag)),
    xml(checksumElement(checksum.algorithm), checksum.value),
    xml('ChecksumType', checksum.type),
  ];
  const { etag: _, ...headers } = writtenHeaders(bucket, version);
  return xmlAnswer(xmlDocument('CompleteMultipartUploadResult', document, namespace), headers);
}

export const completeMultipartUpload: Prepare = (context, call, request) => {
  const bucket = bucketOf(context, call.bucket);
  // The x-amz-checksum- headers of this call speak of the object and not of the list of parts.
  const read = once(() => readSmallBody(request.body, call.headers, { checksums: false }));
  const run = async () => complete(context, call, await read());
  return { needs: [onObject('PutObject', bucket.name, call.key)], run };
};
