import type { Cause } from '../kernel/change.ts';
import type { AccountId } from '../kernel/ids.ts';
import { mayMove } from '../kernel/moves.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type Account, type AccountStatus, accountMoves } from './account.ts';
import type { AccountRepository } from './account-repository.ts';
import type { PasswordService } from './sign-in-ports.ts';

export interface ChangeAccountStatusDeps {
  readonly accounts: Pick<AccountRepository, 'find' | 'replace'>;
  readonly passwords: Pick<PasswordService, 'disable' | 'enable'>;
}

export type ChangeAccountStatusRefusal =
  | { readonly kind: 'account-not-found' }
  | { readonly kind: 'own-account' }
  | { readonly kind: 'account-not-movable' }
  | { readonly kind: 'changed-meanwhile' };

/**
 * Suspends, resumes or ends an account. Ours is written first: from that moment the next click is refused, whatever
 * becomes of the call to the user pool, which is repeated with the command.
 */
export async function changeAccountStatus(
  deps: ChangeAccountStatusDeps,
  input: { readonly accountId: AccountId; readonly to: AccountStatus },
  cause: Cause,
): Promise<Result<{ readonly status: AccountStatus }, ChangeAccountStatusRefusal>> {
  const account = await deps.accounts.find(input.accountId);
  if (account === undefined || account.programmeId !== cause.programmeId) return refuse({ kind: 'account-not-found' });
  if (cause.actor.kind === 'account' && cause.actor.accountId === account.accountId)
    return refuse({ kind: 'own-account' });
  if (account.status !== input.to) {
    if (!mayMove(accountMoves, account.status, input.to)) return refuse({ kind: 'account-not-movable' });
    const saved = await deps.accounts.replace(moved(account, input.to, cause), {
      cause,
      audit: {
        action: 'change-account-status',
        target: `account/${account.accountId}`,
        detail: { from: account.status, to: input.to },
      },
      events: [],
      result: { status: input.to },
    });
    if (saved !== 'saved') return refuse({ kind: 'changed-meanwhile' });
  }
  await (input.to === 'active' ? deps.passwords.enable(account.email) : deps.passwords.disable(account.email));
  return ok({ status: input.to });
}

function moved(account: Account, status: AccountStatus, cause: Cause): Account {
  const signedOutBefore = status === 'active' ? account.signedOutBefore : cause.at;
  return {
    ...account,
    status,
    version: account.version + 1,
    ...(signedOutBefore === undefined ? {} : { signedOutBefore }),
  };
}
