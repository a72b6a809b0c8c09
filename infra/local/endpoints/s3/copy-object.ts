/** CopyObject: a new version over the same stored bytes. */
import { xml, xmlDocument } from '../xml.ts';
import { type AddedVersion, addVersion, writtenHeaders } from './add-version.ts';
import { algorithmNamed, type Checksum, checksumElement } from './checksums.ts';
import { type CopySource, copySource, largestCopy, measure, sourcePermission } from './copy-source.ts';
import { headerTags, storedHeaders } from './object-headers.ts';
import { readCopySource, type S3Call } from './s3-call.ts';
import {
  bucketOf,
  isoTime,
  namespace,
  onObject,
  type Prepare,
  quoted,
  type S3Context,
  versionHeader,
  xmlAnswer,
} from './s3-context.ts';
import { S3Refusal } from './s3-refusal.ts';

type Directive = 'COPY' | 'REPLACE';

function directive(call: S3Call, name: string): Directive {
  const value = call.headers[name] ?? 'COPY';
  if (value !== 'COPY' && value !== 'REPLACE') throw new S3Refusal('InvalidArgument', `Unknown ${name}.`);
  return value;
}

function checkCopy(call: S3Call, { version }: CopySource): void {
  if (version.size > largestCopy) {
    throw new S3Refusal(
      'InvalidRequest',
      'The specified copy source is larger than the maximum allowable size for a copy source: 5368709120',
    );
  }
  const isItself = version.bucket === call.bucket && version.key === call.key;
  if (isItself && directive(call, 'x-amz-metadata-directive') === 'COPY') {
    throw new S3Refusal(
      'InvalidRequest',
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
}

/** A composite checksum or a multipart ETag of the source says nothing of a copy in one piece: then it is read again. */
async function digestsOf(context: S3Context, call: S3Call, { version, segments }: CopySource) {
  const named = call.headers['x-amz-checksum-algorithm'];
  const present = version.checksum?.type === 'FULL_OBJECT' ? version.checksum : undefined;
  const algorithm = named === undefined ? (version.checksum?.algorithm ?? 'CRC64NVME') : algorithmNamed(named);
  const isKnown = present?.algorithm === algorithm && !version.etag.includes('-');
  if (isKnown) return { etag: version.etag, checksum: present };
  const { md5, value } = await measure(context, segments, algorithm);
  const checksum: Checksum = { algorithm, type: 'FULL_OBJECT', value };
  return { etag: md5, checksum };
}

function copiedTags(call: S3Call, { version }: CopySource): Readonly<Record<string, string>> {
  return directive(call, 'x-amz-tagging-directive') === 'COPY'
    ? version.tags
    : headerTags(call.headers['x-amz-tagging']);
}

function copiedHeaders(call: S3Call, { version }: CopySource): Readonly<Record<string, string>> {
  return directive(call, 'x-amz-metadata-directive') === 'COPY' ? version.headers : storedHeaders(call.headers);
}

/** Copying tags needs the permissions to read and to write them, as soon as the source has any. */
function tagPermissions(context: S3Context, call: S3Call) {
  const { bucket, key, versionId } = readCopySource(call.headers['x-amz-copy-source'] ?? '');
  const source =
    versionId === undefined ? context.objects.latest(bucket, key) : context.objects.version(bucket, key, versionId);
  const put = onObject('PutObjectTagging', call.bucket, call.key);
  if (directive(call, 'x-amz-tagging-directive') === 'REPLACE') return call.headers['x-amz-tagging'] ? [put] : [];
  const hasTags = Object.keys(source?.tags ?? {}).length > 0;
  const get = onObject(versionId === undefined ? 'GetObjectTagging' : 'GetObjectVersionTagging', bucket, key);
  return hasTags ? [get, put] : [];
}

export const copyObject: Prepare = (context, call) => {
  const bucket = bucketOf(context, call.bucket);

  async function run() {
    const source = copySource(context, call);
    checkCopy(call, source);
    return context.content.holding(source.segments, async () => {
      const { etag, checksum } = await digestsOf(context, call, source);
      const added: AddedVersion = {
        key: call.key,
        segments: source.segments,
        size: source.version.size,
        etag,
        checksum,
        headers: copiedHeaders(call, source),
        tags: copiedTags(call, source),
        reason: 'CopyObject',
        conditions: call.headers,
      };
      const version = await addVersion(context, bucket, added);
      const from = versionHeader(bucketOf(context, source.version.bucket), source.version.versionId);
      const document = xmlDocument(
        'CopyObjectResult',
        [
          xml('LastModified', isoTime(version.modifiedAt)),
          xml('ETag', quoted(etag)),
          xml('ChecksumType', checksum.type),
          xml(checksumElement(checksum.algorithm), checksum.value),
        ],
        namespace,
      );
      const { etag: _, ...headers } = writtenHeaders(bucket, version);
      const fromHeader = from['x-amz-version-id'];
      return xmlAnswer(document, { ...headers, ...(fromHeader ? { 'x-amz-copy-source-version-id': fromHeader } : {}) });
    });
  }

  return {
    needs: [sourcePermission(call), onObject('PutObject', bucket.name, call.key), ...tagPermissions(context, call)],
    run,
  };
};
