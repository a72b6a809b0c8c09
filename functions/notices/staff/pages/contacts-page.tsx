import { type Caller, may } from '../../../../shared/access/policy.ts';
import { wareki } from '../../../../shared/calendar/wareki.ts';
import type { LocalGovernmentCode } from '../../../../shared/kernel/ids.ts';
import { jstDateOf } from '../../../../shared/kernel/time.ts';
import type { ContactImport } from '../../../../shared/notices/contact-import.ts';
import {
  findLocalGovernment,
  fullName,
  localGovernments,
  prefectures,
} from '../../../../shared/programmes/local-governments.ts';
import { Button, ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { EmptyState } from '../../../ui/components/empty-state.tsx';
import type { FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { ProgressBar } from '../../../ui/components/progress-bar.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Select } from '../../../ui/components/select.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import type { ContactList } from '../contacts.ts';
import { CorrectionsSection, ImportsSection, MissingDetails } from './contact-sections.tsx';
import { DigestLink } from './digest-link.tsx';

export interface ContactsPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly list: ContactList;
  readonly imports: readonly ContactImport[];
  readonly prefecture: LocalGovernmentCode | undefined;
}

export const contactsPart = '/console/notices/contacts';

export function renderContactsPage(page: ContactsPage): string {
  const { caller, guard, list, imports } = page;
  return renderConsolePage({
    title: '連絡先',
    caller,
    guard,
    part: contactsPart,
    children: (
      <>
        <Heading level={1}>連絡先</Heading>
        {list.current === undefined ? (
          <>
            <EmptyState heading="連絡先はまだありません" action={<ImportLinks caller={caller} />}>
              調査の依頼を送るには、47都道府県と1,741市区町村の連絡先が必要です。CSVまたはXLSXのファイルで取り込んでください。
            </EmptyState>
            <DigestLink caller={caller} />
          </>
        ) : (
          <>
            <p>
              {wareki(jstDateOf(list.current.confirmedAt))}
              に確定した連絡先です。メールは、送信する時点の連絡先へ送ります。
            </p>
            <ProgressBar
              id="listed"
              label="連絡先のある団体"
              done={list.current.organisations}
              total={localGovernments.length}
            />
            <MissingDetails id="missing" missing={list.missing} />
            <ImportLinks caller={caller} />
            <DigestLink caller={caller} />
            <CorrectionsSection corrections={list.corrections} />
            <ListSection page={page} />
          </>
        )}
        <ImportsSection imports={imports} />
      </>
    ),
  });
}

function ImportLinks({ caller }: { readonly caller: Caller }) {
  return (
    <ButtonGroup>
      {may(caller.role, 'contacts:import') ? (
        <ButtonLink href="/console/assets/files/new">ファイルを取り込む</ButtonLink>
      ) : null}
      <ButtonLink href={`${contactsPart}/template.csv`} weight="outline" download="連絡先の様式.csv">
        様式（CSV）をダウンロードする
      </ButtonLink>
    </ButtonGroup>
  );
}

function ListSection({ page }: { readonly page: ContactsPage }) {
  const { list, prefecture } = page;
  return (
    <Section id="list" heading="連絡先の一覧">
      <form class="dads-form" method="get" action={contactsPart}>
        <Select
          name="prefecture"
          label="都道府県"
          need="unmarked"
          value={prefecture}
          choices={prefectures.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <ButtonGroup>
          <Button weight="outline" size="md">
            表示する
          </Button>
        </ButtonGroup>
      </form>
      {prefecture === undefined ? null : (
        <Table
          id="contacts"
          caption={`${findLocalGovernment(prefecture)?.name ?? ''}の連絡先（${list.contacts.length}団体）`}
          columns={[
            { header: '団体', namesRow: true, cell: ({ organisationId }) => organisationName(organisationId) },
            { header: '団体コード', cell: ({ organisationId }) => organisationId },
            { header: '担当部署', cell: ({ section }) => section },
            { header: 'メールアドレス', cell: ({ mail, cc }) => (cc === undefined ? mail : `${mail}（CC：${cc}）`) },
            { header: '電話番号', cell: ({ phone }) => phone ?? '' },
          ]}
          rows={list.contacts}
          rowKey={({ organisationId }) => organisationId}
          emptyText="この都道府県の連絡先はありません。"
        />
      )}
    </Section>
  );
}

export function organisationName(organisationId: string): string {
  const place = findLocalGovernment(organisationId);
  return place === undefined ? organisationId : fullName(place);
}
