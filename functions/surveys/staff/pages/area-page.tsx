import type { Caller } from '../../../../shared/access/policy.ts';
import { warekiWithWeekday } from '../../../../shared/calendar/wareki.ts';
import type { Instant } from '../../../../shared/kernel/time.ts';
import type { RoundProgress } from '../../../../shared/surveys/list-round-progress.ts';
import type { Round } from '../../../../shared/surveys/round.ts';
import { EmptyState } from '../../../ui/components/empty-state.tsx';
import type { FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { ProgressBar } from '../../../ui/components/progress-bar.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { momentText } from '../../public/words.ts';
import { answeredOf, unansweredOf } from '../bodies.ts';
import { prefectureName } from '../progress-rows.ts';
import { Figures, InvitationState } from './round-parts.tsx';

export interface AreaPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly now: Instant;
  /** Two digits. */
  readonly prefecture: string;
  /** Every round that was opened, newest first. */
  readonly rounds: readonly Round[];
  readonly progress: RoundProgress | undefined;
}

const areaPart = '/console/surveys/area';

export function renderAreaPage({ caller, guard, now, prefecture, rounds, progress }: AreaPage): string {
  const title = `${prefectureName(prefecture)}内の回答の状況`;
  return renderConsolePage({
    title,
    caller,
    guard,
    part: areaPart,
    children: (
      <>
        <Heading level={1}>{title}</Heading>
        {progress === undefined ? (
          <EmptyState heading="調査はまだ始まっていません">
            調査が始まると、都道府県と管内の市区町村の回答の状況がここに表示されます。
          </EmptyState>
        ) : (
          <AreaProgress progress={progress} now={now} />
        )}
        <OtherRounds rounds={rounds.filter(({ roundId }) => roundId !== progress?.round.roundId)} />
      </>
    ),
  });
}

function AreaProgress({ progress, now }: { readonly progress: RoundProgress; readonly now: Instant }) {
  const { round, counts, total, organisations } = progress;
  return (
    <Section id="round" heading={round.title}>
      <p>
        提出期限は{warekiWithWeekday(round.dueOn)}です。{momentText(now)} 現在の状況です。回答の内容は表示しません。
      </p>
      <ProgressBar id="answered" label="提出済み・受理済み" done={answeredOf(counts)} total={total} />
      <Figures
        figures={[
          { term: '未回答', value: unansweredOf(counts), note: `うち入力途中 ${counts.drafting}` },
          { term: '提出済み（確認待ち）', value: counts.submitted },
          { term: '差戻し中', value: counts.returned },
          { term: '受理済み', value: counts.accepted },
        ]}
      />
      <Table
        id="area"
        caption="団体ごとの回答の状況（団体コード順）"
        columns={[
          { header: '団体コード', cell: ({ recipient }) => recipient.organisationId },
          { header: '団体', namesRow: true, cell: ({ recipient }) => recipient.name },
          { header: '回答の状況', cell: ({ invitation }) => <InvitationState status={invitation?.status} /> },
          { header: '期限', cell: ({ invitation }) => warekiWithWeekday(invitation?.dueOn ?? round.dueOn) },
        ]}
        rows={organisations}
        rowKey={({ recipient }) => recipient.organisationId}
      />
    </Section>
  );
}

function OtherRounds({ rounds }: { readonly rounds: readonly Round[] }) {
  if (rounds.length === 0) return null;
  return (
    <Section id="other-rounds" heading="ほかの調査">
      <ul class="app-plain-list">
        {rounds.map(({ roundId, title }) => (
          <li key={roundId}>
            <Link href={`${areaPart}?roundId=${roundId}`}>{title}</Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
