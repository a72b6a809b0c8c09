/** UploadPart and UploadPartCopy. A part sent again replaces the one before. */
import { xml, xmlDocument } from '../xml.ts';
import { type Checksum, checksumElement, checksumHeader, declaredChecksum, trailerAlgorithm } from './checksums.ts';
import { type Segment, sizeOf, slice } from './content-folder.ts';
import { copySource, largestCopy, measure, sourcePermission } from './copy-source.ts';
import { mostParts, uploadOf } from './multipart-upload.ts';
import { once } from './once.ts';
import { readCopyRange } from './ranges.ts';
import { expectedBody, receiveBody } from './receive-body.ts';
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
import type { Part, Upload } from './upload-table.ts';

function partNumber(call: S3Call): number {
  const number = numberParameter(call, 'partNumber', 1, mostParts);
  if (number === undefined)
    throw new S3Refusal('InvalidArgument', `Part number must be an integer between 1 and ${mostParts}, inclusive`);
  return number;
}

/** A part's checksum must be of the upload's kind: present where the upload names one, absent where it does not. */
function checkAlgorithm(upload: Upload, call: S3Call): void {
  const given = declaredChecksum(call.headers)?.algorithm ?? trailerAlgorithm(call.headers);
  const expected = upload.chosen ? upload.algorithm : undefined;
  if (given === expected) return;
  const [wanted, actual] = [expected, given].map((algorithm) => algorithm?.toLowerCase() ?? 'null');
  throw new S3Refusal(
    'InvalidRequest',
    `Checksum Type mismatch occurred, expected checksum Type: ${wanted}, actual checksum Type: ${actual}`,
  );
}

/** Refuses NoSuchUpload where the upload ended while the part was on its way, and keeps nothing of it. */
async function keepPart(context: S3Context, call: S3Call, part: Part, segments: readonly Segment[]): Promise<void> {
  try {
    const replaced = context.store.transaction(() =>
      context.uploads.putPart(uploadOf(context, call).id, part, segments),
    );
    await context.content.release(replaced);
  } catch (error) {
    await context.content.release(segments);
    throw error;
  }
}

export const uploadPart: Prepare = (context, call, request) => {
  const bucket = bucketOf(context, call.bucket);
  const number = partNumber(call);
  const receive = once(() => {
    const upload = uploadOf(context, call);
    checkAlgorithm(upload, call);
    return receiveBody(
      context.content,
      expectedBody(request.body, call.headers, { secretOf: context.secretOf, usual: upload.algorithm }),
    );
  });

  async function run() {
    const { segments, size, md5, checksum } = await receive();
    const part: Part = {
      number,
      size,
      etag: md5,
      modifiedAt: context.clock.now(),
      checksum: { ...checksum, type: 'FULL_OBJECT' },
    };
    await keepPart(context, call, part, segments);
    return answer(200, { etag: quoted(md5), [checksumHeader(checksum.algorithm)]: checksum.value });
  }

  return { needs: [onObject('PutObject', bucket.name, call.key)], run };
};

export const uploadPartCopy: Prepare = (context, call) => {
  const bucket = bucketOf(context, call.bucket);
  const number = partNumber(call);
  const range = call.headers['x-amz-copy-source-range'];

  async function run() {
    const { algorithm } = uploadOf(context, call);
    const source = copySource(context, call);
    const segments =
      range === undefined ? source.segments : slice(source.segments, readCopyRange(range, source.version.size));
    const size = sizeOf(segments);
    if (size > largestCopy)
      throw new S3Refusal('InvalidRequest', 'The specified copy source is larger than the maximum allowable size');
    return context.content.holding(segments, async () => {
      const { md5, value } = await measure(context, segments, algorithm);
      const checksum: Checksum = { algorithm, type: 'FULL_OBJECT', value };
      const modifiedAt = context.clock.now();
      await keepPart(context, call, { number, size, etag: md5, modifiedAt, checksum }, segments);
      const document = [
        xml('LastModified', isoTime(modifiedAt)),
        xml('ETag', quoted(md5)),
        xml(checksumElement(algorithm), value),
      ];
      return xmlAnswer(xmlDocument('CopyPartResult', document, namespace));
    });
  }

  return { needs: [sourcePermission(call), onObject('PutObject', bucket.name, call.key)], run };
};
