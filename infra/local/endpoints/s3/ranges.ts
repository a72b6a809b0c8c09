/** `Range` headers. @source RFC 9110, section 14 */
import type { ByteRange } from './content-folder.ts';
import { S3Refusal } from './s3-refusal.ts';

/**
 * The one range that is asked for, cut to the size. Undefined where the header is absent, names several ranges, or
 * is not understood: then the whole object is answered. Refuses InvalidRange.
 */
export function readRange(header: string | undefined, size: number): ByteRange | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (!match || (first === '' && last === '')) return undefined;
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  const start = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start >= size || (first === '' && Number(last) === 0)) {
    throw new S3Refusal('InvalidRange', undefined, { 'content-range': `bytes */${size}` });
  }
  return { start, end };
}

/** `x-amz-copy-source-range`: exact, both ends named. Refuses InvalidArgument and InvalidRange. */
export function readCopyRange(header: string, size: number): ByteRange {
  const match = /^bytes=(\d{1,15})-(\d{1,15})$/.exec(header);
  if (!match) {
    throw new S3Refusal('InvalidArgument', 'The x-amz-copy-source-range value must be of the form bytes=first-last');
  }
  const [start, end] = [Number(match[1]), Number(match[2])];
  if (start > end || end >= size) {
    throw new S3Refusal('InvalidArgument', `Range specified is not valid for source object of size: ${size}`);
  }
  return { start, end };
}
