import type { Caller } from '../access/policy.ts';
import type { Cause } from '../kernel/change.ts';
import type { SecretSource, SessionStore } from './sign-in-ports.ts';

export interface SignOutDeps {
  readonly sessions: Pick<SessionStore, 'end'>;
  readonly secrets: Pick<SecretSource, 'digestOf'>;
}

/** Ends the session of this secret. Ending what has ended is no fault. */
export async function signOut(
  deps: SignOutDeps,
  input: { readonly secret: string; readonly caller: Caller },
  cause: Cause,
): Promise<void> {
  const audit = { action: 'sign-out', target: `account/${input.caller.accountId}` };
  await deps.sessions.end(deps.secrets.digestOf(input.secret), { cause, audit, events: [] });
}
