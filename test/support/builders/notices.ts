import type { Cause, ChangeRecord } from '../../../shared/kernel/change.ts';
import {
  AccountId,
  EventId,
  ImportId,
  NoticeId,
  OrganisationId,
  ProgrammeId,
  RoundId,
} from '../../../shared/kernel/ids.ts';
import { Instant, JstDate } from '../../../shared/kernel/time.ts';
import { type Contact, Contact as ContactSchema } from '../../../shared/notices/contact.ts';
import { columnLabels, contactColumns } from '../../../shared/notices/contact-columns.ts';
import { ContactImport, type ImportStatus } from '../../../shared/notices/contact-import.ts';
import { type Notice, Notice as NoticeSchema, type NoticeStatus } from '../../../shared/notices/notice.ts';
import { fullName, localGovernments } from '../../../shared/programmes/local-governments.ts';

export const programmeId = ProgrammeId.parse('womens-support-2026');
export const otherProgramme = ProgrammeId.parse('single-parent-2024');
export const roundId = RoundId.parse('3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b');
export const importId = ImportId.parse('6f1c2a7e-1c55-4c43-9b0e-0d3f4f7f6a01');
export const accountId = AccountId.parse('0b8e3b9c-5a55-4f0e-8f5e-6c1d2f3a4b5c');
export const chiba = OrganisationId.parse('121002');
export const sapporo = OrganisationId.parse('011002');
/** Wednesday, 10 June 2026, 10:23 in Tokyo. */
export const now = Instant.parse('2026-06-10T01:23:45.678Z');
export const dueOn = JstDate.parse('2026-06-30');
export const surveyTitle = '令和8年度 相談窓口等に関する調査';

export function eventIdOf(number: number): EventId {
  return EventId.parse(`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`);
}

export function aCause(over: Partial<Cause> = {}): Cause {
  return { programmeId, actor: { kind: 'system', name: 'test' }, at: now, requestId: 'request-1', ...over };
}

export function heardCause(number: number, subscriber = 'notices:test'): Cause {
  return aCause({ heard: { subscriber, eventId: eventIdOf(number) } });
}

export function aRecord(over: Partial<ChangeRecord> = {}): ChangeRecord {
  return { cause: aCause(), audit: { action: 'test', target: 'test' }, events: [], ...over };
}

export function aContact(organisationId: string = chiba, over: Partial<Contact> = {}): Contact {
  return ContactSchema.parse({
    organisationId,
    name: '千葉市',
    section: '男女共同参画課',
    mail: `desk-${organisationId}@city.example.jp`,
    ...over,
  });
}

const importBase = {
  importId,
  programmeId,
  fileKey: `womens-support-2026/files/${importId}`,
  fileSha256: 'a'.repeat(64),
  uploadedBy: accountId,
  requestedAt: now,
  warnings: 0,
  version: 1,
};
const importStates = {
  staging: { organisations: 1788, stagedRows: 90 },
  'has-errors': { problems: 2, checkedAt: now },
  ready: { organisations: 2, checkedAt: now },
  confirmed: { organisations: 2, checkedAt: now, confirmedAt: now },
};

export function anImport<Status extends ImportStatus>(
  over: { readonly status: Status } & Readonly<Record<string, unknown>>,
): Extract<ContactImport, { status: Status }> {
  const built = ContactImport.parse({ ...importBase, ...importStates[over.status], ...over });
  return built as Extract<ContactImport, { status: Status }>;
}

export const anInvitationContent = (organisationId: OrganisationId = chiba) => ({
  ...{ purpose: 'survey-invitation' as const, roundId, organisationId, surveyTitle, dueOn, linkGeneration: 1 },
});

const recipients = { to: [`desk-${chiba}@city.example.jp`], cc: [] };
const noticeStates: Readonly<Record<NoticeStatus, object>> = {
  queued: { sendAfter: now },
  sending: { claimedAt: now, recipients, tries: 1 },
  sent: { sentAt: now, recipients, tries: 1 },
  delivered: { settledAt: now, recipients, tries: 1 },
  'temporary-failure': { settledAt: now, recipients, tries: 1 },
  'permanent-failure': { settledAt: now, recipients, tries: 1 },
  'technical-failure': { settledAt: now, recipients, tries: 1 },
  suppressed: { settledAt: now },
  'no-address': { settledAt: now },
};

export function aNotice<Status extends NoticeStatus>(
  over: { readonly status: Status } & Readonly<Record<string, unknown>>,
): Extract<Notice, { status: Status }> {
  const base = {
    noticeId: NoticeId.parse(`survey-invitation-${roundId}-${chiba}-1`),
    ...{ programmeId, content: anInvitationContent(), requestedAt: now, tries: 0, version: 1 },
  };
  const built = NoticeSchema.parse({ ...base, ...noticeStates[over.status], ...over });
  return built as Extract<Notice, { status: Status }>;
}

/** Rows of a contact file as people make it, the heading first; of so many organisations from the list's beginning. */
export function contactRows(organisations: number = localGovernments.length): string[][] {
  const rows = localGovernments
    .slice(0, organisations)
    .map((each) => [
      each.code,
      fullName(each),
      '女性支援担当課',
      `desk-${each.code}@local.example.jp`,
      '',
      '03-1234-5678',
    ]);
  return [contactColumns.map((column) => columnLabels[column]), ...rows];
}
