/** The access token of the API: the same checks as on the pages, in one call. */
import { multiFactorRequired } from '../access/policy.ts';
import type { ChangeRecord } from '../kernel/change.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { recordOf, type SignInDeps, type SignInMoment, type SignInRefusal } from './sign-in.ts';
import type { PasswordOutcome } from './sign-in-ports.ts';

export interface ObtainTokenDeps extends SignInDeps {
  /** Writes the audit row of a sign-in that leaves no session. */
  readonly note: (record: ChangeRecord) => Promise<void>;
}

export type ObtainTokenRefusal =
  | SignInRefusal
  | { readonly kind: 'second-factor-needed' }
  | { readonly kind: 'second-factor-not-set-up' }
  | { readonly kind: 'new-password-needed' };

export interface ObtainedToken {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
}

export async function obtainToken(
  deps: ObtainTokenDeps,
  input: { readonly email: string; readonly password: string; readonly totp?: string | undefined },
  moment: SignInMoment,
): Promise<Result<ObtainedToken, ObtainTokenRefusal>> {
  const attempt = await deps.guard.takeAttempt(input.email, moment.at);
  if (attempt.kind === 'locked') return refuse({ kind: 'login-locked', until: attempt.until });
  const outcome = await checkBoth(deps, input);
  switch (outcome.kind) {
    case 'totp-needed':
      return refuse({ kind: 'second-factor-needed' });
    case 'new-password-needed':
      return refuse({ kind: 'new-password-needed' });
    case 'took-too-long':
      return refuse({ kind: 'sign-in-took-too-long' });
    case 'wrong':
    case 'too-weak':
      return refuse({ kind: 'wrong-credentials' });
    case 'passed':
      return hand(deps, outcome, moment);
  }
}

async function checkBoth(
  deps: ObtainTokenDeps,
  input: { readonly email: string; readonly password: string; readonly totp?: string | undefined },
): Promise<PasswordOutcome> {
  const first = await deps.passwords.check(input.email, input.password);
  if (first.kind !== 'totp-needed' || input.totp === undefined) return first;
  return deps.passwords.answerTotp(input.email, first.continuation, input.totp);
}

async function hand(
  deps: ObtainTokenDeps,
  passed: Extract<PasswordOutcome, { kind: 'passed' }>,
  moment: SignInMoment,
): Promise<Result<ObtainedToken, ObtainTokenRefusal>> {
  const account = await deps.accounts.find(passed.accountId);
  if (account === undefined || account.status !== 'active') return refuse({ kind: 'account-not-active' });
  if (multiFactorRequired(account.role) && !passed.withTotp) return refuse({ kind: 'second-factor-not-set-up' });
  await deps.note(recordOf(account, moment, 'obtain-token'));
  await deps.guard.clear(account.email);
  return ok({ accessToken: passed.accessToken, expiresInSeconds: passed.expiresInSeconds });
}
