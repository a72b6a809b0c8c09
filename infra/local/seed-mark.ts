/** Whether the demo data has been written whole; a folder that was killed in the middle of it is seeded again. */
import type { Store } from './ports.ts';

export interface SeedMark {
  isSeeded(): boolean;
  seeded(): void;
}

export function openSeedMark(store: Store): SeedMark {
  store.db.exec('CREATE TABLE IF NOT EXISTS seeded (id INTEGER PRIMARY KEY CHECK (id = 1)) STRICT');
  const find = store.db.prepare('SELECT id FROM seeded');
  const insert = store.db.prepare('INSERT OR IGNORE INTO seeded (id) VALUES (1)');
  return {
    isSeeded: () => find.get() !== undefined,
    seeded: () => {
      store.transaction(() => insert.run());
    },
  };
}
