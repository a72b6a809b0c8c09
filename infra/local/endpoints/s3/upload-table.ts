/** Multipart uploads that are neither completed nor aborted, and their parts. */
import * as z from 'zod';
import type { Store } from '../../ports.ts';
import { Checksum, ChecksumAlgorithm, ChecksumType } from './checksums.ts';
import type { Segment } from './content-folder.ts';
import type { SegmentTable } from './segment-table.ts';

const Json = z.string().transform((text): unknown => JSON.parse(text));

const UploadRow = z.object({
  id: z.string(),
  bucket: z.string(),
  key: z.string(),
  headers: Json.pipe(z.record(z.string(), z.string())),
  tags: Json.pipe(z.record(z.string(), z.string())),
  algorithm: ChecksumAlgorithm,
  type: ChecksumType,
  /** Whether the caller chose the algorithm: only then must each part come with its checksum. */
  chosen: z.number().transform(Boolean),
});
export type Upload = z.infer<typeof UploadRow>;

const PartRow = z.object({
  number: z.number(),
  size: z.number(),
  etag: z.string(),
  modifiedAt: z.number(),
  checksum: Json.pipe(Checksum),
});
export type Part = z.infer<typeof PartRow>;

export interface UploadTable {
  find(id: string): Upload | undefined;
  start(upload: Upload, at: number): void;
  parts(id: string, after?: number, limit?: number): readonly Part[];
  contentOf(id: string, number: number): readonly Segment[];
  /** A part with the same number is replaced. Answers the replaced content, for release. */
  putPart(id: string, part: Part, segments: readonly Segment[]): readonly Segment[];
  /** Ends the upload, with its parts. Answers their content, for release. */
  remove(id: string): readonly Segment[];
}

const tables = `
  CREATE TABLE IF NOT EXISTS s3_uploads (
    id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, headers TEXT NOT NULL, tags TEXT NOT NULL,
    algorithm TEXT NOT NULL, type TEXT NOT NULL, chosen INTEGER NOT NULL, started_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS s3_parts (
    upload_id TEXT NOT NULL, number INTEGER NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
    modified_at INTEGER NOT NULL, checksum TEXT NOT NULL,
    PRIMARY KEY (upload_id, number)
  ) STRICT, WITHOUT ROWID;
`;

export function openUploadTable({ db }: Store, segments: SegmentTable): UploadTable {
  db.exec(tables);
  const ownerOf = (id: string, number: number) => `part ${id} ${number}`;
  const find = db.prepare(
    'SELECT id, bucket, key, headers, tags, algorithm, type, chosen FROM s3_uploads WHERE id = ?',
  );
  const insert = db.prepare('INSERT INTO s3_uploads VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const partsOf = db.prepare(`SELECT number, size, etag, modified_at AS modifiedAt, checksum FROM s3_parts
    WHERE upload_id = ? AND number > ? ORDER BY number LIMIT ?`);
  const putPart = db.prepare('INSERT OR REPLACE INTO s3_parts VALUES (?, ?, ?, ?, ?, ?)');
  const removeUpload = db.prepare('DELETE FROM s3_uploads WHERE id = ?');
  const removeParts = db.prepare('DELETE FROM s3_parts WHERE upload_id = ?');
  const parts = (id: string, after = 0, limit = -1) => partsOf.all(id, after, limit).map((row) => PartRow.parse(row));

  return {
    parts,
    find: (id) => UploadRow.optional().parse(find.get(id)),
    start({ id, bucket, key, headers, tags, algorithm, type, chosen }, at) {
      insert.run(id, bucket, key, JSON.stringify(headers), JSON.stringify(tags), algorithm, type, chosen ? 1 : 0, at);
    },
    contentOf: (id, number) => segments.of(ownerOf(id, number)),
    putPart(id, { number, size, etag, modifiedAt, checksum }, content) {
      const replaced = segments.remove(ownerOf(id, number));
      putPart.run(id, number, size, etag, modifiedAt, JSON.stringify(checksum));
      segments.put(ownerOf(id, number), content);
      return replaced;
    },
    remove(id) {
      const content = parts(id).flatMap(({ number }) => segments.remove(ownerOf(id, number)));
      removeParts.run(id);
      removeUpload.run(id);
      return content;
    },
  };
}
