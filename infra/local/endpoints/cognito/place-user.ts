import { newUser } from './admin-user-calls.ts';
import type { CognitoState } from './cognito-state.ts';
import type { User } from './user-rows.ts';

export interface PlacedUser {
  /** The name people sign in with: an address, where the pool signs in with addresses. */
  readonly name: string;
  readonly email: string;
  readonly password: string;
  /** Base32; there where the user signs in with a one-time code as well. */
  readonly totpSecret?: string;
  readonly sub?: string;
}

/** A confirmed user without the steps that lead there. The policy is not asked: the caller answers for the password. */
export function placeUser(state: CognitoState, poolId: string, placed: PlacedUser, password: string): string {
  const { clock, pools, store, users } = state;
  const pool = pools.find(poolId);
  return store.transaction(() => {
    const existing = users.find(pool, placed.name);
    if (existing) return existing.sub;
    const now = clock.now();
    const attributes = [
      { Name: 'email', Value: placed.email },
      { Name: 'email_verified', Value: 'true' },
    ];
    const hasCode = placed.totpSecret !== undefined;
    const user: User = {
      ...newUser(pool, placed.name, attributes, placed.sub),
      status: 'CONFIRMED',
      password,
      ...(placed.totpSecret === undefined ? {} : { totpSecret: placed.totpSecret }),
      mfaEnabled: hasCode,
      mfaPreferred: hasCode,
      createdAt: now,
      modifiedAt: now,
    };
    users.add(pool, user);
    return user.sub;
  });
}
