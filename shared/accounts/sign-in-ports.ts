/** What signing in needs from outside: the password check, the count of attempts, the store of sessions. */
import type { StaffSession } from '../access/staff-session.ts';
import type { ChangeRecord, Saved } from '../kernel/change.ts';
import type { AccountId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';

/** How a check by the password service ended. `continuation` is its own secret for the next step. */
export type PasswordOutcome =
  | {
      readonly kind: 'passed';
      readonly accountId: AccountId;
      readonly accessToken: string;
      readonly expiresInSeconds: number;
      readonly withTotp: boolean;
    }
  | { readonly kind: 'totp-needed'; readonly continuation: string }
  | { readonly kind: 'new-password-needed'; readonly continuation: string }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'too-weak' }
  | { readonly kind: 'took-too-long' };

export interface PasswordService {
  check(email: string, password: string): Promise<PasswordOutcome>;
  answerTotp(email: string, continuation: string, code: string): Promise<PasswordOutcome>;
  setNewPassword(email: string, continuation: string, password: string): Promise<PasswordOutcome>;
  /** A fresh TOTP secret (Base32) for the person of this token. */
  newTotpSecret(accessToken: string): Promise<string>;
  /** True where the code fits; from then on the second factor is asked for. */
  confirmTotp(email: string, accessToken: string, code: string): Promise<boolean>;
  /** Makes the user, with a password that nobody knows, unless it is there already; answers the account's id. */
  register(email: string): Promise<AccountId>;
  /** Works for seven days, for one thing: setting one's own. */
  setInitialPassword(email: string, password: string): Promise<void>;
  disable(email: string): Promise<void>;
  enable(email: string): Promise<void>;
}

/** Counts attempts before they are made, so that parallel guesses cannot pass the limit. */
export interface LoginGuard {
  takeAttempt(
    email: string,
    at: Instant,
  ): Promise<{ readonly kind: 'go-on' } | { readonly kind: 'locked'; readonly until: Instant }>;
  clear(email: string): Promise<void>;
}

/** A sign-in between two steps; kept on the server, named by a secret in a short-lived cookie. */
export type PendingSignIn =
  | { readonly step: 'totp'; readonly email: string; readonly continuation: string }
  | { readonly step: 'new-password'; readonly email: string; readonly continuation: string }
  | {
      readonly step: 'totp-setup';
      readonly email: string;
      readonly accountId: AccountId;
      readonly accessToken: string;
      readonly totpSecret: string;
    };

export interface SessionStore {
  start(session: StaffSession, record: ChangeRecord): Promise<Saved>;
  end(digest: string, record: ChangeRecord): Promise<Saved>;
  /** Kept for ten minutes at most. */
  keepPending(digest: string, pending: PendingSignIn, at: Instant): Promise<void>;
  findPending(digest: string, at: Instant): Promise<PendingSignIn | undefined>;
  dropPending(digest: string): Promise<void>;
}

/** Secrets and their digests; `shared` makes neither. */
export interface SecretSource {
  /** 32 random bytes, base64url, 43 characters. */
  next(): string;
  digestOf(secret: string): string;
}
