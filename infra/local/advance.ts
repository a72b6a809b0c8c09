/**
 * The discrete-event loop: do all that is due, go to the next instant at which something is due, do that, and so on
 * to the wanted instant. A year with nothing due is a few jumps.
 */
import type { MovableClock } from './clock.ts';
import type { Scheduler } from './dispatch/scheduler.ts';
import type { DueSource } from './ports.ts';

/** How long a drain may find something to do before it is taken for a loop without end. Real milliseconds. */
const longestDrainMs = 15 * 60_000;

export interface Idle {
  /** Things that wait for a later instant. */
  readonly delayed: number;
  readonly nextAt: number | undefined;
}

export interface Advance {
  /** Answers when nothing is runnable at the present instant. */
  idle(): Promise<Idle>;
  /** Moves the clock forward to that instant through all that falls due. False when it lies in the past. */
  to(instant: number): Promise<boolean>;
}

export interface AdvanceOptions {
  readonly clock: MovableClock;
  readonly sources: readonly DueSource[];
  readonly scheduler: Scheduler;
}

export function createAdvance({ clock, sources, scheduler }: AdvanceOptions): Advance {
  const all = [...sources, scheduler];
  let moving: Promise<unknown> = Promise.resolve();

  function nextAt(): number | undefined {
    const instants = all.map((source) => source.nextDueAt()).filter((instant) => instant !== undefined);
    return instants.length === 0 ? undefined : Math.min(...instants);
  }

  function wakeAll(): void {
    for (const source of all) source.wake();
  }

  async function drain(): Promise<void> {
    const givesUpAt = performance.now() + longestDrainMs;
    let quietTurns = 0;
    let turn = 0;
    // Twice in a row: what has just ended may hand something on in the same turn of the event loop.
    while (quietTurns < 2) {
      if (performance.now() > givesUpAt) throw new Error('Something keeps causing more to do, without end');
      await afterTurn(turn++);
      quietTurns = all.every((source) => source.isIdle(clock.now())) ? quietTurns + 1 : 0;
    }
  }

  async function move(instant: number): Promise<boolean> {
    if (instant < clock.now()) return false;
    scheduler.skipNeedless(true);
    try {
      for (;;) {
        wakeAll();
        await drain();
        const next = nextAt();
        if (next === undefined || next > instant || !clock.moveTo(Math.max(next, clock.now()))) break;
        scheduler.arrive();
      }
      clock.moveTo(instant);
      scheduler.arrive();
    } finally {
      scheduler.skipNeedless(false);
    }
    wakeAll();
    await drain();
    return true;
  }

  return {
    async idle() {
      await moving.catch(() => {});
      await drain();
      return { delayed: all.reduce((sum, source) => sum + source.delayed(clock.now()), 0), nextAt: nextAt() };
    },
    to(instant) {
      const moved = moving.catch(() => {}).then(() => move(instant));
      moving = moved;
      return moved;
    },
  };
}

/** Nearly all is done within a few turns of the event loop; only what takes longer is looked at every millisecond. */
function afterTurn(turn: number): Promise<void> {
  return new Promise((resolve) => (turn > 30 ? setTimeout(resolve, 1) : setImmediate(resolve)));
}
