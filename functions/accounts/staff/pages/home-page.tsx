import type { Caller } from '../../../../shared/access/policy.ts';
import type { FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { consoleParts, renderConsolePage } from '../../../ui/console-page.tsx';

const explanations: Readonly<Record<string, string>> = {
  '/console/surveys/rounds': '調査の実施、回答の状況、受理、集計データの出力を行います。',
  '/console/surveys/area': '管内の市区町村の回答状況を確認します。',
  '/console/notices/contacts': '地方公共団体の連絡先を取り込み、確認します。',
  '/console/notices/mails': '回答依頼などのメールの送信状況を確認します。',
  '/console/directory/desks': 'ポータルサイトに掲載している相談窓口を確認します。',
  '/console/assets/files': 'アップロードしたファイルと、ウイルス検査の結果を確認します。',
  '/console/records/audit': 'いつ、誰が、何をしたかの記録を確認します。',
  '/console/accounts/list': '職員のアカウントを登録、停止、再開します。',
};

export function renderHomePage({ caller, guard }: { readonly caller: Caller; readonly guard: FormGuardProps }): string {
  return renderConsolePage({
    title: 'ホーム',
    caller,
    guard,
    children: (
      <>
        <Heading level={1}>ホーム</Heading>
        <ul class="app-card-list">
          {consoleParts(caller).map(({ href, label }) => (
            <li class="app-card" key={href}>
              <a class="app-card__link" href={href}>
                {label}
              </a>
              <p class="app-card__text">{explanations[href] ?? ''}</p>
            </li>
          ))}
        </ul>
      </>
    ),
  });
}
