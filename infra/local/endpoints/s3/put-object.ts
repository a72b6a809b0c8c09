/** PutObject: one body, streamed to the disk and checked before the row exists. */
import { addVersion, checkLockedBucket, writtenHeaders } from './add-version.ts';
import { type Checksum, checksumHeaders } from './checksums.ts';
import { headerTags, storedHeaders } from './object-headers.ts';
import { once } from './once.ts';
import { expectedBody, receiveBody } from './receive-body.ts';
import { answer, bucketOf, onObject, type Prepare } from './s3-context.ts';

export const putObject: Prepare = (context, call, request) => {
  const bucket = bucketOf(context, call.bucket);
  const { headers, key } = call;
  const tags = headerTags(headers['x-amz-tagging']);
  const receive = once(() => {
    checkLockedBucket(bucket, headers);
    return receiveBody(context.content, expectedBody(request.body, headers, context));
  });

  async function run() {
    const { segments, size, md5, checksum: found } = await receive();
    const checksum: Checksum = { ...found, type: 'FULL_OBJECT' };
    const version = await addVersion(context, bucket, {
      key,
      segments,
      size,
      etag: md5,
      headers: storedHeaders(headers),
      tags,
      checksum,
      reason: 'PutObject',
      conditions: headers,
    });
    return answer(200, { ...writtenHeaders(bucket, version), ...checksumHeaders(checksum) });
  }

  const mayTag = headers['x-amz-tagging'] === undefined ? [] : [onObject('PutObjectTagging', bucket.name, key)];
  return { needs: [onObject('PutObject', bucket.name, key), ...mayTag], run };
};
