/** Mails with their states as rows of a CSV file: never an address, a link or what a mail says. */
import { type Instant, jstMoment } from '../../../shared/kernel/time.ts';
import { type Notice, registeredOrganisationOf, subjectOf } from '../../../shared/notices/notice.ts';
import { noticeLabels, purposeLabels, reasonText, whatToDo } from '../texts/status-labels.ts';
import { stateAt } from './bodies.ts';
import { organisationName } from './pages/contacts-page.tsx';

const header = [
  ...['団体コード', '団体', 'メールの種類', '調査', '状態', '状態の日時', '作成の日時', '試行'],
  ...['理由', '迷惑メールの申告', '対応'],
];

export function mailRows(title: string, notices: readonly Notice[], now: Instant): string[][] {
  return [[title, `${jstMoment(now)} 現在`], header, ...notices.map(rowOf)];
}

function rowOf(notice: Notice): string[] {
  const { content, status, requestedAt, tries, complainedAt } = notice;
  const organisationId = subjectOf(notice)?.organisationId ?? registeredOrganisationOf(notice);
  return [
    ...(organisationId === undefined ? ['', '報告先'] : [organisationId, organisationName(organisationId)]),
    ...[purposeLabels[content.purpose], subjectOf(notice)?.surveyTitle ?? '', noticeLabels[status].text],
    ...[jstMoment(stateAt(notice)), jstMoment(requestedAt), String(tries)],
    reasonText('reason' in notice ? notice.reason : undefined),
    ...[complainedAt === undefined ? '' : jstMoment(complainedAt), whatToDo(notice)],
  ];
}
