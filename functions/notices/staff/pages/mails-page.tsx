import { type Caller, may } from '../../../../shared/access/policy.ts';
import {
  type Notice,
  type NoticeStatus,
  noticePurposes,
  noticeStatuses,
  subjectOf,
} from '../../../../shared/notices/notice.ts';
import type { NoticeGroup, NoticePage } from '../../../../shared/notices/notice-repository.ts';
import { isResendable } from '../../../../shared/notices/resend-invitation.ts';
import type { RoundFact } from '../../../../shared/notices/round-facts.ts';
import { Button, ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { Pagination } from '../../../ui/components/pagination.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Select } from '../../../ui/components/select.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { momentText } from '../../texts/letter-parts.ts';
import { noticeLabels, purposeLabels } from '../../texts/status-labels.ts';
import { stateAt } from '../bodies.ts';
import type { MailsInput } from '../mails.ts';
import { organisationName } from './contacts-page.tsx';
import { DigestLink } from './digest-link.tsx';
import { MailState, mailReason, mailsPart, organisationMailsHref } from './mail-parts.tsx';
import { TrialLink } from './trial-page.tsx';

export interface MailsPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly input: MailsInput;
  readonly rounds: readonly RoundFact[];
  readonly group: NoticeGroup;
  readonly counts: Readonly<Record<NoticeStatus, number>>;
  readonly page: NoticePage;
}

export function renderMailsPage(mails: MailsPage): string {
  const { caller, guard, group, counts } = mails;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const label = purposeLabels[group.purpose];
  return renderConsolePage({
    ...({ title: 'メール', caller, guard, part: mailsPart } as const),
    children: (
      <>
        {mails.input.result === undefined ? null : (
          <NotificationBanner kind="success" heading="もう一度送ります" announce>
            <p>回答依頼のメールを、送信待ちに加えました。数分後に、状態を確かめてください。</p>
          </NotificationBanner>
        )}
        <Heading level={1}>メール</Heading>
        <p>送信したメールと、その到達の状況です。開封やリンクの利用は記録していません。</p>
        <DigestLink caller={caller} />
        <TrialLink caller={caller} />
        <Filter mails={mails} />
        <Section id="counts" heading={`${label}の状況（${total.toLocaleString('ja-JP')}通）`}>
          <Table
            id="counts-table"
            caption="状態ごとの通数"
            columns={[
              { header: '状態', namesRow: true, cell: (status) => <MailState status={status} /> },
              { header: '通数', kind: 'number', cell: (status) => counts[status].toLocaleString('ja-JP') },
              { header: '対応', cell: (status) => noticeLabels[status].whatToDo },
              {
                header: '一覧',
                cell: (status) =>
                  counts[status] === 0 ? (
                    ''
                  ) : (
                    <Link href={hrefOf(mails, { status })}>{`${noticeLabels[status].text}を見る`}</Link>
                  ),
              },
            ]}
            rows={noticeStatuses}
            rowKey={(status) => status}
          />
        </Section>
        <ListSection mails={mails} />
      </>
    ),
  });
}

function hrefOf(
  { group }: MailsPage,
  more: { readonly status?: NoticeStatus | undefined; readonly after?: string | undefined },
): string {
  const { purpose, roundId } = group;
  const pairs = Object.entries({ round: roundId, purpose, ...more }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return `${mailsPart}?${new URLSearchParams(pairs)}`;
}

/** All of what is looked at, not only the page that is shown. */
function csvHref(mails: MailsPage): string {
  return hrefOf(mails, { status: mails.input.status }).replace(mailsPart, `${mailsPart}.csv`);
}

/** The rounds that are open, and the one that is looked at, which may be announced only. */
function roundChoices({ rounds, group: { roundId }, page }: MailsPage) {
  const choices = rounds.map((each) => ({ value: each.roundId, label: each.surveyTitle }));
  if (roundId === undefined || choices.some(({ value }) => value === roundId)) return choices;
  const [title] = page.notices.map((notice) => subjectOf(notice)?.surveyTitle);
  return [{ value: roundId, label: title ?? '開始前の調査' }, ...choices];
}

function Filter({ mails }: { readonly mails: MailsPage }) {
  const { group, input } = mails;
  return (
    <form class="dads-form" method="get" action={mailsPart}>
      <Select name="round" label="調査" need="unmarked" value={group.roundId} choices={roundChoices(mails)} />
      <Select
        name="purpose"
        label="メールの種類"
        need="unmarked"
        value={group.purpose}
        choices={noticePurposes.map((purpose) => ({ value: purpose, label: purposeLabels[purpose] }))}
      />
      <Select
        name="status"
        label="状態"
        need="unmarked"
        value={input.status}
        emptyLabel="すべて"
        choices={noticeStatuses.map((status) => ({ value: status, label: noticeLabels[status].text }))}
      />
      <ButtonGroup>
        <Button weight="outline" size="md">
          表示する
        </Button>
      </ButtonGroup>
    </form>
  );
}

function ListSection({ mails }: { readonly mails: MailsPage }) {
  const { notices, next } = mails.page;
  const mayResend = mails.group.purpose === 'survey-invitation' && may(mails.caller.role, 'contacts:import');
  const { status, after } = mails.input;
  return (
    <Section id="list" heading="メールの一覧">
      <Table
        id="mails-table"
        caption={status === undefined ? 'すべての状態' : noticeLabels[status].text}
        columns={[
          { header: '宛先', namesRow: true, cell: (notice) => <Recipient notice={notice} /> },
          { header: '状態', cell: (notice) => <MailState status={notice.status} /> },
          { header: '日時', cell: (notice) => momentText(stateAt(notice)) },
          { header: '試行', kind: 'number', cell: ({ tries }) => tries },
          { header: '理由', cell: (notice) => mailReason(notice) },
          ...(mayResend
            ? [{ header: '操作', cell: (notice: Notice) => <Resend mails={mails} notice={notice} /> }]
            : []),
        ]}
        rows={notices}
        rowKey={({ noticeId }) => noticeId}
        emptyText="この条件のメールはありません。"
      />
      <ButtonGroup>
        <ButtonLink weight="outline" size="md" href={csvHref(mails)} download="メールの状況.csv">
          CSVをダウンロードする
        </ButtonLink>
      </ButtonGroup>
      {after === undefined ? null : <Link href={hrefOf(mails, { status })}>はじめから表示する</Link>}
      {next === undefined ? null : (
        <Pagination
          summary={`${notices.length}通を表示しています。`}
          nextHref={hrefOf(mails, { status, after: next })}
        />
      )}
    </Section>
  );
}

function Resend({ mails: { guard }, notice }: { readonly mails: MailsPage; readonly notice: Notice }) {
  if (!isResendable(notice)) return null;
  return (
    <Form {...guard} action={`${mailsPart}/${notice.noticeId}/resend`}>
      <Button weight="outline" size="sm">
        もう一度送る
      </Button>
    </Form>
  );
}

/** A colleague's mail, too, stands among those of the organisation. */
function Recipient({ notice: { content } }: { readonly notice: Notice }) {
  if (!('organisationId' in content)) return '報告先';
  return <Link href={organisationMailsHref(content.organisationId)}>{organisationName(content.organisationId)}</Link>;
}
