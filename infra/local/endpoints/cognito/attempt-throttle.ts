/**
 * Cognito's own brake on guessing: from the fifth failure on, a wait that doubles from one second to fifteen minutes.
 * Counted by the name that was tried, whether or not there is such a user.
 * @source Amazon Cognito Developer Guide, "Lockout behavior for failed sign-in attempts"
 */
import * as z from 'zod';
import type { Store, SystemClock } from '../../ports.ts';
import { ServiceError } from '../service-error.ts';
import { sameName } from './user-rows.ts';

const freeFailures = 5;
const forgetAfterMs = 15 * 60 * 1_000;

const Row = z.object({ failures: z.number(), last_at: z.number(), locked_until: z.number() });

export function openAttemptThrottle(store: Store, clock: SystemClock) {
  store.db.exec(`CREATE TABLE IF NOT EXISTS cognito_attempts (
    pool_id TEXT NOT NULL, name TEXT NOT NULL, failures INTEGER NOT NULL, last_at INTEGER NOT NULL,
    locked_until INTEGER NOT NULL, PRIMARY KEY (pool_id, name)
  ) STRICT, WITHOUT ROWID`);
  const get = store.db.prepare(
    'SELECT failures, last_at, locked_until FROM cognito_attempts WHERE pool_id = ? AND name = ?',
  );
  const put = store.db.prepare('INSERT OR REPLACE INTO cognito_attempts VALUES (?, ?, ?, ?, ?)');
  const remove = store.db.prepare('DELETE FROM cognito_attempts WHERE pool_id = ? AND name = ?');
  const forget = store.db.prepare('DELETE FROM cognito_attempts WHERE last_at < ?');
  const read = (poolId: string, name: string) => Row.optional().parse(get.get(poolId, sameName(name)));

  return {
    /** Refuses while the wait lasts; an attempt during the wait does not lengthen it. */
    check(poolId: string, name: string): void {
      if (clock.now() < (read(poolId, name)?.locked_until ?? 0))
        throw new ServiceError('NotAuthorizedException', 'Password attempts exceeded');
    },

    failed(poolId: string, name: string): void {
      store.transaction(() => {
        const now = clock.now();
        forget.run(now - forgetAfterMs);
        const failures = (read(poolId, name)?.failures ?? 0) + 1;
        const waitMs = failures < freeFailures ? 0 : Math.min(1_000 * 2 ** (failures - freeFailures), forgetAfterMs);
        put.run(poolId, sameName(name), failures, now, now + waitMs);
      });
    },

    succeeded(poolId: string, name: string): void {
      store.transaction(() => remove.run(poolId, sameName(name)));
    },
  };
}
