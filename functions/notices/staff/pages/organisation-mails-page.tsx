import { type Caller, may } from '../../../../shared/access/policy.ts';
import type { OrganisationId } from '../../../../shared/kernel/ids.ts';
import { type Notice, subjectOf } from '../../../../shared/notices/notice.ts';
import { ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import type { FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { momentText } from '../../texts/letter-parts.ts';
import { purposeLabels, whatToDo } from '../../texts/status-labels.ts';
import { stateAt } from '../bodies.ts';
import { contactsPart, organisationName } from './contacts-page.tsx';
import { MailState, mailReason, mailsPart, organisationMailsHref } from './mail-parts.tsx';

export interface OrganisationMailsPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly organisationId: OrganisationId;
  /** The newest first. */
  readonly notices: readonly Notice[];
}

export function renderOrganisationMailsPage({ caller, guard, organisationId, notices }: OrganisationMailsPage): string {
  const name = organisationName(organisationId);
  return renderConsolePage({
    ...({ title: '団体へのメール', caller, guard, part: mailsPart } as const),
    breadcrumb: [{ label: 'ホーム', href: '/console' }, { label: 'メール', href: mailsPart }, { label: name }],
    children: (
      <>
        <Heading level={1}>{`${name}へのメール`}</Heading>
        <p>
          {name}（団体コード{organisationId}
          ）に送ったメールと、その状態です。新しいものから200通までを表示します。宛先のアドレスと本文は表示しません。
        </p>
        <Table
          id="mails-table"
          caption={`送ったメール（${notices.length}通）`}
          columns={[
            { header: 'メールの種類', namesRow: true, cell: ({ content }) => purposeLabels[content.purpose] },
            { header: '調査', cell: (notice) => subjectOf(notice)?.surveyTitle ?? '' },
            { header: '作成の日時', cell: ({ requestedAt }) => momentText(requestedAt) },
            { header: '状態', cell: ({ status }) => <MailState status={status} /> },
            { header: '状態の日時', cell: (notice) => momentText(stateAt(notice)) },
            { header: '理由', cell: mailReason },
            { header: '対応', cell: whatToDo },
          ]}
          rows={notices}
          rowKey={({ noticeId }) => noticeId}
          emptyText="この団体に送ったメールはありません。"
        />
        <ButtonGroup>
          <ButtonLink
            weight="outline"
            size="md"
            href={`${organisationMailsHref(organisationId)}/mails.csv`}
            download={`メールの状況_${name}.csv`}
          >
            CSVをダウンロードする
          </ButtonLink>
          {may(caller.role, 'contacts:import') ? (
            <ButtonLink weight="outline" size="md" href={`${contactsPart}/${organisationId}/edit`}>
              連絡先を直す
            </ButtonLink>
          ) : null}
        </ButtonGroup>
      </>
    ),
  });
}
