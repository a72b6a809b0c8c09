import { type Caller, may } from '../../../../shared/access/policy.ts';
import { warekiWithWeekday } from '../../../../shared/calendar/wareki.ts';
import type { Instant } from '../../../../shared/kernel/time.ts';
import { hasBegun, type Round } from '../../../../shared/surveys/round.ts';
import { ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { EmptyState } from '../../../ui/components/empty-state.tsx';
import type { FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { bodies, RoundState, roundHref, roundsPart } from './round-parts.tsx';
import { tomorrowPath, tomorrowTitle } from './tomorrow-page.tsx';

export interface RoundsPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly now: Instant;
  readonly rounds: readonly Round[];
}

export function renderRoundsPage({ caller, guard, rounds }: RoundsPage): string {
  const plan = may(caller.role, 'rounds:open') ? (
    <ButtonGroup>
      <ButtonLink href={`${roundsPart}/new`}>新しい調査を計画する</ButtonLink>
    </ButtonGroup>
  ) : null;
  return renderConsolePage({
    title: '調査',
    caller,
    guard,
    part: roundsPart,
    children: (
      <>
        <Heading level={1}>調査</Heading>
        {rounds.length === 0 ? (
          <EmptyState heading="調査はまだありません" action={plan}>
            計画した調査がここに表示されます。計画しただけでは、メールは送信されません。
          </EmptyState>
        ) : (
          <>
            {plan}
            <p>
              <Link href={tomorrowPath}>{tomorrowTitle}</Link>
            </p>
            <RoundsTable rounds={rounds} />
          </>
        )}
      </>
    ),
  });
}

function RoundsTable({ rounds }: { readonly rounds: readonly Round[] }) {
  return (
    <Table
      id="rounds"
      caption="調査の一覧（新しい順）"
      columns={[
        { header: '調査の名称', namesRow: true, cell: (round) => <Link href={roundHref(round)}>{round.title}</Link> },
        { header: '状態', cell: (round) => <RoundState round={round} /> },
        { header: '提出期限', cell: ({ dueOn }) => warekiWithWeekday(dueOn) },
        { header: '受付終了日', cell: ({ closesOn }) => warekiWithWeekday(closesOn) },
        {
          header: '対象',
          kind: 'number',
          cell: (round) => (hasBegun(round) ? bodies(round.organisations) : '—'),
        },
      ]}
      rows={rounds}
      rowKey={({ roundId }) => roundId}
    />
  );
}
