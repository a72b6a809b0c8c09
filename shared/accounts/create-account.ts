/**
 * A new account for a named person. The initial password is shown once to whoever creates it and works for seven days
 * for one thing: setting one's own.
 * @source 千葉県 仕様書 別記2 5.3(2)(ア); 愛媛労働局 仕様書 別紙2 6.5.1
 */
import type { Role } from '../access/role.ts';
import type { Cause } from '../kernel/change.ts';
import type { AccountId, OrganisationId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { keepAsTyped } from '../kernel/text.ts';
import type { AccountRepository } from './account-repository.ts';
import type { PasswordService } from './sign-in-ports.ts';

export interface CreateAccountDeps {
  readonly accounts: Pick<AccountRepository, 'findByEmail' | 'add'>;
  readonly passwords: Pick<PasswordService, 'register' | 'setInitialPassword'>;
  readonly initialPassword: () => string;
}

export type CreateAccountRefusal = { readonly kind: 'email-already-used' };

export interface CreatedAccount {
  readonly accountId: AccountId;
  readonly initialPassword: string;
}

export async function createAccount(
  deps: CreateAccountDeps,
  input: {
    readonly email: string;
    readonly displayName: string;
    readonly role: Role;
    /** Only of somebody who works for a prefecture. */
    readonly organisationId?: OrganisationId | undefined;
  },
  cause: Cause,
): Promise<Result<CreatedAccount, CreateAccountRefusal>> {
  if ((await deps.accounts.findByEmail(input.email)) !== undefined) return refuse({ kind: 'email-already-used' });
  const accountId = await deps.passwords.register(input.email);
  const { email, displayName, role, organisationId } = input;
  const account = {
    email,
    displayName: keepAsTyped(displayName),
    role,
    ...(role === 'prefecture-officer' && organisationId !== undefined ? { organisationId } : {}),
    accountId,
    programmeId: cause.programmeId,
    status: 'active',
    createdAt: cause.at,
    version: 1,
  } as const;
  const saved = await deps.accounts.add(account, {
    cause,
    audit: { action: 'create-account', target: `account/${accountId}`, detail: { role: input.role } },
    events: [],
    result: { accountId },
  });
  if (saved !== 'saved') return refuse({ kind: 'email-already-used' });
  // Only whoever wrote the account sets its password: of two at once, the other must not change what the first shows.
  const initialPassword = deps.initialPassword();
  await deps.passwords.setInitialPassword(input.email, initialPassword);
  return ok({ accountId, initialPassword });
}
