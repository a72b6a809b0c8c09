/**
 * The durable list of things to be done. A row leaves only when its work answered `done`, so whatever was running
 * at a kill -9 is there again after the restart: every work is done at least once.
 */
import * as z from 'zod';
import { createDueTimer } from './due-timer.ts';
import type { DueSource, Store, SystemClock, WorkBoard, WorkOutcome } from './ports.ts';

const mostAtOnce = 64;
const retryAfterThrowMs = 1_000;

export interface DurableWorkBoard extends WorkBoard, DueSource {}

type Run = (payload: unknown, about: { readonly attempt: number }) => Promise<WorkOutcome>;

const Row = z.object({ id: z.number(), kind: z.string(), payload: z.string(), attempt: z.number() });
type Row = z.infer<typeof Row>;
const Counted = z.object({ n: z.number().nullable() });

/** Not running, of a kind that somebody does, and first of its lane. */
const canRun = `
  FROM works w WHERE w.kind IN (SELECT value FROM json_each(:kinds))
    AND w.id NOT IN (SELECT id FROM running_works)
    AND (w.lane IS NULL OR NOT EXISTS (SELECT 1 FROM works e WHERE e.lane = w.lane AND e.id < w.id))`;

function prepare(store: Store) {
  store.db.exec(`
    CREATE TABLE IF NOT EXISTS works (
      id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, payload TEXT NOT NULL, due_at INTEGER NOT NULL,
      key TEXT, lane TEXT, attempt INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE UNIQUE INDEX IF NOT EXISTS works_by_key ON works (kind, key) WHERE key IS NOT NULL;
    CREATE INDEX IF NOT EXISTS works_by_lane ON works (lane, id) WHERE lane IS NOT NULL;
    CREATE INDEX IF NOT EXISTS works_by_due ON works (due_at, id);
    PRAGMA temp_store = MEMORY;
    CREATE TEMP TABLE running_works (id INTEGER PRIMARY KEY);
  `);
  const { db } = store;
  return {
    insert: db.prepare('INSERT OR IGNORE INTO works (kind, payload, due_at, key, lane) VALUES (?, ?, ?, ?, ?)'),
    due: db.prepare(
      `SELECT w.id, w.kind, w.payload, w.attempt ${canRun} AND w.due_at <= :now ORDER BY w.due_at, w.id LIMIT :most`,
    ),
    next: db.prepare(`SELECT min(w.due_at) AS n ${canRun}`),
    runnable: db.prepare(`SELECT count(*) AS n ${canRun} AND w.due_at <= :now`),
    known: db.prepare('SELECT count(*) AS n FROM works WHERE kind IN (SELECT value FROM json_each(:kinds))'),
    begin: db.prepare('INSERT INTO running_works (id) VALUES (?)'),
    end: db.prepare('DELETE FROM running_works WHERE id = ?'),
    done: db.prepare('DELETE FROM works WHERE id = ?'),
    retry: db.prepare('UPDATE works SET due_at = ?, attempt = attempt + 1 WHERE id = ?'),
  };
}

export function openWorkBoard(store: Store, clock: SystemClock): DurableWorkBoard {
  const sql = prepare(store);
  const runs = new Map<string, Run>();
  const running = new Set<Promise<void>>();
  const kinds = () => JSON.stringify([...runs.keys()]);
  const count = (row: unknown) => Counted.parse(row).n ?? 0;

  const nextDueAt = () => Counted.parse(sql.next.get({ ':kinds': kinds() })).n ?? undefined;
  const runnable = (now: number) => count(sql.runnable.get({ ':kinds': kinds(), ':now': now }));
  const timer = createDueTimer(clock, nextDueAt, startDue);

  function startDue(): void {
    const most = mostAtOnce - running.size;
    if (most <= 0) return;
    const rows = sql.due.all({ ':kinds': kinds(), ':now': clock.now(), ':most': most });
    for (const row of z.array(Row).parse(rows)) begin(row);
  }

  function begin(row: Row): void {
    sql.begin.run(row.id);
    const ended = perform(row).finally(() => {
      sql.end.run(row.id);
      running.delete(ended);
      timer.wake();
    });
    running.add(ended);
  }

  async function perform(row: Row): Promise<void> {
    const outcome = await attempt(row);
    store.transaction(() => (outcome === 'done' ? sql.done.run(row.id) : sql.retry.run(outcome.retryAt, row.id)));
  }

  async function attempt(row: Row): Promise<WorkOutcome> {
    try {
      const run = runs.get(row.kind);
      if (!run) throw new Error(`Nobody does works of kind ${row.kind}`);
      return await run(JSON.parse(row.payload), { attempt: row.attempt });
    } catch (error) {
      console.error(`work ${row.kind} #${row.id}, attempt ${row.attempt}:`, error);
      return { retryAt: clock.now() + retryAfterThrowMs };
    }
  }

  return {
    name: 'works',
    add({ kind, payload, dueAt, key, lane }) {
      const text = JSON.stringify(payload ?? null);
      store.transaction(() => sql.insert.run(kind, text, dueAt ?? clock.now(), key ?? null, lane ?? null));
      timer.wake();
    },
    on(kind, run) {
      if (runs.has(kind)) throw new Error(`Works of kind ${kind} are done twice`);
      runs.set(kind, run);
      timer.wake();
    },
    isIdle: (now) => running.size === 0 && runnable(now) === 0,
    nextDueAt,
    delayed: (now) => count(sql.known.get({ ':kinds': kinds() })) - running.size - runnable(now),
    wake: timer.wake,
    start: timer.start,
    async stop() {
      timer.stop();
      await Promise.allSettled(running);
    },
  };
}
