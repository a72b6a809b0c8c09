/** The rows of object versions. A row exists only when its bytes are on the disk. */
import * as z from 'zod';
import type { Store } from '../../ports.ts';
import { Checksum } from './checksums.ts';
import type { Segment } from './content-folder.ts';
import { openSegmentTable, type SegmentTable } from './segment-table.ts';

const Json = z.string().transform((text): unknown => JSON.parse(text));

const Row = z.object({
  id: z.number(),
  bucket: z.string(),
  key: z.string(),
  versionId: z.string(),
  isMarker: z.number().transform(Boolean),
  size: z.number(),
  etag: z.string(),
  modifiedAt: z.number(),
  headers: Json.pipe(z.record(z.string(), z.string())),
  tags: Json.pipe(z.record(z.string(), z.string())),
  checksum: z.union([z.null(), Json.pipe(Checksum)]),
  retainedUntil: z.number().nullable(),
});

/** One version of an object, or a delete marker. `etag` is without quotes; times in epoch milliseconds. */
export type ObjectVersion = z.infer<typeof Row>;

type NewVersion = Omit<ObjectVersion, 'id'> & { readonly segments: readonly Segment[] };

interface KeyQuery {
  readonly bucket: string;
  readonly prefix: string;
  /** Keys after this one, or from this one where `inclusive`. */
  readonly after: string;
  readonly inclusive: boolean;
  readonly limit: number;
}

export interface ObjectTable {
  readonly segments: SegmentTable;
  latest(bucket: string, key: string): ObjectVersion | undefined;
  version(bucket: string, key: string, versionId: string): ObjectVersion | undefined;
  byId(id: number): ObjectVersion | undefined;
  contentOf(version: ObjectVersion): readonly Segment[];
  /** Becomes the latest version; one with the same version id is replaced. Answers what was replaced, for release. */
  add(version: NewVersion): { readonly version: ObjectVersion; readonly replaced: readonly Segment[] };
  /** The newest that is left becomes the latest. Answers its content, for release. */
  remove(version: ObjectVersion): readonly Segment[];
  setTags(id: number, tags: Readonly<Record<string, string>>): void;
  /** Latest versions that are not delete markers, in the order of UTF-8 bytes. */
  list(query: KeyQuery): readonly ObjectVersion[];
}

const columns = `id, bucket, key, version_id AS versionId, is_marker AS isMarker, size, etag, modified_at AS modifiedAt,
  headers, tags, checksum, retained_until AS retainedUntil`;

const tables = `
  CREATE TABLE IF NOT EXISTS s3_objects (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    bucket TEXT NOT NULL, key TEXT NOT NULL, version_id TEXT NOT NULL,
    is_latest INTEGER NOT NULL, is_marker INTEGER NOT NULL,
    size INTEGER NOT NULL, etag TEXT NOT NULL, modified_at INTEGER NOT NULL,
    headers TEXT NOT NULL, tags TEXT NOT NULL, checksum TEXT, retained_until INTEGER
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS s3_objects_by_version ON s3_objects (bucket, key, version_id);
  CREATE UNIQUE INDEX IF NOT EXISTS s3_objects_latest ON s3_objects (bucket, key) WHERE is_latest = 1;
`;

/** The least text that is greater than every text with this prefix; undefined when there is none. */
export function afterPrefix(prefix: string): string | undefined {
  const points = [...prefix];
  while (points.length > 0) {
    const last = points.pop()?.codePointAt(0) ?? 0;
    if (last < 0x10ffff) return points.join('') + String.fromCodePoint(last === 0xd7ff ? 0xe000 : last + 1);
  }
  return undefined;
}

const highest = '\u{10ffff}'.repeat(300);

export function openObjectTable(store: Store): ObjectTable {
  const { db } = store;
  db.exec(tables);
  const segments = openSegmentTable(store);
  const parse = (row: unknown) => Row.optional().parse(row);
  const ownerOf = (id: number) => `object ${id}`;

  const latest = db.prepare(`SELECT ${columns} FROM s3_objects WHERE bucket = ? AND key = ? AND is_latest = 1`);
  const version = db.prepare(`SELECT ${columns} FROM s3_objects WHERE bucket = ? AND key = ? AND version_id = ?`);
  const byId = db.prepare(`SELECT ${columns} FROM s3_objects WHERE id = ?`);
  const outdate = db.prepare('UPDATE s3_objects SET is_latest = 0 WHERE bucket = ? AND key = ? AND is_latest = 1');
  const promote = db.prepare(`UPDATE s3_objects SET is_latest = 1
    WHERE id = (SELECT max(id) FROM s3_objects WHERE bucket = ? AND key = ?)`);
  const remove = db.prepare('DELETE FROM s3_objects WHERE id = ?');
  const setTags = db.prepare('UPDATE s3_objects SET tags = ? WHERE id = ?');
  const insert = db.prepare(`INSERT INTO s3_objects
    (bucket, key, version_id, is_latest, is_marker, size, etag, modified_at, headers, tags, checksum, retained_until)
    VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING ${columns}`);
  const listing = (comparison: '>' | '>=') =>
    db.prepare(`SELECT ${columns} FROM s3_objects
      WHERE bucket = ? AND key ${comparison} ? AND key < ? AND is_latest = 1 AND is_marker = 0 ORDER BY key LIMIT ?`);
  const listAfter = listing('>');
  const listFrom = listing('>=');

  function removeRow(id: number): readonly Segment[] {
    remove.run(id);
    return segments.remove(ownerOf(id));
  }

  function add(added: NewVersion) {
    const { bucket, key, versionId } = added;
    const same = parse(version.get(bucket, key, versionId));
    const replaced = same ? removeRow(same.id) : [];
    outdate.run(bucket, key);
    const row = insert.get(
      bucket,
      key,
      versionId,
      added.isMarker ? 1 : 0,
      added.size,
      added.etag,
      added.modifiedAt,
      JSON.stringify(added.headers),
      JSON.stringify(added.tags),
      added.checksum && JSON.stringify(added.checksum),
      added.retainedUntil,
    );
    const stored = Row.parse(row);
    segments.put(ownerOf(stored.id), added.segments);
    return { version: stored, replaced };
  }

  return {
    segments,
    add,
    latest: (bucket, key) => parse(latest.get(bucket, key)),
    version: (bucket, key, versionId) => parse(version.get(bucket, key, versionId)),
    byId: (id) => parse(byId.get(id)),
    contentOf: ({ id }) => segments.of(ownerOf(id)),
    remove({ id, bucket, key }) {
      const content = removeRow(id);
      if (latest.get(bucket, key) === undefined) promote.run(bucket, key);
      return content;
    },
    setTags: (id, tags) => void setTags.run(JSON.stringify(tags), id),
    list({ bucket, prefix, after, inclusive, limit }) {
      const before = afterPrefix(prefix) ?? highest;
      const fromPrefix = Buffer.compare(Buffer.from(after), Buffer.from(prefix)) < 0 || after === '';
      const [start, statement] = fromPrefix ? [prefix, listFrom] : [after, inclusive ? listFrom : listAfter];
      return statement.all(bucket, start, before, limit).map((row) => Row.parse(row));
    },
  };
}
