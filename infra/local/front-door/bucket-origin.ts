/** A bucket behind CloudFront with origin access control: objects by key, with conditions and ranges. */
import type { BucketModel } from '../model.ts';
import type { ObjectReader, StoredObject } from '../ports.ts';
import { type Answer, headerOf, type Visit } from './visit.ts';

export interface BucketOrigin {
  answer(visit: Visit, key: string): Promise<Answer>;
}

export function createBucketOrigin(bucket: BucketModel, objects: ObjectReader): BucketOrigin {
  const mayList = bucket.policy.some(
    ({ effect, actions }) => effect === 'Allow' && actions.some((action) => ['s3:ListBucket', 's3:*'].includes(action)),
  );
  return {
    async answer(visit, key) {
      if (visit.method !== 'GET' && visit.method !== 'HEAD') return xmlError(405, 'MethodNotAllowed');
      const range = rangeOf(visit);
      const object = await objects.read(bucket.name, key, range);
      // Who may not list is not told what is missing.
      if (!object) return mayList ? xmlError(404, 'NoSuchKey') : xmlError(403, 'AccessDenied');
      if (isUnchanged(visit, object)) return discard(object, { status: 304, headers: validators(object), body: '' });
      if (range && range.start >= object.size) {
        return discard(object, {
          ...xmlError(416, 'InvalidRange'),
          headers: { 'content-range': `bytes */${object.size}` },
        });
      }
      return found(object, range);
    },
  };
}

/** `bytes=0-99` and `bytes=100-`; anything else is answered with the whole object, as a server may. */
function rangeOf(visit: Visit): { readonly start: number; readonly end?: number } | undefined {
  const [, start, end = ''] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(headerOf(visit, 'range') ?? '') ?? [];
  if (start === undefined || (end !== '' && Number(end) < Number(start))) return undefined;
  return end === '' ? { start: Number(start) } : { start: Number(start), end: Number(end) };
}

function isUnchanged(visit: Visit, { etag, lastModified }: StoredObject): boolean {
  const wanted = headerOf(visit, 'if-none-match');
  if (wanted !== undefined)
    return wanted.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
  const since = Date.parse(headerOf(visit, 'if-modified-since') ?? '');
  return Math.floor(lastModified / 1000) * 1000 <= since;
}

function validators({ etag, lastModified }: StoredObject): Answer['headers'] {
  return { etag, 'last-modified': new Date(lastModified).toUTCString() };
}

function found(object: StoredObject, range: { readonly start: number; readonly end?: number } | undefined): Answer {
  const last = Math.min(range?.end ?? object.size - 1, object.size - 1);
  const length = range ? last - range.start + 1 : object.size;
  const headers = {
    'content-type': 'binary/octet-stream',
    ...object.headers,
    ...validators(object),
    'accept-ranges': 'bytes',
    'content-length': String(length),
    ...(range ? { 'content-range': `bytes ${range.start}-${last}/${object.size}` } : {}),
  };
  return { status: range ? 206 : 200, headers, body: object.body };
}

function discard(object: StoredObject, answer: Answer): Answer {
  object.body.destroy();
  return answer;
}

function xmlError(status: number, code: string): Answer {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${code}</Message></Error>`;
  return { status, headers: { 'content-type': 'application/xml' }, body };
}
