import type { Instant } from '../../../../shared/kernel/time.ts';
import { nationalDigits } from '../../../../shared/programmes/area.ts';
import type { InvitationStatus } from '../../../../shared/surveys/invitation.ts';
import type { RoundProgress, StatusCounts } from '../../../../shared/surveys/list-round-progress.ts';
import { ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { ProgressBar } from '../../../ui/components/progress-bar.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { momentText } from '../../public/words.ts';
import { answeredOf, unansweredOf } from '../bodies.ts';
import { percent, prefectureName } from '../progress-rows.ts';
import { Figures, roundHref } from './round-parts.tsx';

export function ProgressSection({ progress, now }: { readonly progress: RoundProgress; readonly now: Instant }) {
  const { round, nationalOrganisations: national } = progress;
  return (
    <Section id="progress" heading="回答の状況">
      <p class="dads-support-text">{momentText(now)} 現在。単位は団体です。</p>
      {national === undefined ? (
        <TallyFigures id="answered" label="提出済み・受理済み" round={round} tally={progress} />
      ) : (
        <>
          {progress.total === 0 ? null : (
            <TallyFigures id="answered" label="地方公共団体：提出済み・受理済み" round={round} tally={progress} />
          )}
          <TallyFigures
            id="answered-national"
            label="全国団体：提出済み・受理済み"
            round={round}
            tally={national}
            prefecture={nationalDigits}
          />
        </>
      )}
      <ButtonGroup>
        <ButtonLink weight="outline" size="md" href={roundHref(round, '/progress')}>
          配達・日ごと・地図で見る
        </ButtonLink>
        <ButtonLink weight="outline" size="md" href={roundHref(round, '/organisations')}>
          団体の一覧を見る
        </ButtonLink>
        <ButtonLink weight="outline" size="md" href={roundHref(round, '/progress.csv')}>
          回答の状況をCSVで保存する
        </ButtonLink>
      </ButtonGroup>
    </Section>
  );
}

interface TallyFiguresProps {
  readonly id: string;
  readonly label: string;
  readonly round: RoundProgress['round'];
  readonly tally: Pick<RoundProgress, 'total' | 'counts' | 'late'>;
  /** The part of the list that the figures lead to. */
  readonly prefecture?: string;
}

function TallyFigures({ id, label, round, tally, prefecture }: TallyFiguresProps) {
  const { total, counts, late } = tally;
  const list = (status: InvitationStatus) =>
    roundHref(
      round,
      `/organisations?${new URLSearchParams({ status, ...(prefecture === undefined ? {} : { prefecture }) })}`,
    );
  const count = (status: InvitationStatus) =>
    counts[status] === 0 ? '0' : <Link href={list(status)}>{counts[status].toLocaleString('ja-JP')}</Link>;
  return (
    <>
      <ProgressBar id={id} label={label} done={answeredOf(counts)} total={total} />
      <Figures
        figures={[
          {
            term: '未回答',
            value: unansweredOf(counts).toLocaleString('ja-JP'),
            note: `うち入力途中 ${counts.drafting.toLocaleString('ja-JP')}`,
          },
          { term: '提出済み（確認待ち）', value: count('submitted') },
          { term: '差戻し中', value: count('returned') },
          { term: '受理済み', value: count('accepted') },
          { term: '対象外', value: count('exempt') },
          { term: '期限後', value: late.toLocaleString('ja-JP'), note: '未提出または期限後の提出' },
        ]}
      />
    </>
  );
}

export function PrefectureSection({ progress }: { readonly progress: RoundProgress }) {
  if (progress.byPrefecture.size === 0) return null;
  return (
    <Section id="by-prefecture" heading="都道府県別の状況">
      <PrefectureTable progress={progress} />
    </Section>
  );
}

interface PrefectureRow {
  /** Two digits. */
  readonly code: string;
  readonly total: number;
  readonly counts: StatusCounts;
}

function PrefectureTable({ progress }: { readonly progress: RoundProgress }) {
  const rows: readonly PrefectureRow[] = [...progress.byPrefecture].map(([code, figures]) => ({ code, ...figures }));
  const number = { kind: 'number' } as const;
  return (
    <Table
      id="prefectures"
      caption="都道府県別の回答の状況"
      columns={[
        { header: '都道府県', namesRow: true, cell: (row) => <PrefectureLink progress={progress} row={row} /> },
        { header: '対象', ...number, cell: ({ total }) => total },
        { header: '未回答', ...number, cell: ({ counts }) => unansweredOf(counts) },
        { header: '提出済み', ...number, cell: ({ counts }) => counts.submitted },
        { header: '差戻し中', ...number, cell: ({ counts }) => counts.returned },
        { header: '受理済み', ...number, cell: ({ counts }) => counts.accepted },
        { header: '回答率', ...number, cell: ({ counts, total }) => percent(answeredOf(counts), total) },
      ]}
      rows={rows}
      rowKey={({ code }) => code}
    />
  );
}

function PrefectureLink({ progress, row }: { readonly progress: RoundProgress; readonly row: PrefectureRow }) {
  return (
    <Link href={roundHref(progress.round, `/organisations?prefecture=${row.code}`)}>{prefectureName(row.code)}</Link>
  );
}
