import type { Caller } from '../../../../shared/access/policy.ts';
import { wareki } from '../../../../shared/calendar/wareki.ts';
import { deskFields, deskLabels } from '../../../../shared/directory/desk-differences.ts';
import type { Desk, EndedDesk, OrganisationDesks } from '../../../../shared/directory/organisation-desks.ts';
import type { OrganisationId } from '../../../../shared/kernel/ids.ts';
import { findLocalGovernment, fullName } from '../../../../shared/programmes/local-governments.ts';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import type { FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { DeskHistory } from './desk-history.tsx';

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
        {present === undefined ? <p>この団体の回答は、まだ受理していません（未回答）。</p> : null}
        {present?.desks.length === 0 ? <p>この団体から、相談窓口はないとの回答がありました。</p> : null}
        {present?.desks.map((desk) => (
          <section class="app-stack" key={desk.deskId}>
            <Heading level={2}>{desk.name}</Heading>
            <DescriptionList items={describe(desk)} />
          </section>
        ))}
        <RetiredDesks desks={present?.retired ?? []} />
        <Heading level={2}>変更の履歴</Heading>
        <DeskHistory history={history} />
      </>
    ),
  });
}

function RetiredDesks({ desks }: { readonly desks: readonly EndedDesk[] }) {
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
        rowKey={({ name, deskId }) => deskId ?? name}
      />
    </section>
  );
}

function describe(desk: Desk) {
  return deskFields.flatMap((field) => {
    const description = desk[field];
    return field === 'name' || description === undefined ? [] : [{ term: deskLabels[field], description }];
  });
}
