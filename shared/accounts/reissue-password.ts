/**
 * A new initial password for somebody who lost theirs, did not use it within its seven days, or may have been
 * overheard. What was open under the old one is signed out.
 * @source 愛媛労働局 仕様書 別紙2 6.5.1: re-setting of credentials can be demanded at once
 */
import type { Cause } from '../kernel/change.ts';
import type { AccountId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Account } from './account.ts';
import type { AccountRepository } from './account-repository.ts';
import type { PasswordService } from './sign-in-ports.ts';

export interface ReissuePasswordDeps {
  readonly accounts: Pick<AccountRepository, 'find' | 'replace'>;
  readonly passwords: Pick<PasswordService, 'setInitialPassword'>;
  readonly initialPassword: () => string;
}

export type ReissuePasswordRefusal =
  | { readonly kind: 'account-not-found' }
  | { readonly kind: 'own-account' }
  | { readonly kind: 'account-not-in-use' }
  | { readonly kind: 'changed-meanwhile' };

export interface ReissuedPassword {
  readonly account: Account;
  readonly initialPassword: string;
}

export async function reissuePassword(
  deps: ReissuePasswordDeps,
  input: { readonly accountId: AccountId },
  cause: Cause,
): Promise<Result<ReissuedPassword, ReissuePasswordRefusal>> {
  const account = await deps.accounts.find(input.accountId);
  if (account === undefined || account.programmeId !== cause.programmeId) return refuse({ kind: 'account-not-found' });
  if (cause.actor.kind === 'account' && cause.actor.accountId === account.accountId)
    return refuse({ kind: 'own-account' });
  if (account.status !== 'active') return refuse({ kind: 'account-not-in-use' });
  const saved = await deps.accounts.replace(
    { ...account, signedOutBefore: cause.at, version: account.version + 1 },
    { cause, audit: { action: 'reissue-password', target: `account/${account.accountId}` }, events: [], result: {} },
  );
  if (saved !== 'saved') return refuse({ kind: 'changed-meanwhile' });
  // Only whoever wrote the row sets the password, so that what is shown is what works.
  const initialPassword = deps.initialPassword();
  await deps.passwords.setInitialPassword(account.email, initialPassword);
  return ok({ account, initialPassword });
}
