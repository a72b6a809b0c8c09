/** What other parts of the host ask of S3 without a request: the front door reads, the scanner reads and tags. */
import type { Readable } from 'node:stream';
import type { ObjectReader } from '../../ports.ts';
import type { ByteRange } from './content-folder.ts';
import { listPage } from './list-objects.ts';
import type { ObjectVersion } from './object-table.ts';
import type { S3Context } from './s3-context.ts';

/** A version as the scanner sees it. */
interface ScannableObject {
  readonly size: number;
  /** From `start` to `end`, both inclusive; the whole content where absent. */
  read(range?: ByteRange): Readable;
}

interface ListedObject {
  readonly key: string;
  readonly size: number;
  readonly etag: string;
  readonly lastModified: number;
}

export interface ObjectAccess {
  /** Undefined once the version has been deleted or, without versioning, written again. */
  objectToScan(objectId: number): ScannableObject | undefined;
  /** Adds one tag; joins the surrounding transaction. False where the version is gone. */
  tagObject(objectId: number, key: string, value: string): boolean;
  /** At most `limit` objects in the order of keys, after `after`. */
  listObjects(
    bucketName: string,
    query: { readonly prefix?: string; readonly after?: string; readonly limit: number },
  ): readonly ListedObject[];
}

function listed({ key, size, etag, modifiedAt }: ObjectVersion): ListedObject {
  return { key, size, etag: `"${etag}"`, lastModified: modifiedAt };
}

export function createObjectAccess(context: S3Context): ObjectAccess & ObjectReader {
  const { objects, content } = context;
  return {
    async read(bucketName, key, range) {
      const version = objects.latest(bucketName, key);
      if (!version || version.isMarker) return undefined;
      const { size, etag, modifiedAt, headers } = version;
      const part = range && { start: range.start, end: Math.min(range.end ?? size - 1, size - 1) };
      const body = content.read(objects.contentOf(version), part);
      return { size, etag: `"${etag}"`, lastModified: modifiedAt, headers, body };
    },
    objectToScan(objectId) {
      const version = objects.byId(objectId);
      if (!version) return undefined;
      const segments = objects.contentOf(version);
      return { size: version.size, read: (range) => content.read(segments, range) };
    },
    tagObject(objectId, key, value) {
      const version = objects.byId(objectId);
      if (!version) return false;
      objects.setTags(objectId, { ...version.tags, [key]: value });
      return true;
    },
    listObjects(bucketName, { prefix = '', after, limit }) {
      const query = { bucket: bucketName, prefix, delimiter: '', limit };
      const start = after === undefined ? undefined : { key: after, inclusive: false };
      return listPage(objects, query, start).contents.map(listed);
    },
  };
}
