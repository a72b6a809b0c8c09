/** 回答の状況 of a round, as it is at this moment: figures, the country, the prefectures, the days. */
import type { Caller } from '../../../../shared/access/policy.ts';
import type { Instant } from '../../../../shared/kernel/time.ts';
import type { RoundWatch, WatchedArea } from '../../../../shared/surveys/watch-round.ts';
import { ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import type { FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { ProgressBar } from '../../../ui/components/progress-bar.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { momentText } from '../../public/words.ts';
import { answeredOf, unansweredOf } from '../bodies.ts';
import { percent, prefectureName } from '../progress-rows.ts';
import { PrefectureMap } from './prefecture-map.tsx';
import { ProgressDays } from './progress-days.tsx';
import { bodies, crumbsOf, Figures, roundHref, roundsPart } from './round-parts.tsx';

export interface ProgressPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly now: Instant;
  readonly watch: RoundWatch;
}

export function renderProgressPage({ caller, guard, now, watch }: ProgressPage): string {
  const { round, organisations, days } = watch;
  return renderConsolePage({
    title: `回答の状況（${round.title}）`,
    caller,
    guard,
    part: roundsPart,
    breadcrumb: crumbsOf(round, '回答の状況'),
    children: (
      <>
        <Heading level={1} shoulder={round.title}>
          回答の状況
        </Heading>
        <p>{momentText(now)} 現在の状況です。画面を開き直すと、最新の状況を表示します。</p>
        <Totals watch={watch} />
        <Section id="map" heading="都道府県の並びで見る">
          <p>数字は、提出済みと受理済みの割合と団体数です。対象外の団体も、分母に含みます。</p>
          <PrefectureMap watch={watch} />
        </Section>
        <ProgressDays days={days} total={organisations.length} />
        <Section id="by-prefecture" heading="都道府県別の状況">
          <PrefectureTable watch={watch} />
        </Section>
      </>
    ),
  });
}

function Totals({ watch }: Pick<ProgressPage, 'watch'>) {
  const { round, total, counts, late, delivered, unreachable, nationalOrganisations: national } = watch;
  return (
    <Section id="totals" heading="全体">
      <p>
        {`対象は${bodies(total)}です。`}
        {counts.exempt === 0 ? '' : `うち${bodies(counts.exempt)}を対象外としています（割合の分母には含みます）。`}
        {national === undefined ? '' : `ほかに全国団体が${bodies(national.total)}あり、この数には含みません。`}
      </p>
      <ProgressBar id="answered" label="提出済み・受理済み" done={answeredOf(counts)} total={total} />
      <Figures
        figures={[
          figure(
            '配達済み',
            delivered,
            unreachable === 0 ? undefined : `届かない団体 ${unreachable.toLocaleString('ja-JP')}`,
          ),
          figure('未回答', unansweredOf(counts), `うち入力途中 ${counts.drafting.toLocaleString('ja-JP')}`),
          figure('提出済み（確認待ち）', counts.submitted),
          figure('差戻し中', counts.returned),
          figure('受理済み', counts.accepted),
          figure('対象外', counts.exempt),
          figure('期限後', late, '未提出または期限後の提出'),
        ]}
      />
      <ButtonGroup>
        <ButtonLink weight="outline" size="md" href={roundHref(round, '/organisations')}>
          団体の一覧を見る
        </ButtonLink>
        <ButtonLink weight="outline" size="md" href={roundHref(round, '/exceptions')}>
          期限の延長と対象外を見る
        </ButtonLink>
        <ButtonLink weight="outline" size="md" href={roundHref(round, '/progress.csv')}>
          都道府県別の状況をCSVで保存する
        </ButtonLink>
        <ButtonLink weight="outline" size="md" href={roundHref(round, '/organisations.csv')}>
          団体ごとの状況をCSVで保存する
        </ButtonLink>
      </ButtonGroup>
    </Section>
  );
}

function figure(term: string, count: number, note?: string) {
  return { term, value: count.toLocaleString('ja-JP'), ...(note === undefined ? {} : { note }) };
}

function PrefectureTable({ watch }: Pick<ProgressPage, 'watch'>) {
  const rows: readonly (WatchedArea & { readonly code: string })[] = [...watch.byPrefecture].map(([code, area]) => ({
    code,
    ...area,
  }));
  const number = { kind: 'number' } as const;
  return (
    <Table
      id="prefectures"
      caption="都道府県別の回答の状況"
      columns={[
        {
          header: '都道府県',
          namesRow: true,
          cell: ({ code }) => (
            <Link href={roundHref(watch.round, `/organisations?prefecture=${code}`)}>{prefectureName(code)}</Link>
          ),
        },
        { header: '対象', ...number, cell: ({ total }) => total },
        { header: '配達済み', ...number, cell: ({ delivered }) => delivered },
        { header: '届かない', ...number, cell: ({ unreachable }) => unreachable },
        { header: '未回答', ...number, cell: ({ counts }) => unansweredOf(counts) },
        { header: '提出済み', ...number, cell: ({ counts }) => counts.submitted },
        { header: '差戻し中', ...number, cell: ({ counts }) => counts.returned },
        { header: '受理済み', ...number, cell: ({ counts }) => counts.accepted },
        { header: '対象外', ...number, cell: ({ counts }) => counts.exempt },
        {
          header: '回答率',
          ...number,
          cell: ({ counts, total }) => percent(answeredOf(counts), total),
        },
      ]}
      rows={rows}
      rowKey={({ code }) => code}
    />
  );
}
