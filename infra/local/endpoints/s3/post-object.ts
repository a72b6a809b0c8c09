/** The upload by a browser's form, without JavaScript. */
import type { BucketModel } from '../../model.ts';
import { xml, xmlDocument } from '../xml.ts';
import { addVersion, writtenHeaders } from './add-version.ts';
import { type ChecksumAlgorithm, declaredChecksum } from './checksums.ts';
import { documentTags, storedHeaders } from './object-headers.ts';
import { once } from './once.ts';
import { type PostForm, readPostForm } from './post-form.ts';
import { type AllowedPost, checkPostPolicy } from './post-policy.ts';
import { type ExpectedBody, receiveBody } from './receive-body.ts';
import { answer, bucketOf, onObject, type Prepare, quoted, type S3Context } from './s3-context.ts';
import { notImplemented, S3Refusal } from './s3-refusal.ts';

const ownFields = new Set(['key', 'bucket', 'policy', 'tagging', 'success_action_status', 'success_action_redirect']);
const usualAlgorithm: ChecksumAlgorithm = 'CRC64NVME';

function keyOf({ fields, fileName }: PostForm): string {
  const key = fields.get('key');
  if (!key) throw new S3Refusal('InvalidArgument', "Bucket POST must contain a field named 'key'.");
  const name = fileName.split(/[\\/]/).at(-1) ?? '';
  return key.replaceAll(/\$\{filename\}/g, () => name);
}

/** The fields that stand for headers of a PutObject. */
function headersOf({ fields, fileType }: PostForm): Record<string, string> {
  const unknown = [...fields.keys()].filter((name) =>
    /^(acl|x-amz-(storage-class|website|object-lock|grant))/.test(name),
  );
  if (unknown.length > 0) throw notImplemented(`the form field ${unknown[0]}`);
  const given = Object.fromEntries([...fields].filter(([name]) => !ownFields.has(name)));
  return fileType === undefined ? given : { 'content-type': fileType, ...given };
}

function expected(form: PostForm, headers: Record<string, string>, { least, most }: AllowedPost): ExpectedBody {
  const declared = declaredChecksum(headers);
  return {
    bytes: form.file,
    trailers: new Map(),
    size: undefined,
    sha256: undefined,
    md5: undefined,
    declared,
    isTrailed: false,
    algorithm: declared?.algorithm ?? usualAlgorithm,
    least,
    most,
  };
}

function reply(bucket: BucketModel, { fields }: PostForm, key: string, headers: Record<string, string>) {
  const location = `/${bucket.name}/${encodeURIComponent(key)}`;
  const redirect = fields.get('success_action_redirect');
  if (redirect && URL.canParse(redirect)) {
    const target = new URL(redirect);
    target.searchParams.set('bucket', bucket.name);
    target.searchParams.set('key', key);
    target.searchParams.set('etag', headers['etag'] ?? '');
    return answer(303, { ...headers, location: target.href });
  }
  const status = fields.get('success_action_status');
  if (status === '200') return answer(200, { ...headers, location });
  if (status !== '201') return answer(204, { ...headers, location });
  const document = [
    xml('Location', location),
    xml('Bucket', bucket.name),
    xml('Key', key),
    xml('ETag', headers['etag']),
  ];
  return answer(
    201,
    { ...headers, location, 'content-type': 'application/xml' },
    xmlDocument('PostResponse', document),
  );
}

async function store(context: S3Context, bucket: BucketModel, form: PostForm, key: string, allowed: AllowedPost) {
  const headers = headersOf(form);
  const tagging = form.fields.get('tagging');
  const tags = tagging === undefined ? {} : documentTags(tagging);
  const { segments, size, md5, checksum } = await receiveBody(context.content, expected(form, headers, allowed));
  const version = await addVersion(context, bucket, {
    key,
    segments,
    size,
    etag: md5,
    headers: storedHeaders(headers),
    tags,
    checksum: { ...checksum, type: 'FULL_OBJECT' },
    reason: 'POST Object',
    conditions: {},
  });
  return reply(bucket, form, key, { ...writtenHeaders(bucket, version), etag: quoted(md5) });
}

/** The form says who signed it, so its fields are read before the permissions are known; the file is not. */
export const postObject: Prepare = async (context, call, request) => {
  const bucket = bucketOf(context, call.bucket);
  const form = await readPostForm(request.body, call.headers['content-type'] ?? '');
  const key = keyOf(form);
  const fields = new Map(form.fields).set('key', key).set('bucket', bucket.name);
  const allowed = checkPostPolicy(fields, { secretOf: context.secretOf, now: context.clock.now() });
  const mayTag = form.fields.has('tagging') ? [onObject('PutObjectTagging', bucket.name, key)] : [];
  return {
    caller: { kind: 'presigned', functionId: allowed.functionId },
    needs: [onObject('PutObject', bucket.name, key), ...mayTag],
    run: once(() => store(context, bucket, form, key, allowed)),
  };
};
