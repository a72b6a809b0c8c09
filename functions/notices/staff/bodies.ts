/** What the API answers. */
import * as z from 'zod';
import { ImportId, LocalGovernmentCode, NoticeId, OrganisationId, RoundId } from '../../../shared/kernel/ids.ts';
import { Instant } from '../../../shared/kernel/time.ts';
import { Contact } from '../../../shared/notices/contact.ts';
import { contactColumns } from '../../../shared/notices/contact-columns.ts';
import { type ContactImport, Exclusion } from '../../../shared/notices/contact-import.ts';
import type { FileFindings } from '../../../shared/notices/contact-import-repository.ts';
import { Correction } from '../../../shared/notices/correction.ts';
import { type Notice, noticePurposes, noticeStatuses, subjectOf } from '../../../shared/notices/notice.ts';
import { problemSentence, warningSentence } from '../texts/finding-sentences.ts';

export const ContactsBody = z.object({
  /** Absent where no list has been confirmed yet. */
  importId: ImportId.optional(),
  confirmedAt: Instant.optional(),
  /** Who is asked: 1,788, whatever the list holds. */
  asked: z.int(),
  listed: z.int(),
  /** 全国団体 of the list: a denominator of their own. */
  nationalOrganisations: z.int(),
  missing: z.array(LocalGovernmentCode),
  contacts: z.array(Contact),
  corrections: z.array(Correction.omit({ programmeId: true, repaired: true })),
});

export const DigestBody = z.object({
  addresses: z.array(z.string()),
  /** 0 where nobody is set. */
  version: z.int(),
});

const Finding = z.object({
  row: z.int().optional(),
  column: z.enum(contactColumns).optional(),
  organisationId: OrganisationId.optional(),
  kind: z.string(),
  message: z.string(),
});

export const ImportBody = z.object({
  importId: ImportId,
  status: z.enum(['staging', 'has-errors', 'ready', 'confirmed']),
  requestedAt: Instant,
  organisations: z.int().optional(),
  /** 全国団体 among them. */
  nationalOrganisations: z.int().optional(),
  /** Rows that were left out on purpose. */
  exclusions: z.array(Exclusion),
  problems: z.array(Finding),
  warnings: z.array(Finding),
});

export function importBodyOf(found: ContactImport, { problems, warnings }: FileFindings): z.infer<typeof ImportBody> {
  const { importId, status, requestedAt } = found;
  return {
    ...{ importId, status, requestedAt, exclusions: [...(found.exclusions ?? [])] },
    ...(found.status === 'has-errors' ? {} : rowCounts(found)),
    problems: problems.map(({ hint: _, ...each }) => ({ ...each, message: problemSentence({ ...each, hint: _ }) })),
    warnings: warnings.map(({ hint: _, ...each }) => ({ ...each, message: warningSentence({ ...each, hint: _ }) })),
  };
}

function rowCounts({ organisations, nationalOrganisations }: Exclude<ContactImport, { status: 'has-errors' }>) {
  return { organisations, ...(nationalOrganisations === undefined ? {} : { nationalOrganisations }) };
}

export const MailBody = z.object({
  noticeId: NoticeId,
  roundId: RoundId.optional(),
  purpose: z.enum(noticePurposes),
  organisationId: OrganisationId.optional(),
  status: z.enum(noticeStatuses),
  requestedAt: Instant,
  /** Of the state. */
  at: Instant,
  tries: z.int(),
  reason: z.string().optional(),
  complainedAt: Instant.optional(),
});

export const MailsBody = z.object({
  counts: z.record(z.enum(noticeStatuses), z.int()),
  mails: z.array(MailBody),
  next: z.string().optional(),
});

/** Without addresses: who may read of mails need not know them. */
export function mailBodyOf(notice: Notice): z.infer<typeof MailBody> {
  const { noticeId, content, status, requestedAt, tries, complainedAt } = notice;
  const subject = subjectOf(notice);
  return {
    ...{ noticeId, purpose: content.purpose, status, requestedAt, at: stateAt(notice), tries },
    ...(subject === undefined ? {} : { roundId: subject.roundId }),
    ...('organisationId' in content ? { organisationId: content.organisationId } : {}),
    ...('reason' in notice && notice.reason !== undefined ? { reason: notice.reason } : {}),
    ...(complainedAt === undefined ? {} : { complainedAt }),
  };
}

export function stateAt(notice: Notice): Instant {
  switch (notice.status) {
    case 'queued':
      return notice.sendAfter;
    case 'sending':
      return notice.claimedAt;
    case 'sent':
      return notice.sentAt;
    default:
      return notice.settledAt;
  }
}
