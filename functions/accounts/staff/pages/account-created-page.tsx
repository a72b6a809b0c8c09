import type { Caller } from '../../../../shared/access/policy.ts';
import { type Role, roleLabels } from '../../../../shared/access/role.ts';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import type { FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';

export interface AccountCreatedPage {
  /** アカウントを登録しました unless told. */
  readonly title?: string;
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly displayName: string;
  readonly email: string;
  readonly role: Role;
  /** Absent where the page is shown again: it is stored nowhere. */
  readonly initialPassword?: string | undefined;
}

export function renderAccountCreatedPage(page: AccountCreatedPage): string {
  const { title = 'アカウントを登録しました' } = page;
  return renderConsolePage({
    title,
    caller: page.caller,
    guard: page.guard,
    part: '/console/accounts/list',
    children: (
      <>
        <Heading level={1}>{title}</Heading>
        <NotificationBanner kind="success" heading="本人に次の内容を渡してください" announce>
          <p>初期パスワードは、この画面にしか表示されません。7日以内にログインし、本人がパスワードを変更します。</p>
        </NotificationBanner>
        <DescriptionList
          items={[
            { term: '氏名', description: page.displayName },
            { term: '役割', description: roleLabels[page.role] },
            { term: 'メールアドレス', description: page.email },
            {
              term: '初期パスワード',
              description:
                page.initialPassword === undefined ? (
                  'すでに表示しました。'
                ) : (
                  <code class="app-secret">{page.initialPassword}</code>
                ),
            },
          ]}
        />
        <p>
          <a class="dads-link" href="/console/accounts/list">
            アカウントの一覧へ
          </a>
        </p>
      </>
    ),
  });
}
