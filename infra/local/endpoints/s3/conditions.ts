/** Conditional requests: reads by ETag and time, and writes that depend on what is there. @source RFC 9110, section 13 */
import type { ObjectVersion } from './object-table.ts';
import { S3Refusal } from './s3-refusal.ts';

type Headers = Readonly<Record<string, string>>;
type Stored = Pick<ObjectVersion, 'etag' | 'modifiedAt'>;

function namesEtag(list: string, etag: string): boolean {
  const names = list.split(',').map((name) =>
    name
      .trim()
      .replace(/^W\//, '')
      .replace(/^"(.*)"$/, '$1'),
  );
  return names.includes('*') || names.includes(etag);
}

function wholeSeconds(epochMs: number): number {
  return Math.floor(epochMs / 1000);
}

function readTime(value: string | undefined): number | undefined {
  const time = value === undefined ? Number.NaN : Date.parse(value);
  return Number.isNaN(time) ? undefined : wholeSeconds(time);
}

function isAllowed(headers: Headers, prefix: string, stored: Stored): 'yes' | 'failed' | 'unchanged' {
  const match = headers[`${prefix}if-match`];
  const noneMatch = headers[`${prefix}if-none-match`];
  const unmodifiedSince = readTime(headers[`${prefix}if-unmodified-since`]);
  const modifiedSince = readTime(headers[`${prefix}if-modified-since`]);
  const modified = wholeSeconds(stored.modifiedAt);
  if (match !== undefined) {
    if (!namesEtag(match, stored.etag)) return 'failed';
  } else if (unmodifiedSince !== undefined && modified > unmodifiedSince) return 'failed';
  if (noneMatch !== undefined) return namesEtag(noneMatch, stored.etag) ? 'unchanged' : 'yes';
  return modifiedSince !== undefined && modified <= modifiedSince ? 'unchanged' : 'yes';
}

/** True where the answer is 304. Refuses PreconditionFailed. */
export function isNotModified(headers: Headers, stored: Stored): boolean {
  const allowed = isAllowed(headers, '', stored);
  if (allowed === 'failed') throw new S3Refusal('PreconditionFailed');
  return allowed === 'unchanged';
}

/** The conditions on the source of a copy: all of them refuse. */
export function checkCopySource(headers: Headers, stored: Stored): void {
  if (isAllowed(headers, 'x-amz-copy-source-', stored) !== 'yes') throw new S3Refusal('PreconditionFailed');
}

/** `If-None-Match: *` and `If-Match` on a write; inside the transaction that writes. */
export function checkWrite(headers: Headers, present: Stored | undefined): void {
  const noneMatch = headers['if-none-match'];
  const match = headers['if-match'];
  if (noneMatch !== undefined) {
    if (noneMatch.trim() !== '*') {
      throw new S3Refusal('NotImplemented', 'A write can only be conditional on If-None-Match: *');
    }
    if (present) throw new S3Refusal('PreconditionFailed');
  }
  if (match !== undefined) {
    if (!present) throw new S3Refusal('NoSuchKey');
    if (!namesEtag(match, present.etag)) throw new S3Refusal('PreconditionFailed');
  }
}
