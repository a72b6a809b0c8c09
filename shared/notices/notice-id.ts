/** The id of a notice is made of what it is about, so that the same wish heard twice is one row. */
import { NoticeId, type ProgrammeId } from '../kernel/ids.ts';
import type { DelegationContent, NoticeContent, PreNoticeContent } from './notice.ts';

export function noticeIdOf(content: NoticeContent, programmeId: ProgrammeId): NoticeId {
  return NoticeId.parse([content.purpose, ...partsOf(content, programmeId)].join('-'));
}

function partsOf(content: NoticeContent, programmeId: ProgrammeId): readonly (string | number)[] {
  switch (content.purpose) {
    case 'survey-pre-notice':
      return preNoticeParts(content);
    case 'survey-cancellation':
      return [content.roundId, content.organisationId];
    case 'survey-invitation':
      return [
        ...[content.roundId, content.organisationId, content.linkGeneration],
        ...(content.resend === undefined ? [] : [`r${content.resend}`]),
      ];
    case 'survey-reminder':
      return [content.roundId, content.organisationId, content.step];
    case 'survey-receipt':
      return [content.roundId, content.organisationId, content.answerVersion];
    case 'survey-change':
      return [content.roundId, content.organisationId, content.version];
    case 'survey-addition':
      return [content.roundId, content.organisationId, content.formVersion];
    case 'survey-delegation':
      return [content.roundId, content.organisationId, content.delegation];
    case 'desk-correction':
      return [content.organisationId, content.askId, content.step];
    case 'digest':
      return [content.kind, programmeId, content.period];
  }
}

type AboutPreNotice = Pick<PreNoticeContent, 'roundId' | 'organisationId' | 'moved' | 'resend'>;

function preNoticeParts({ roundId, organisationId, moved, resend }: AboutPreNotice): readonly string[] {
  return [
    ...[roundId, organisationId],
    ...(moved === undefined ? [] : [`m${moved}`]),
    ...(resend === undefined ? [] : [`r${resend}`]),
  ];
}

export function preNoticeId(about: AboutPreNotice): NoticeId {
  return NoticeId.parse(['survey-pre-notice', ...preNoticeParts(about)].join('-'));
}

export function delegationNoticeId(
  about: Pick<DelegationContent, 'roundId' | 'organisationId' | 'delegation'>,
): NoticeId {
  return NoticeId.parse(['survey-delegation', about.roundId, about.organisationId, about.delegation].join('-'));
}
