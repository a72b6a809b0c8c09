import { type Caller, may } from '../../../../shared/access/policy.ts';
import { roleLabels } from '../../../../shared/access/role.ts';
import { type Account, type AccountStatus, accountMoves } from '../../../../shared/accounts/account.ts';
import { Button, ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { FormGuard, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { StatusTag } from '../../../ui/components/status-tag.tsx';
import { type Column, Table } from '../../../ui/components/table.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';

export interface AccountsPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly accounts: readonly Account[];
}

const statusLabels = { active: '利用中', suspended: '停止中', ended: '終了' } as const satisfies Record<
  AccountStatus,
  string
>;
const statusTones = { active: 'success', suspended: 'warning', ended: 'neutral' } as const;
const moveLabels = { active: '再開する', suspended: '停止する', ended: '終了する' } as const satisfies Record<
  AccountStatus,
  string
>;

export function renderAccountsPage({ caller, guard, accounts }: AccountsPage): string {
  const canManage = may(caller.role, 'accounts:manage');
  return renderConsolePage({
    title: 'アカウント',
    caller,
    guard,
    part: '/console/accounts/list',
    children: (
      <>
        <Heading level={1}>アカウント</Heading>
        {canManage ? (
          <p>
            <ButtonLink href="/console/accounts/new" size="md">
              アカウントを登録する
            </ButtonLink>
          </p>
        ) : null}
        <Table
          id="accounts"
          caption="この事業のアカウント"
          columns={columns(canManage ? { caller, guard } : undefined)}
          rows={accounts}
          rowKey={({ accountId }) => accountId}
        />
      </>
    ),
  });
}

function columns(
  manager: { readonly caller: Caller; readonly guard: FormGuardProps } | undefined,
): readonly Column<Account>[] {
  const shown: readonly Column<Account>[] = [
    { header: '氏名', cell: ({ displayName }) => displayName, namesRow: true },
    { header: '役割', cell: ({ role }) => roleLabels[role] },
    { header: 'メールアドレス', cell: ({ email }) => email },
    { header: '状態', cell: ({ status }) => <StatusTag tone={statusTones[status]}>{statusLabels[status]}</StatusTag> },
  ];
  if (manager === undefined) return shown;
  return [...shown, { header: '操作', cell: (account) => <Moves account={account} {...manager} /> }];
}

function Moves({
  account,
  caller,
  guard,
}: {
  readonly account: Account;
  readonly caller: Caller;
  readonly guard: FormGuardProps;
}) {
  if (account.accountId === caller.accountId) return <>（ご自身）</>;
  return (
    <ButtonGroup>
      {accountMoves[account.status].map((to) => (
        <form method="post" action={`/console/accounts/list/${account.accountId}/status`} data-submit-once key={to}>
          <FormGuard
            csrf={guard.csrf}
            commandId={`${guard.commandId.slice(0, 18)}${account.accountId.slice(0, 8)}-${to}`}
          />
          <input type="hidden" name="status" value={to} />
          <Button weight="outline" size="sm" danger={to === 'ended'}>
            {moveLabels[to]}
            <span class="dads-visually-hidden">（{account.displayName}）</span>
          </Button>
        </form>
      ))}
      {account.status === 'active' ? <Reissue account={account} guard={guard} /> : null}
    </ButtonGroup>
  );
}

function Reissue({ account, guard }: { readonly account: Account; readonly guard: FormGuardProps }) {
  return (
    <form method="post" action={`/console/accounts/list/${account.accountId}/password`} data-submit-once>
      <FormGuard
        csrf={guard.csrf}
        commandId={`${guard.commandId.slice(0, 18)}${account.accountId.slice(0, 8)}-password`}
      />
      <Button weight="outline" size="sm">
        初期パスワードを発行する
        <span class="dads-visually-hidden">（{account.displayName}）</span>
      </Button>
    </form>
  );
}
