/**
 * The host's durable state: one SQLite file per data folder. WAL with synchronous=FULL, so what a transaction wrote
 * is on disk before anything is acknowledged, and kill -9 leaves the last commit.
 */
import { DatabaseSync } from 'node:sqlite';
import type { Store } from './ports.ts';

export interface OpenStore extends Store {
  close(): void;
}

/** Opens (or makes) the file; `:memory:` for tests. A nested transaction that throws undoes itself only. */
export function openStore(file: string): OpenStore {
  const db = new DatabaseSync(file);
  db.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA busy_timeout = 5000;
    PRAGMA foreign_keys = ON;
  `);
  let depth = 0;

  function transaction<T>(write: () => T): T {
    const level = depth;
    const [begin, keep, undo] =
      level === 0
        ? ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK']
        : [`SAVEPOINT s${level}`, `RELEASE s${level}`, `ROLLBACK TO s${level}; RELEASE s${level}`];
    db.exec(begin);
    depth = level + 1;
    try {
      const result = write();
      if (result instanceof Promise) throw new TypeError('A transaction is synchronous; it was given a promise');
      db.exec(keep);
      return result;
    } catch (error) {
      if (db.isTransaction) db.exec(undo);
      throw error;
    } finally {
      depth = level;
    }
  }

  return { db, transaction, close: () => db.close() };
}
