import type { UserPoolModel } from '../../model.ts';
import type { Store, SystemClock } from '../../ports.ts';
import { openAttemptThrottle } from './attempt-throttle.ts';
import { openChallengeSessions } from './challenge-sessions.ts';
import { passwordHashes } from './passwords.ts';
import { poolsById } from './pools.ts';
import { openTokenIssuer } from './token-issuer.ts';
import { openUserRows } from './user-rows.ts';

export interface CognitoOptions {
  readonly pools: readonly UserPoolModel[];
  readonly region: string;
  readonly store: Store;
  readonly clock: SystemClock;
  /** scrypt's N of passwords that are set from now on; absent means 16,384. */
  readonly passwordCost?: number;
}

/** Everything that the calls work on. */
export function openCognitoState({ pools, region, store, clock, passwordCost }: CognitoOptions) {
  return {
    clock,
    store,
    pools: poolsById(pools),
    users: openUserRows(store),
    passwords: passwordHashes(passwordCost),
    attempts: openAttemptThrottle(store, clock),
    sessions: openChallengeSessions(store, clock),
    tokens: openTokenIssuer(region, store, clock),
  };
}

export type CognitoState = ReturnType<typeof openCognitoState>;
