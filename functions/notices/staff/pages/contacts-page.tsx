import { type Caller, may } from '../../../../shared/access/policy.ts';
import { wareki } from '../../../../shared/calendar/wareki.ts';
import { jstDateOf } from '../../../../shared/kernel/time.ts';
import type { CurrentContacts } from '../../../../shared/notices/contact.ts';
import type { ContactImport } from '../../../../shared/notices/contact-import.ts';
import { nationalDigits } from '../../../../shared/programmes/area.ts';
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
import type { ContactArea, ContactList } from '../contacts.ts';
import { CorrectionsSection, ImportsSection, MissingDetails } from './contact-sections.tsx';
import { DigestLink } from './digest-link.tsx';
import { OverridesSection } from './overrides-section.tsx';

export interface ContactsPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly list: ContactList;
  readonly imports: readonly ContactImport[];
  readonly prefecture: ContactArea | undefined;
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
              label="連絡先のある地方公共団体"
              done={list.current.organisations - (list.current.nationalOrganisations ?? 0)}
              total={localGovernments.length}
            />
            <MissingDetails id="missing" missing={list.missing} />
            <NationalCount current={list.current} />
            <ImportLinks caller={caller} />
            <DigestLink caller={caller} />
            <CorrectionsSection corrections={list.corrections} mayCorrect={may(caller.role, 'contacts:import')} />
            <OverridesSection
              overrides={list.overrides}
              guard={guard}
              mayReview={may(caller.role, 'contacts:import')}
            />
            <ListSection page={page} />
          </>
        )}
        <ImportsSection imports={imports} />
      </>
    ),
  });
}

/** 全国団体 have no list of the state: how many there are is what the file says. */
function NationalCount({ current }: { readonly current: CurrentContacts }) {
  const { nationalOrganisations = 0 } = current;
  return nationalOrganisations === 0 ? null : <p>ほかに、全国団体{nationalOrganisations}団体の連絡先があります。</p>;
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
          choices={[...prefectures.map(({ code, name }) => ({ value: code, label: name })), ...nationalChoice(list)]}
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
          caption={`${findLocalGovernment(prefecture)?.name ?? '全国団体'}の連絡先（${list.contacts.length}団体）`}
          columns={[
            {
              header: '団体',
              namesRow: true,
              cell: ({ organisationId, name }) => organisationName(organisationId, name),
            },
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

function nationalChoice({ current }: ContactList) {
  return (current?.nationalOrganisations ?? 0) === 0 ? [] : [{ value: nationalDigits, label: '全国団体' }];
}

/** @param name of an organisation that stands in no official list */
export function organisationName(organisationId: string, name = organisationId): string {
  const place = findLocalGovernment(organisationId);
  return place === undefined ? name : fullName(place);
}
