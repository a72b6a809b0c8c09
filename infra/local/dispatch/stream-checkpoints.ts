/** How far each function has come in its stream; on disk only after the function has done the batch. */
import * as z from 'zod';
import type { EventSourceModel } from '../model.ts';
import type { Store } from '../ports.ts';

export interface Checkpoint {
  /** The last sequence number that is done; undefined at the beginning of the stream. */
  readonly after: string | undefined;
  /** Failed tries of the batch that begins after it. */
  readonly failures: number;
  /** The batch rests until then; epoch milliseconds. */
  readonly retryAt: number;
  /** Records per batch at most; smaller than the mapping's own while a failed batch is being halved. */
  readonly limit: number;
}

const Row = z.object({ after: z.string().nullable(), failures: z.number(), retry_at: z.number(), batch: z.number() });

export interface Checkpoints {
  find(source: EventSourceModel): Checkpoint;
  save(source: EventSourceModel, checkpoint: Checkpoint): void;
}

export function openCheckpoints(store: Store): Checkpoints {
  store.db.exec(`CREATE TABLE IF NOT EXISTS stream_checkpoints (
    function_arn TEXT NOT NULL, source_arn TEXT NOT NULL, after TEXT, failures INTEGER NOT NULL,
    retry_at INTEGER NOT NULL, batch INTEGER NOT NULL, PRIMARY KEY (function_arn, source_arn)
  ) STRICT`);
  const find = store.db.prepare(
    'SELECT after, failures, retry_at, batch FROM stream_checkpoints WHERE function_arn = ? AND source_arn = ?',
  );
  const save = store.db.prepare(`INSERT OR REPLACE INTO stream_checkpoints
    (function_arn, source_arn, after, failures, retry_at, batch) VALUES (?, ?, ?, ?, ?, ?)`);
  return {
    find(source) {
      const row = Row.optional().parse(find.get(source.functionArn, source.sourceArn));
      if (!row) return { after: undefined, failures: 0, retryAt: 0, limit: source.batchSize };
      const limit = Math.min(row.batch, source.batchSize);
      return { after: row.after ?? undefined, failures: row.failures, retryAt: row.retry_at, limit };
    },
    save(source, { after, failures, retryAt, limit }) {
      const { functionArn, sourceArn } = source;
      store.transaction(() => save.run(functionArn, sourceArn, after ?? null, failures, retryAt, limit));
    },
  };
}
