import type { Caller } from '../../../shared/access/policy.ts';
import type { Account } from '../../../shared/accounts/account.ts';
import type { AccountRepository } from '../../../shared/accounts/account-repository.ts';
import { html, json, type Reply } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import { renderAccountsPage } from './pages/accounts-page.tsx';

export interface ListAccountsDeps {
  readonly accounts: Pick<AccountRepository, 'list'>;
}

export function createListAccounts({ accounts }: ListAccountsDeps) {
  return async ({ who, guard }: RouteRequest<Caller, object>): Promise<Reply> =>
    html(200, renderAccountsPage({ caller: who, guard, accounts: await accounts.list(who.programmeId) }));
}

export function createListAccountsByProgram({ accounts }: ListAccountsDeps) {
  return async ({ who }: RouteRequest<Caller, object>): Promise<Reply> =>
    json(200, { accounts: (await accounts.list(who.programmeId)).map(bodyOf) });
}

function bodyOf({ accountId, email, displayName, role, status, createdAt }: Account) {
  return { accountId, email, displayName, role, status, createdAt };
}
