/**
 * The system's clock: real time plus an offset that only grows. The offset lives in shared memory, so that worker
 * threads read the same instant, and on disk together with a heartbeat, so that a restart goes on from the saved
 * instant plus the real time that passed meanwhile, even where the machine's own clock was set back.
 */
import * as z from 'zod';
import type { Store, SystemClock } from './ports.ts';

const heartbeatMs = 10_000;

export interface MovableClock extends SystemClock {
  /** Milliseconds that a worker adds to its own `Date.now()`. */
  readonly offset: SharedArrayBuffer;
  /** Moves forward to that instant, durably. Refuses (false) to go back. */
  moveTo(instant: number): boolean;
  /** The `skew` fault: shifts the clock by so many milliseconds, also backwards. Not kept over a restart. */
  skew(byMs: number): void;
  /** Writes the present reading; called by the heartbeat and when the host stops. */
  save(): void;
  stop(): void;
}

export interface ClockOptions {
  readonly store: Store;
  /** Counts only where the store has no reading yet. */
  readonly initial?: number;
  /** The machine's clock; tests give their own. */
  readonly real?: () => number;
}

const Reading = z.object({ real: z.number(), system: z.number() });

export function openClock({ store, initial, real = Date.now }: ClockOptions): MovableClock {
  store.db.exec(`CREATE TABLE IF NOT EXISTS clock (
    id INTEGER PRIMARY KEY CHECK (id = 1), real INTEGER NOT NULL, system INTEGER NOT NULL
  ) STRICT`);
  const write = store.db.prepare('INSERT OR REPLACE INTO clock (id, real, system) VALUES (1, ?, ?)');
  const shared = new SharedArrayBuffer(8);
  const offset = new BigInt64Array(shared);
  let skewMs = 0;

  const setOffset = (ms: number) => Atomics.store(offset, 0, BigInt(Math.round(ms)));
  const now = () => real() + Number(Atomics.load(offset, 0));
  const save = () => {
    store.transaction(() => write.run(Math.round(real()), Math.round(now() - skewMs)));
  };

  const saved = Reading.optional().parse(store.db.prepare('SELECT real, system FROM clock').get());
  if (saved) setOffset(saved.system + Math.max(0, real() - saved.real) - real());
  else if (initial !== undefined) setOffset(initial - real());
  save();
  const heartbeat = setInterval(save, heartbeatMs).unref();

  return {
    offset: shared,
    now,
    save,
    moveTo(instant) {
      const ahead = instant - now();
      if (ahead < 0) return false;
      setOffset(Number(Atomics.load(offset, 0)) + ahead);
      save();
      return true;
    },
    skew(byMs) {
      skewMs += byMs;
      setOffset(Number(Atomics.load(offset, 0)) + byMs);
    },
    stop() {
      clearInterval(heartbeat);
      save();
    },
  };
}
