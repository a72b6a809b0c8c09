/** Where the rows of notices lie. */
import type { ImportId, NoticeId, OrganisationId, ProgrammeId, RoundId } from '../../shared/kernel/ids.ts';
import type { JstDate } from '../../shared/kernel/time.ts';
import type { DigestKind, DigestRecord } from '../../shared/notices/digest.ts';
import type { MorningRun } from '../../shared/notices/morning-runs.ts';
import { type DueStatus, dueAtOf, type Notice } from '../../shared/notices/notice.ts';
import type { NoticeGroup } from '../../shared/notices/notice-repository.ts';
import { sha256Hex } from '../platform/digest.ts';
import { type Key, programmeKey } from '../platform/dynamodb/keys.ts';

export interface RowKey {
  readonly pk: Key;
  readonly sk: string;
}

/** The partition of one import: itself, its contacts, what was found. */
export function importPartition(programmeId: ProgrammeId, importId: ImportId): Key {
  return programmeKey(programmeId, 'import', importId);
}

export function importKey(programmeId: ProgrammeId, importId: ImportId): RowKey {
  return { pk: importPartition(programmeId, importId), sk: 'import' };
}

/** Followed by the code, so that a prefecture's contacts have a common beginning. */
export const contactPrefix = 'contact#';

export function contactKey(programmeId: ProgrammeId, importId: ImportId, organisationId: OrganisationId): RowKey {
  return { pk: importPartition(programmeId, importId), sk: `${contactPrefix}${organisationId}` };
}

export function importsList(programmeId: ProgrammeId): Key {
  return programmeKey(programmeId, 'imports');
}

export function currentKey(programmeId: ProgrammeId): RowKey {
  return { pk: programmeKey(programmeId, 'contacts'), sk: 'current' };
}

export function correctionsPartition(programmeId: ProgrammeId): Key {
  return programmeKey(programmeId, 'corrections');
}

/** One entry for each address of an organisation; addresses do not stand in keys. */
export function correctionSort(organisationId: OrganisationId, mail: string | undefined): string {
  return `${organisationId}#${mail === undefined ? 'none' : sha256Hex(mail.toLowerCase()).slice(0, 16)}`;
}

export function overridesPartition(programmeId: ProgrammeId): Key {
  return programmeKey(programmeId, 'overrides');
}

export function overrideKey(programmeId: ProgrammeId, organisationId: OrganisationId): RowKey {
  return { pk: overridesPartition(programmeId), sk: organisationId };
}

export function noticeKey(programmeId: ProgrammeId, noticeId: NoticeId): RowKey {
  return { pk: programmeKey(programmeId, 'notice', noticeId), sk: 'notice' };
}

export function noticesList({ programmeId, roundId, purpose }: NoticeGroup): Key {
  return programmeKey(programmeId, 'notices', roundId ?? 'none', purpose);
}

export function groupOf({ programmeId, content }: Notice): NoticeGroup {
  const { purpose } = content;
  return 'roundId' in content ? { programmeId, purpose, roundId: content.roundId } : { programmeId, purpose };
}

/** By state, then by organisation (the digest: by period). */
export function noticeSort({ status, content, noticeId }: Notice): string {
  const about = content.purpose === 'digest' ? content.period : content.organisationId;
  return `${status}#${about}#${noticeId}`;
}

/** Partition of the index `about`: what goes to an organisation, across surveys. */
export function organisationNotices(programmeId: ProgrammeId, organisationId: OrganisationId): Key {
  return programmeKey(programmeId, 'notices-of', organisationId);
}

/** The place among them, which stays what it is in every state. */
export function aboutAt({ requestedAt, noticeId }: Pick<Notice, 'requestedAt' | 'noticeId'>): string {
  return `${requestedAt}#${noticeId}`;
}

/** Partition of the index `due`, for all programmes together: the sender does not care whose mail it is. */
export function dueShardOf(status: DueStatus): string {
  return `mail-${status}`;
}

/** In the index only while the clock has something to do with it. */
export function dueKeysOf(notice: Notice): { readonly dueShard?: string; readonly dueAt?: string } {
  const dueAt = dueAtOf(notice);
  if (dueAt === undefined) return {};
  return { dueShard: `mail-${notice.status}`, dueAt };
}

export function roundPartition(programmeId: ProgrammeId, roundId: RoundId): Key {
  return programmeKey(programmeId, 'round', roundId);
}

export function roundsList(programmeId: ProgrammeId): Key {
  return programmeKey(programmeId, 'rounds');
}

export const answerPrefix = 'answer#';

export function digestSettingsKey(programmeId: ProgrammeId): RowKey {
  return { pk: programmeKey(programmeId, 'settings'), sk: 'digest-recipients' };
}

export function digestsPartition(programmeId: ProgrammeId): Key {
  return programmeKey(programmeId, 'digests');
}

export function digestPrefix(kind: DigestKind): string {
  return `${kind}#`;
}

export function digestKey({
  programmeId,
  kind,
  period,
}: Pick<DigestRecord, 'programmeId' | 'kind' | 'period'>): RowKey {
  return { pk: digestsPartition(programmeId), sk: `${digestPrefix(kind)}${period}` };
}

export function morningsPartition(programmeId: ProgrammeId): Key {
  return programmeKey(programmeId, 'mornings');
}

export function morningPrefix(on: JstDate): string {
  return `${on}#`;
}

export function morningKey(programmeId: ProgrammeId, on: JstDate, run: MorningRun): RowKey {
  return { pk: morningsPartition(programmeId), sk: `${morningPrefix(on)}${run}` };
}

/** Beside the mornings, behind all days. */
export function firstLookKey(programmeId: ProgrammeId): RowKey {
  return { pk: morningsPartition(programmeId), sk: 'first-look' };
}

export function mailModeKey(programmeId: ProgrammeId): RowKey {
  return { pk: programmeKey(programmeId, 'settings'), sk: 'mail-mode' };
}
