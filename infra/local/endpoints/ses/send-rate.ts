import type { SystemClock } from '../../ports.ts';

/** Takes so many recipients now, or refuses (false) because that would be above the sending rate. */
export type SendRate = (recipients: number) => boolean;

/**
 * A bucket that holds one second's worth and fills at the system's clock. Not kept over a restart: the real service
 * forgets within a second too.
 */
export function createSendRate(clock: SystemClock, maxPerSecond: number | undefined): SendRate {
  if (maxPerSecond === undefined) return () => true;
  let left = maxPerSecond;
  let filledAt = clock.now();
  return (recipients) => {
    const now = clock.now();
    const passedMs = Math.max(0, now - filledAt);
    left = Math.min(maxPerSecond, left + (passedMs / 1_000) * maxPerSecond);
    filledAt = now;
    if (left < Math.min(recipients, maxPerSecond)) return false;
    left -= recipients;
    return true;
  };
}
