import type { Caller } from '../../../../shared/access/policy.ts';
import { wareki } from '../../../../shared/calendar/wareki.ts';
import type { OrganisationDesks } from '../../../../shared/directory/organisation-desks.ts';
import type { LocalGovernmentCode } from '../../../../shared/kernel/ids.ts';
import type { FoundPlace } from '../../../../shared/programmes/former-local-governments.ts';
import { findLocalGovernment, fullName, prefectures } from '../../../../shared/programmes/local-governments.ts';
import { Button } from '../../../ui/components/button.tsx';
import type { FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Select } from '../../../ui/components/select.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { TextField } from '../../../ui/components/text-field.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { FileLinks } from './file-links.tsx';

export interface DesksPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly prefecture: LocalGovernmentCode | undefined;
  readonly entries: readonly OrganisationDesks[];
  /** Characters of the entries that CP932 does not have, in words. */
  readonly lost?: readonly string[];
  /** What was looked for by name or code, old ones too. */
  readonly found?: { readonly name: string; readonly places: readonly FoundPlace[] } | undefined;
}

export function renderDesksPage({ caller, guard, prefecture, entries, lost, found }: DesksPage): string {
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
        <form class="app-filter" method="get" action="/console/directory/desks">
          <TextField
            name="name"
            label="団体名または団体コード"
            support="旧名称と旧コードでも探せます。"
            need="unmarked"
            value={found?.name}
          />
          <Button weight="outline" size="md">
            探す
          </Button>
        </form>
        {found === undefined ? null : <FoundPlaces places={found.places} />}
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
        <Heading level={2}>ファイルで受け取る</Heading>
        <p>{prefecture === undefined ? '全国' : (findLocalGovernment(prefecture)?.name ?? '')}の窓口一覧です。</p>
        <FileLinks address={`/console/directory/desks/file?prefecture=${prefecture ?? ''}`} lost={lost ?? []} />
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

function FoundPlaces({ places }: { readonly places: readonly FoundPlace[] }) {
  if (places.length === 0) return <p>あてはまる団体がありません。名称の一部か、6桁の団体コードを入力してください。</p>;
  return (
    <ul class="app-plain-list">
      {places.map(({ place, former }) => (
        <li key={`${place.code} ${former?.code ?? ''}`}>
          <a class="dads-link" href={`/console/directory/desks/${place.code}`}>
            {fullName(place)}
          </a>
          {former === undefined ? null : `（${former.name}は、${wareki(former.endedOn)}に再編されました）`}
        </li>
      ))}
    </ul>
  );
}
