/** What several pages about mails share. */
import type { OrganisationId } from '../../../../shared/kernel/ids.ts';
import type { Notice, NoticeStatus } from '../../../../shared/notices/notice.ts';
import { StatusTag } from '../../../ui/components/status-tag.tsx';
import { noticeLabels, reasonText } from '../../texts/status-labels.ts';

export const mailsPart = '/console/notices/mails';

export function organisationMailsHref(organisationId: OrganisationId): string {
  return `/console/notices/organisations/${organisationId}`;
}

export function MailState({ status }: { readonly status: NoticeStatus }) {
  const { text, tone } = noticeLabels[status];
  return <StatusTag tone={tone}>{text}</StatusTag>;
}

export function mailReason(notice: Notice): string {
  const reason = reasonText('reason' in notice ? notice.reason : undefined);
  return notice.complainedAt === undefined ? reason : `${reason}（迷惑メールの申告あり）`;
}
