import type { RetiredDesk } from '../../../../events/response-accepted.v1.ts';
import type { Caller } from '../../../../shared/access/policy.ts';
import { wareki } from '../../../../shared/calendar/wareki.ts';
import type { Desk, OrganisationDesks } from '../../../../shared/directory/organisation-desks.ts';
import type { OrganisationId } from '../../../../shared/kernel/ids.ts';
import { findLocalGovernment, fullName } from '../../../../shared/programmes/local-governments.ts';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import type { FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';

export interface OrganisationPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly organisationId: OrganisationId;
  /** Newest first; the first is the present entry. */
  readonly history: readonly OrganisationDesks[];
}

export function renderOrganisationPage({ caller, guard, organisationId, history }: OrganisationPage): string {
  const place = findLocalGovernment(organisationId);
  const name = place === undefined ? organisationId : fullName(place);
  const [present] = history;
  return renderConsolePage({
    title: `${name}の相談窓口`,
    caller,
    guard,
    part: '/console/directory/desks',
    breadcrumb: [
      { label: 'ホーム', href: '/console' },
      { label: '窓口一覧', href: '/console/directory/desks' },
      { label: name },
    ],
    children: (
      <>
        <Heading level={1}>{name}の相談窓口</Heading>
        {present?.desks.length === 0 ? <p>この団体から、相談窓口はないとの回答がありました。</p> : null}
        {present?.desks.map((desk) => (
          <section class="app-stack" key={desk.deskId}>
            <Heading level={2}>{desk.name}</Heading>
            <DescriptionList items={describe(desk)} />
          </section>
        ))}
        <RetiredDesks desks={present?.retired ?? []} />
        <Heading level={2}>変更の履歴</Heading>
        <Table
          id="history"
          caption="受理した回答による変更"
          columns={[
            { header: '版', cell: ({ version }) => `第${version}版`, namesRow: true },
            { header: '確認日', cell: ({ confirmedOn }) => wareki(confirmedOn) },
            { header: '受付番号', cell: ({ source }) => source.referenceNumber },
            { header: '窓口の数', cell: ({ desks }) => desks.length, kind: 'number' },
          ]}
          rows={history}
          rowKey={({ version }) => String(version)}
        />
      </>
    ),
  });
}

function RetiredDesks({ desks }: { readonly desks: readonly RetiredDesk[] }) {
  if (desks.length === 0) return null;
  return (
    <section class="app-stack">
      <Heading level={2}>廃止した窓口</Heading>
      <p>ポータルサイトには掲載していません。</p>
      <Table
        id="retired"
        caption="廃止した窓口"
        columns={[
          { header: '窓口', cell: ({ name }) => name, namesRow: true },
          { header: '廃止した日', cell: ({ retiredOn }) => (retiredOn === undefined ? '未回答' : wareki(retiredOn)) },
          { header: '理由', cell: ({ reason }) => reason ?? '未回答' },
        ]}
        rows={desks}
        rowKey={({ name }) => name}
      />
    </section>
  );
}

const labels = {
  section: '担当課',
  phone: '電話',
  fax: 'ファクス',
  mail: 'メール',
  url: 'ウェブサイト',
  openDays: '受付日',
  openHours: '受付時間',
  audience: '対象',
  audienceOther: 'その他の対象',
  languages: '対応言語',
  sns: 'SNSでの相談',
  snsUrl: 'SNSでの相談のアドレス',
  accompaniment: '手続などへの同行',
  address: '所在地',
  notes: '備考',
} as const satisfies Partial<Record<keyof Desk, string>>;

function describe(desk: Desk) {
  return Object.entries(labels).flatMap(([field, term]) => {
    const description = Object.entries(desk).find(([name]) => name === field)?.[1];
    return description === undefined ? [] : [{ term, description }];
  });
}
