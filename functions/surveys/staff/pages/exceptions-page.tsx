/** 期限延長 and 対象外 of a round, in one list; each is taken back on the organisation's page. */
import { type Caller, may } from '../../../../shared/access/policy.ts';
import { warekiWithWeekday } from '../../../../shared/calendar/wareki.ts';
import { jstDateOf } from '../../../../shared/kernel/time.ts';
import type { Invitation } from '../../../../shared/surveys/invitation.ts';
import type { Round } from '../../../../shared/surveys/round.ts';
import type { FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { crumbsOf, InvitationState, roundHref, roundsPart } from './round-parts.tsx';

export interface ExceptionsPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly round: Round;
  readonly invitations: readonly Invitation[];
}

export function renderExceptionsPage({ caller, guard, round, invitations }: ExceptionsPage): string {
  return renderConsolePage({
    title: `期限の延長と対象外（${round.title}）`,
    caller,
    guard,
    part: roundsPart,
    breadcrumb: crumbsOf(round, '期限の延長と対象外'),
    children: (
      <>
        <Heading level={1} shoulder={round.title}>
          期限の延長と対象外
        </Heading>
        <p>
          団体ごとに認めた期限の延長と、対象外とした団体の一覧です。認める場合と取り消す場合は、団体の画面を開いてください。
        </p>
        <Section id="extensions" heading="期限の延長">
          <Extensions caller={caller} round={round} invitations={invitations} />
        </Section>
        <Section id="exemptions" heading="対象外">
          <Exemptions caller={caller} round={round} invitations={invitations} />
        </Section>
      </>
    ),
  });
}

type ListProps = Pick<ExceptionsPage, 'caller' | 'round' | 'invitations'>;

function nameColumn({ caller, round }: Pick<ListProps, 'caller' | 'round'>) {
  return {
    header: '団体',
    namesRow: true,
    cell: ({ organisationId, organisationName }: Invitation) =>
      may(caller.role, 'rounds:open') ? (
        <Link href={roundHref(round, `/organisations/${organisationId}#terms`)}>{organisationName}</Link>
      ) : (
        organisationName
      ),
  };
}

function Extensions({ invitations, ...list }: ListProps) {
  return (
    <Table
      id="extensions-table"
      caption="期限を延長した団体"
      columns={[
        nameColumn(list),
        { header: '回答の状況', cell: ({ status }) => <InvitationState status={status} /> },
        { header: '延長前の期限', cell: ({ extension }) => extension && warekiWithWeekday(extension.before.dueOn) },
        { header: '延長後の期限', cell: ({ extension }) => extension && warekiWithWeekday(extension.until) },
        { header: '認めた日', cell: ({ extension }) => extension && warekiWithWeekday(jstDateOf(extension.grantedAt)) },
        { header: '理由', cell: ({ extension }) => <span class="app-answer">{extension?.reason}</span> },
      ]}
      rows={invitations.filter(({ extension }) => extension !== undefined)}
      rowKey={({ organisationId }) => organisationId}
      emptyText="期限を延長した団体はありません。"
    />
  );
}

function Exemptions({ invitations, ...list }: ListProps) {
  return (
    <Table
      id="exemptions-table"
      caption="対象外とした団体"
      columns={[
        nameColumn(list),
        {
          header: '対象外とした日',
          cell: (each) => (each.status === 'exempt' ? warekiWithWeekday(jstDateOf(each.exemptedAt)) : ''),
        },
        {
          header: '理由',
          cell: (each) => <span class="app-answer">{each.status === 'exempt' ? each.exemptionReason : ''}</span>,
        },
      ]}
      rows={invitations.filter(({ status }) => status === 'exempt')}
      rowKey={({ organisationId }) => organisationId}
      emptyText="対象外とした団体はありません。"
    />
  );
}
