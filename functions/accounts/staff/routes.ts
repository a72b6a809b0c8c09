import * as z from 'zod';
import { Role } from '../../../shared/access/role.ts';
import { AccountId } from '../../../shared/kernel/ids.ts';
import { Instant } from '../../../shared/kernel/time.ts';
import { type AnyRoute, route } from '../../platform/http/route.ts';
import type { AccountsWiring } from '../wiring.ts';
import { createChangeStatus, createChangeStatusByProgram } from './change-status.ts';
import { createCreateAccount, createCreateAccountByProgram } from './create-account.ts';
import { createListAccounts, createListAccountsByProgram } from './list-accounts.ts';
import { NewAccount } from './new-account.ts';
import { createReissuePassword, createReissuePasswordByProgram } from './reissue-password.ts';
import { createShowHome } from './show-home.ts';
import { createShowNewAccount } from './show-new-account.ts';
import { createSignOut } from './sign-out.ts';
import { createWhoAmI } from './who-am-i.ts';

export type StaffAccountsDeps = Pick<
  AccountsWiring,
  'door' | 'accounts' | 'passwords' | 'sessions' | 'secrets' | 'commands' | 'initialPassword' | 'secureCookies'
>;

const nothing = z.object({});
const NewStatus = z.enum(['active', 'suspended', 'ended'], '状態を選択してください。');

const AccountBody = z.object({
  accountId: AccountId,
  email: z.string(),
  displayName: z.string(),
  role: Role,
  status: z.enum(['active', 'suspended', 'ended']),
  createdAt: Instant,
});

export function createRoutes(deps: StaffAccountsDeps): readonly AnyRoute[] {
  const { staff } = deps.door;
  return [
    route({
      method: 'GET',
      path: '/console',
      access: staff('own-account:use'),
      input: nothing,
      handler: createShowHome(),
    }),
    route({
      method: 'POST',
      path: '/console/accounts/sign-out',
      access: staff('own-account:use'),
      input: nothing,
      handler: createSignOut(deps),
    }),
    route({
      method: 'GET',
      path: '/console/accounts/list',
      access: staff('accounts:read'),
      input: nothing,
      handler: createListAccounts(deps),
    }),
    route({
      method: 'GET',
      path: '/console/accounts/new',
      access: staff('accounts:manage'),
      input: nothing,
      handler: createShowNewAccount(),
    }),
    route({
      method: 'POST',
      path: '/console/accounts/new',
      access: staff('accounts:manage'),
      input: z.looseObject({}),
      handler: createCreateAccount(deps),
    }),
    route({
      method: 'POST',
      path: '/console/accounts/list/{accountId}/status',
      access: staff('accounts:manage'),
      input: z.object({ accountId: AccountId, status: NewStatus }),
      handler: createChangeStatus(deps),
    }),
    route({
      method: 'POST',
      path: '/console/accounts/list/{accountId}/password',
      access: staff('accounts:manage'),
      input: z.object({ accountId: AccountId }),
      handler: createReissuePassword(deps),
    }),
    ...apiRoutes(deps),
  ];
}

function apiRoutes(deps: StaffAccountsDeps): readonly AnyRoute[] {
  const { staff } = deps.door;
  return [
    route({
      method: 'GET',
      path: '/api/v1/accounts/me',
      access: staff('own-account:use'),
      input: nothing,
      handler: createWhoAmI(),
      describe: {
        operationId: 'getOwnAccount',
        summary: '自分のアカウントを見る',
        replies: {
          200: AccountBody.pick({ accountId: true, displayName: true, role: true }).extend({ programmeId: z.string() }),
        },
        refusals: [],
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/accounts',
      access: staff('accounts:read'),
      input: nothing,
      handler: createListAccountsByProgram(deps),
      describe: {
        operationId: 'listAccounts',
        summary: 'アカウントの一覧を見る',
        replies: { 200: z.object({ accounts: z.array(AccountBody) }) },
        refusals: [],
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/accounts',
      access: staff('accounts:manage'),
      input: NewAccount,
      handler: createCreateAccountByProgram(deps),
      describe: {
        operationId: 'createAccount',
        summary: 'アカウントを登録する',
        replies: { 201: z.object({ accountId: AccountId, initialPassword: z.string().optional() }) },
        refusals: [409, 422],
        example: { email: 'new-person@body.example', displayName: '新任 担当', role: 'body-staff' },
      },
    }),
    route({
      method: 'PUT',
      path: '/api/v1/accounts/{accountId}/status',
      access: staff('accounts:manage'),
      input: z.object({ accountId: AccountId, status: NewStatus }),
      handler: createChangeStatusByProgram(deps),
      describe: {
        operationId: 'changeAccountStatus',
        summary: 'アカウントを停止・再開・終了する',
        replies: { 200: z.object({ status: NewStatus }) },
        refusals: [409, 422],
        example: { accountId: '0b8e3b9c-5a55-4f0e-8f5e-6c1d2f3a4b5c', status: 'suspended' },
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/accounts/{accountId}/initial-password',
      access: staff('accounts:manage'),
      input: z.object({ accountId: AccountId }),
      handler: createReissuePasswordByProgram(deps),
      describe: {
        operationId: 'reissuePassword',
        summary: '初期パスワードを発行し直す',
        replies: { 201: z.object({ accountId: AccountId, initialPassword: z.string().optional() }) },
        refusals: [409],
        example: { accountId: '0b8e3b9c-5a55-4f0e-8f5e-6c1d2f3a4b5c' },
      },
    }),
  ];
}
