import type { Caller } from '../../../../shared/access/policy.ts';
import { warekiWithWeekday } from '../../../../shared/calendar/wareki.ts';
import type { Instant } from '../../../../shared/kernel/time.ts';
import { deliveryLabels } from '../../../../shared/surveys/delivery.ts';
import { isAnswerable } from '../../../../shared/surveys/invitation.ts';
import type { Round } from '../../../../shared/surveys/round.ts';
import type { RoundWatch } from '../../../../shared/surveys/watch-round.ts';
import { EmptyState } from '../../../ui/components/empty-state.tsx';
import type { FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { ProgressBar } from '../../../ui/components/progress-bar.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { StatusTag } from '../../../ui/components/status-tag.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { TextArea } from '../../../ui/components/text-area.tsx';
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
  readonly progress: RoundWatch | undefined;
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

function AreaProgress({ progress, now }: { readonly progress: RoundWatch; readonly now: Instant }) {
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
          { term: '対象外', value: counts.exempt },
        ]}
      />
      <Table
        id="area"
        caption="団体ごとの回答の状況（団体コード順）"
        columns={[
          { header: '団体コード', cell: ({ recipient }) => recipient.organisationId },
          { header: '団体', namesRow: true, cell: ({ recipient }) => recipient.name },
          { header: '回答の状況', cell: ({ invitation }) => <InvitationState status={invitation?.status} /> },
          {
            header: '期限',
            cell: ({ invitation, isLate }) => (
              <>
                {warekiWithWeekday(invitation?.dueOn ?? round.dueOn)}{' '}
                {isLate ? <StatusTag tone="error">期限後</StatusTag> : null}
              </>
            ),
          },
          { header: '依頼メール', cell: ({ delivery }) => (delivery === undefined ? '—' : deliveryLabels[delivery]) },
        ]}
        rows={organisations}
        rowKey={({ recipient }) => recipient.organisationId}
      />
      <Nudge progress={progress} />
    </Section>
  );
}

/** Words to copy into a mail of the prefecture's own; it names no answers, and the link stays with each body. */
function Nudge({ progress }: { readonly progress: RoundWatch }) {
  const { round, organisations } = progress;
  const open = organisations.filter(({ invitation }) => invitation === undefined || isAnswerable(invitation));
  if (open.length === 0) return null;
  return (
    <>
      <p>未提出の市区町村に連絡するときは、次の文を写して使えます。宛先と連絡先を補ってください。</p>
      <TextArea name="nudge" label="連絡用の文" need="unmarked" rows={12} value={nudgeText(round, open)} />
    </>
  );
}

function nudgeText({ title, dueOn }: Round, open: RoundWatch['organisations']): string {
  const lines = open.map(({ recipient, invitation }) => {
    const isOther = invitation !== undefined && invitation.dueOn !== dueOn;
    return `・${recipient.name}${isOther ? `（期限 ${warekiWithWeekday(invitation.dueOn)}）` : ''}`;
  });
  return [
    '調査御担当課 御中',
    '',
    `「${title}」について、提出の確認ができていない団体に御連絡しています。`,
    `提出期限は${warekiWithWeekday(dueOn)}です。お手元の案内メールのリンクから回答をお願いします。`,
    '案内メールが届いていない場合は、調査の事務局へ御連絡ください。',
    '',
    '提出の確認ができていない団体',
    ...lines,
  ].join('\n');
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
