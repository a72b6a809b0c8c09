/**
 * One timer for one `DueSource`: calls `run` when the system's clock reaches the next due instant. Nothing polls;
 * whoever adds something, or moves the clock, calls `wake`.
 */
import type { SystemClock } from './ports.ts';

/** setTimeout keeps 31 bits of milliseconds; a later instant is looked at again after this long. */
const longestWaitMs = 2 ** 31 - 1;

/** Something due could not start (all places taken); its end wakes the timer, and this is only the safety net. */
const heldBackMs = 50;

export interface DueTimer {
  start(): void;
  stop(): void;
  /** Runs soon (once, however often it is called before that), after the caller's own work. */
  wake(): void;
}

export function createDueTimer(clock: SystemClock, nextDueAt: () => number | undefined, run: () => void): DueTimer {
  let timer: NodeJS.Timeout | undefined;
  let soon: NodeJS.Immediate | undefined;
  let started = false;

  function look(): void {
    soon = undefined;
    if (!started) return;
    run();
    clearTimeout(timer);
    const next = nextDueAt();
    if (next === undefined) return;
    const wait = next - clock.now();
    timer = setTimeout(look, wait > 0 ? Math.min(wait, longestWaitMs) : heldBackMs);
  }

  const wake = () => {
    if (started && soon === undefined) soon = setImmediate(look);
  };

  return {
    wake,
    start() {
      started = true;
      wake();
    },
    stop() {
      started = false;
      clearTimeout(timer);
      clearImmediate(soon);
      soon = undefined;
    },
  };
}
