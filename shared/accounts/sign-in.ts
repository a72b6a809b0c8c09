/**
 * Signing in, step by step: password, then whatever the account still owes (a new password, the second factor, its
 * setup), then a session. A wrong name and a wrong password look the same.
 *
 * Nuances: every guess at a password or a code counts as an attempt, and a right password does not wipe the count as
 * long as a code is still to be guessed; else whoever knows the password could try codes without end. Choosing a new
 * password guesses nothing and does not count.
 * @source 千葉県 仕様書 別記2 5.3(1); 愛媛労働局 仕様書 別紙2 6.5.1
 */
import { multiFactorRequired } from '../access/policy.ts';
import type { ChangeRecord } from '../kernel/change.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Instant } from '../kernel/time.ts';
import type { Account } from './account.ts';
import type { AccountRepository } from './account-repository.ts';
import { isEasyToGuess } from './password-rule.ts';
import type {
  LoginGuard,
  PasswordOutcome,
  PasswordService,
  PendingSignIn,
  SecretSource,
  SessionStore,
} from './sign-in-ports.ts';

export interface SignInDeps {
  readonly accounts: Pick<AccountRepository, 'find' | 'findByEmail'>;
  readonly passwords: PasswordService;
  readonly guard: LoginGuard;
  readonly sessions: SessionStore;
  readonly secrets: SecretSource;
}

export type SignInRefusal =
  | { readonly kind: 'wrong-credentials' }
  | { readonly kind: 'login-locked'; readonly until: Instant }
  | { readonly kind: 'account-not-active' }
  | { readonly kind: 'password-too-weak' }
  | { readonly kind: 'sign-in-took-too-long' };

/** Either a session, or the next step with the secret that names it. */
export type SignInProgress =
  | { readonly kind: 'signed-in'; readonly account: Account; readonly secret: string }
  | { readonly kind: 'next'; readonly step: PendingSignIn['step']; readonly secret: string };

export interface SignInMoment {
  readonly at: Instant;
  readonly requestId: string;
}

export async function signIn(
  deps: SignInDeps,
  input: { readonly email: string; readonly password: string },
  moment: SignInMoment,
): Promise<Result<SignInProgress, SignInRefusal>> {
  const attempt = await deps.guard.takeAttempt(input.email, moment.at);
  if (attempt.kind === 'locked') return refuse({ kind: 'login-locked', until: attempt.until });
  return goOn(deps, input.email, await deps.passwords.check(input.email, input.password), moment);
}

/** The next step of a pending sign-in. What was pending is over, whatever the answer, unless the answer is a refusal. */
export async function continueSignIn(
  deps: SignInDeps,
  input: { readonly secret: string; readonly answer: string },
  moment: SignInMoment,
): Promise<Result<SignInProgress, SignInRefusal>> {
  const digest = deps.secrets.digestOf(input.secret);
  const pending = await deps.sessions.findPending(digest, moment.at);
  if (pending === undefined) return refuse({ kind: 'sign-in-took-too-long' });
  if (pending.step !== 'new-password') {
    const attempt = await deps.guard.takeAttempt(pending.email, moment.at);
    if (attempt.kind === 'locked') return refuse({ kind: 'login-locked', until: attempt.until });
  }
  const progress = await answerStep(deps, pending, input.answer, moment);
  if (progress.ok) await deps.sessions.dropPending(digest);
  return progress;
}

async function answerStep(
  deps: SignInDeps,
  pending: PendingSignIn,
  answer: string,
  moment: SignInMoment,
): Promise<Result<SignInProgress, SignInRefusal>> {
  const { email } = pending;
  switch (pending.step) {
    case 'totp':
      return goOn(deps, email, await deps.passwords.answerTotp(email, pending.continuation, answer), moment);
    case 'new-password':
      // The pool takes no password with blanks around it, and cutting them off would make it another one.
      if (answer !== answer.trim() || isEasyToGuess(answer, email)) return refuse({ kind: 'password-too-weak' });
      return goOn(deps, email, await deps.passwords.setNewPassword(email, pending.continuation, answer), moment);
    case 'totp-setup': {
      if (!(await deps.passwords.confirmTotp(email, pending.accessToken, answer)))
        return refuse({ kind: 'wrong-credentials' });
      const account = await deps.accounts.find(pending.accountId);
      return account?.status === 'active' ? letIn(deps, account, moment) : refuse({ kind: 'account-not-active' });
    }
  }
}

async function goOn(
  deps: SignInDeps,
  email: string,
  outcome: PasswordOutcome,
  moment: SignInMoment,
): Promise<Result<SignInProgress, SignInRefusal>> {
  switch (outcome.kind) {
    case 'wrong':
      return refuse({ kind: 'wrong-credentials' });
    case 'too-weak':
      return refuse({ kind: 'password-too-weak' });
    case 'took-too-long':
      return refuse({ kind: 'sign-in-took-too-long' });
    case 'totp-needed':
      return wait(deps, { step: 'totp', email, continuation: outcome.continuation }, moment);
    case 'new-password-needed':
      return wait(deps, { step: 'new-password', email, continuation: outcome.continuation }, moment);
    case 'passed': {
      const account = await deps.accounts.find(outcome.accountId);
      if (account === undefined || account.status !== 'active') return refuse({ kind: 'account-not-active' });
      if (outcome.withTotp || !multiFactorRequired(account.role)) return letIn(deps, account, moment);
      const totpSecret = await deps.passwords.newTotpSecret(outcome.accessToken);
      const { accountId } = account;
      return wait(deps, { step: 'totp-setup', email, accountId, accessToken: outcome.accessToken, totpSecret }, moment);
    }
  }
}

async function wait(
  deps: SignInDeps,
  pending: PendingSignIn,
  moment: SignInMoment,
): Promise<Result<SignInProgress, SignInRefusal>> {
  // The password was right and no code is left to guess.
  if (pending.step !== 'totp') await deps.guard.clear(pending.email);
  const secret = deps.secrets.next();
  await deps.sessions.keepPending(deps.secrets.digestOf(secret), pending, moment.at);
  return ok({ kind: 'next', step: pending.step, secret });
}

async function letIn(
  deps: SignInDeps,
  account: Account,
  moment: SignInMoment,
): Promise<Result<SignInProgress, SignInRefusal>> {
  const secret = deps.secrets.next();
  const { accountId } = account;
  const session = { digest: deps.secrets.digestOf(secret), accountId, startedAt: moment.at, lastSeenAt: moment.at };
  const saved = await deps.sessions.start(session, recordOf(account, moment, 'sign-in'));
  if (saved !== 'saved') throw new Error('the session could not be stored');
  await deps.guard.clear(account.email);
  return ok({ kind: 'signed-in', account, secret });
}

export function recordOf(account: Account, moment: SignInMoment, action: string): ChangeRecord {
  const { accountId, role, programmeId } = account;
  return {
    cause: { programmeId, actor: { kind: 'account', accountId, role }, at: moment.at, requestId: moment.requestId },
    audit: { action, target: `account/${accountId}` },
    events: [],
  };
}
