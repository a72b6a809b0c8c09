/** The state of a round by prefecture, and of national organisations apart from them, as rows of a CSV file. */
import { type Instant, jstMoment } from '../../../shared/kernel/time.ts';
import { prefectures } from '../../../shared/programmes/local-governments.ts';
import { unanswered } from '../../../shared/surveys/collation.ts';
import { deliveryLabels } from '../../../shared/surveys/delivery.ts';
import { type InvitationStatus, invitationStatusLabels } from '../../../shared/surveys/invitation.ts';
import type { RoundWatch, WatchedArea } from '../../../shared/surveys/watch-round.ts';
import { answeredOf, unansweredOf } from './bodies.ts';

export function progressRows(watch: RoundWatch, now: Instant): string[][] {
  const { round, total, counts, byPrefecture, nationalOrganisations: national, delivered, unreachable } = watch;
  return [
    [round.title, `${jstMoment(now)} 現在`],
    [
      ...['都道府県コード', '都道府県', '対象団体', '配達済み', '届かない', unanswered, '（うち入力途中）'],
      ...['提出済み', '差戻し中', '受理済み', invitationStatusLabels.exempt, '回答率'],
    ],
    ...[...byPrefecture].map(([code, area]) => rowOf(code, prefectureName(code), area)),
    ...(total === 0 && national !== undefined ? [] : [rowOf('', '合計', { total, counts, delivered, unreachable })]),
    ...(national === undefined ? [] : [rowOf('', '全国団体（都道府県の合計に含まない）', national)]),
  ];
}

type Row = Pick<WatchedArea, 'total' | 'counts'> & Partial<WatchedArea>;

function rowOf(code: string, name: string, { total, counts, delivered, unreachable }: Row): string[] {
  const { drafting, submitted, returned, accepted, exempt } = counts;
  const figures = [unansweredOf(counts), drafting, submitted, returned, accepted, exempt].map(String);
  const mails = [delivered, unreachable].map((count) => (count === undefined ? '' : String(count)));
  return [code, name, String(total), ...mails, ...figures, percent(answeredOf(counts), total)];
}

/** One row for each organisation, in the order of the codes; never an answer. */
export function organisationRows({ round, organisations }: RoundWatch, now: Instant): string[][] {
  return [
    [round.title, `${jstMoment(now)} 現在`],
    ['団体コード', '団体', 'メール', '回答の状況', '提出期限', '提出日時', '期限内・期限後'],
    ...organisations.map(({ recipient, invitation, isLate, delivery }) => {
      const submittedAt = invitation !== undefined && 'submittedAt' in invitation ? invitation.submittedAt : undefined;
      return [
        ...[recipient.organisationId, recipient.name, delivery === undefined ? '' : deliveryLabels[delivery]],
        ...[invitation === undefined ? unanswered : statusWords(invitation.status), invitation?.dueOn ?? ''],
        ...[submittedAt === undefined ? '' : jstMoment(submittedAt), timeliness(submittedAt, isLate)],
      ];
    }),
  ];
}

function statusWords(status: InvitationStatus): string {
  return status === 'invited' || status === 'drafting' ? unanswered : invitationStatusLabels[status];
}

function timeliness(submittedAt: Instant | undefined, isLate: boolean): string {
  if (isLate) return '期限後';
  return submittedAt === undefined ? '' : '期限内';
}

/** Rounded down, so that 100% means all. */
export function percent(part: number, total: number): string {
  return total === 0 ? '—' : `${(Math.floor((part * 1000) / total) / 10).toFixed(1)}%`;
}

export function prefectureName(twoDigits: string): string {
  return prefectures.find(({ code }) => code.startsWith(twoDigits))?.name ?? '';
}
