/** The state of a round by prefecture, and of national organisations apart from them, as rows of a CSV file. */
import type { Instant } from '../../../shared/kernel/time.ts';
import { prefectures } from '../../../shared/programmes/local-governments.ts';
import { jstMoment, unanswered } from '../../../shared/surveys/collation.ts';
import type { RoundProgress, StatusCounts } from '../../../shared/surveys/list-round-progress.ts';
import { answeredOf, unansweredOf } from './bodies.ts';

export function progressRows(progress: RoundProgress, now: Instant): string[][] {
  const { round, total, counts, byPrefecture, nationalOrganisations: national } = progress;
  return [
    [round.title, `${jstMoment(now)} 現在`],
    ['都道府県', '対象団体', unanswered, '（うち入力途中）', '提出済み', '差戻し中', '受理済み', '回答率'],
    ...[...byPrefecture].map(([code, figures]) => rowOf(prefectureName(code), figures.total, figures.counts)),
    ...(total === 0 && national !== undefined ? [] : [rowOf('合計', total, counts)]),
    ...(national === undefined ? [] : [rowOf('全国団体（都道府県の合計に含まない）', national.total, national.counts)]),
  ];
}

function rowOf(name: string, total: number, counts: StatusCounts): string[] {
  const { drafting, submitted, returned, accepted } = counts;
  const figures = [total, unansweredOf(counts), drafting, submitted, returned, accepted].map(String);
  return [name, ...figures, percent(answeredOf(counts), total)];
}

/** Rounded down, so that 100% means all. */
export function percent(part: number, total: number): string {
  return total === 0 ? '—' : `${(Math.floor((part * 1000) / total) / 10).toFixed(1)}%`;
}

export function prefectureName(twoDigits: string): string {
  return prefectures.find(({ code }) => code.startsWith(twoDigits))?.name ?? '';
}
