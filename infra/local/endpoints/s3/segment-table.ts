/** Which object version or uploaded part consists of which stretches of which files. */
import * as z from 'zod';
import type { Store } from '../../ports.ts';
import type { Segment } from './content-folder.ts';

const Row = z.object({ file: z.string(), start: z.number(), length: z.number() });
const FileRow = z.object({ file: z.string() });

export interface SegmentTable {
  files(): ReadonlySet<string>;
  refersTo(file: string): boolean;
  of(owner: string): readonly Segment[];
  put(owner: string, segments: readonly Segment[]): void;
  /** Answers what the owner consisted of, for `release` after the transaction. */
  remove(owner: string): readonly Segment[];
}

export function openSegmentTable({ db }: Store): SegmentTable {
  db.exec(`
    CREATE TABLE IF NOT EXISTS s3_segments (
      owner TEXT NOT NULL, position INTEGER NOT NULL, file TEXT NOT NULL, start INTEGER NOT NULL, length INTEGER NOT NULL,
      PRIMARY KEY (owner, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS s3_segments_by_file ON s3_segments (file);
  `);
  const all = db.prepare('SELECT DISTINCT file FROM s3_segments');
  const one = db.prepare('SELECT file FROM s3_segments WHERE file = ? LIMIT 1');
  const owned = db.prepare('SELECT file, start, length FROM s3_segments WHERE owner = ? ORDER BY position');
  const insert = db.prepare('INSERT INTO s3_segments (owner, position, file, start, length) VALUES (?, ?, ?, ?, ?)');
  const remove = db.prepare('DELETE FROM s3_segments WHERE owner = ?');
  const of = (owner: string) => owned.all(owner).map((row) => Row.parse(row));

  return {
    of,
    files: () => new Set(all.all().map((row) => FileRow.parse(row).file)),
    refersTo: (file) => one.get(file) !== undefined,
    put(owner, segments) {
      segments.forEach(({ file, start, length }, position) => {
        insert.run(owner, position, file, start, length);
      });
    },
    remove(owner) {
      const segments = of(owner);
      remove.run(owner);
      return segments;
    },
  };
}
