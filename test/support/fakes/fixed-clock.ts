import type { MovableClock } from '../../../infra/local/clock.ts';

export interface FixedClock extends MovableClock {
  set(instant: number | string): void;
}

/** A clock that stands still until it is moved; it can also be set back, which the real one refuses. */
export function fixedClock(start: number | string = '2026-04-01T00:00:00Z'): FixedClock {
  const ms = (instant: number | string) => (typeof instant === 'number' ? instant : Date.parse(instant));
  let now = ms(start);
  return {
    offset: new SharedArrayBuffer(8),
    now: () => now,
    set(instant) {
      now = ms(instant);
    },
    moveTo(instant) {
      if (instant < now) return false;
      now = instant;
      return true;
    },
    skew(byMs) {
      now += byMs;
    },
    save() {},
    stop() {},
  };
}
