import type { Caller } from '../../../../shared/access/policy.ts';
import { warekiWithWeekday } from '../../../../shared/calendar/wareki.ts';
import { nationalDigits } from '../../../../shared/programmes/area.ts';
import { prefectures } from '../../../../shared/programmes/local-governments.ts';
import type { OrganisationProgress } from '../../../../shared/surveys/list-round-progress.ts';
import type { Round } from '../../../../shared/surveys/round.ts';
import { Button } from '../../../ui/components/button.tsx';
import type { FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { Pagination } from '../../../ui/components/pagination.tsx';
import { Select } from '../../../ui/components/select.tsx';
import { StatusTag } from '../../../ui/components/status-tag.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { ja } from '../../../ui/texts/ja.ts';
import { momentText } from '../../public/words.ts';
import { mayReadAnswer, type OrganisationFilter, type OrganisationSlice } from '../organisations.ts';
import { crumbsOf, InvitationState, roundHref, roundsPart, statusLabel } from './round-parts.tsx';

export interface OrganisationsPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly filter: OrganisationFilter;
  readonly slice: OrganisationSlice;
}

export function renderOrganisationsPage({ caller, guard, filter, slice }: OrganisationsPage): string {
  const { round, organisations } = slice;
  return renderConsolePage({
    title: `団体の一覧（${round.title}）`,
    caller,
    guard,
    part: roundsPart,
    breadcrumb: crumbsOf(round, '団体の一覧'),
    children: (
      <>
        <Heading level={1} shoulder={round.title}>
          団体の一覧
        </Heading>
        <FilterForm round={round} filter={filter} />
        <OrganisationsTable caller={caller} round={round} organisations={organisations} />
        <Pages filter={filter} slice={slice} />
      </>
    ),
  });
}

const statuses = ['invited', 'drafting', 'submitted', 'returned', 'accepted', 'exempt'] as const;
const statusChoices = [
  { value: 'unanswered', label: '未回答（すべて）' },
  ...statuses.map((value) => ({ value, label: statusLabel(value) })),
];
const prefectureChoices = prefectures.map(({ code, name }) => ({ value: code.slice(0, 2), label: name }));
const nationalChoice = { value: nationalDigits, label: '全国団体' };

function FilterForm({ round, filter }: { readonly round: Round; readonly filter: OrganisationFilter }) {
  const all = { need: 'unmarked', emptyLabel: 'すべて' } as const;
  const asksNational = round.nationalOrganisations !== undefined;
  const places = asksNational ? [...prefectureChoices, nationalChoice] : prefectureChoices;
  return (
    <form class="dads-form app-filter" method="get" action={roundHref(round, '/organisations')}>
      <Select
        {...all}
        name="prefecture"
        label={asksNational ? '都道府県・全国団体' : '都道府県'}
        choices={places}
        value={filter.prefecture}
      />
      <Select {...all} name="status" label="回答の状況" choices={statusChoices} value={filter.status} />
      <Button weight="outline" size="md">
        絞り込む
      </Button>
    </form>
  );
}

interface TableProps {
  readonly caller: Caller;
  readonly round: Round;
  readonly organisations: readonly OrganisationProgress[];
}

function OrganisationsTable({ caller, round, organisations }: TableProps) {
  return (
    <Table
      id="organisations"
      caption="団体ごとの回答の状況（団体コード順）"
      columns={[
        { header: '団体コード', cell: ({ recipient }) => recipient.organisationId },
        {
          header: '団体',
          namesRow: true,
          cell: ({ recipient, invitation }) =>
            mayReadAnswer({ who: caller }, invitation?.status) && invitation !== undefined ? (
              <Link href={roundHref(round, `/organisations/${recipient.organisationId}`)}>{recipient.name}</Link>
            ) : (
              recipient.name
            ),
        },
        { header: '回答の状況', cell: ({ invitation }) => <InvitationState status={invitation?.status} /> },
        { header: '提出日時', cell: (each) => submittedText(each) },
        { header: '期限', cell: ({ invitation, isLate }) => <Due dueOn={invitation?.dueOn} isLate={isLate} /> },
      ]}
      rows={organisations}
      rowKey={({ recipient }) => recipient.organisationId}
      emptyText="この条件に当てはまる団体はありません。"
    />
  );
}

function submittedText({ invitation }: OrganisationProgress): string {
  const isIn = invitation?.status === 'submitted' || invitation?.status === 'accepted';
  return isIn ? momentText(invitation.submittedAt) : '—';
}

function Due({ dueOn, isLate }: { readonly dueOn: Round['dueOn'] | undefined; readonly isLate: boolean }) {
  if (dueOn === undefined) return <>—</>;
  return (
    <>
      {warekiWithWeekday(dueOn)} {isLate ? <StatusTag tone="error">期限後</StatusTag> : null}
    </>
  );
}

function Pages({ filter, slice }: Pick<OrganisationsPage, 'filter' | 'slice'>) {
  const { round, organisations, from, total, previousCursor, nextCursor } = slice;
  if (total === 0) return null;
  const hrefOf = (cursor: string | undefined) => {
    if (cursor === undefined) return undefined;
    const asked = Object.entries({ prefecture: filter.prefecture, status: filter.status, cursor });
    const query = new URLSearchParams(asked.flatMap(([name, value]) => (value ? [[name, value]] : [])));
    return roundHref(round, `/organisations${query.size === 0 ? '' : `?${query}`}`);
  };
  return (
    <Pagination
      summary={ja.pagination.range(Math.min(from + 1, total), from + organisations.length, total)}
      previousHref={hrefOf(previousCursor)}
      nextHref={hrefOf(nextCursor)}
    />
  );
}
