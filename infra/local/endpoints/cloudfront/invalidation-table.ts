/** The invalidations that were asked for. */
import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Store } from '../../ports.ts';

const Row = z.object({
  id: z.string(),
  distributionId: z.string(),
  callerReference: z.string(),
  paths: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.array(z.string()).readonly()),
  createdAt: z.number(),
});
export type Invalidation = z.infer<typeof Row>;

export interface InvalidationTable {
  add(invalidation: Omit<Invalidation, 'id'>): Invalidation;
  byReference(distributionId: string, callerReference: string): Invalidation | undefined;
  byId(distributionId: string, id: string): Invalidation | undefined;
  all(distributionId: string): readonly Invalidation[];
}

const columns =
  'id, distribution_id AS distributionId, caller_reference AS callerReference, paths, created_at AS createdAt';

export function openInvalidationTable({ db }: Store): InvalidationTable {
  db.exec(`CREATE TABLE IF NOT EXISTS cloudfront_invalidations (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, distribution_id TEXT NOT NULL,
    caller_reference TEXT NOT NULL, paths TEXT NOT NULL, created_at INTEGER NOT NULL,
    UNIQUE (distribution_id, caller_reference)
  ) STRICT`);
  const insert = db.prepare(`INSERT INTO cloudfront_invalidations
    (id, distribution_id, caller_reference, paths, created_at) VALUES (?, ?, ?, ?, ?)`);
  const select = `SELECT ${columns} FROM cloudfront_invalidations WHERE distribution_id = ?`;
  const byReference = db.prepare(`${select} AND caller_reference = ?`);
  const byId = db.prepare(`${select} AND id = ?`);
  const all = db.prepare(`${select} ORDER BY number`);

  return {
    add({ distributionId, callerReference, paths, createdAt }) {
      const id = `I${randomBytes(7).toString('hex').toUpperCase().slice(0, 13)}`;
      insert.run(id, distributionId, callerReference, JSON.stringify(paths), createdAt);
      return { id, distributionId, callerReference, paths, createdAt };
    },
    byReference: (distributionId, reference) => Row.optional().parse(byReference.get(distributionId, reference)),
    byId: (distributionId, id) => Row.optional().parse(byId.get(distributionId, id)),
    all: (distributionId) => all.all(distributionId).map((row) => Row.parse(row)),
  };
}
