import type { Caller } from '../../../../shared/access/policy.ts';
import { wareki } from '../../../../shared/calendar/wareki.ts';
import type { OrganisationDesks } from '../../../../shared/directory/organisation-desks.ts';
import type { LocalGovernmentCode } from '../../../../shared/kernel/ids.ts';
import { findLocalGovernment, prefectures } from '../../../../shared/programmes/local-governments.ts';
import { Button } from '../../../ui/components/button.tsx';
import type { FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Select } from '../../../ui/components/select.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';

export interface DesksPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly prefecture: LocalGovernmentCode | undefined;
  readonly entries: readonly OrganisationDesks[];
}

export function renderDesksPage({ caller, guard, prefecture, entries }: DesksPage): string {
  return renderConsolePage({
    title: '窓口一覧',
    caller,
    guard,
    part: '/console/directory/desks',
    children: (
      <>
        <Heading level={1}>窓口一覧</Heading>
        <p>受理した回答に基づく、ポータルサイト掲載中の相談窓口です。回答を受理していない団体は表示されません。</p>
        <form class="app-filter" method="get" action="/console/directory/desks">
          <Select
            name="prefecture"
            label="都道府県"
            need="unmarked"
            value={prefecture}
            choices={prefectures.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <Button weight="outline" size="md">
            表示する
          </Button>
        </form>
        {prefecture === undefined ? null : (
          <Table
            id="desks"
            caption={`${findLocalGovernment(prefecture)?.name ?? ''}の相談窓口`}
            columns={[
              { header: '団体', cell: (entry) => <OrganisationLink entry={entry} />, namesRow: true },
              {
                header: '窓口',
                cell: ({ desks }) => (desks.length === 0 ? '窓口なし' : desks.map(({ name }) => name).join('、')),
              },
              { header: '最終確認日', cell: ({ confirmedOn }) => wareki(confirmedOn) },
            ]}
            rows={entries}
            rowKey={({ organisationId }) => organisationId}
            emptyText="この都道府県で受理した回答は、まだありません。"
          />
        )}
      </>
    ),
  });
}

function OrganisationLink({ entry }: { readonly entry: OrganisationDesks }) {
  const { organisationId } = entry;
  return (
    <a class="dads-link" href={`/console/directory/desks/${organisationId}`}>
      {findLocalGovernment(organisationId)?.name ?? organisationId}
    </a>
  );
}
