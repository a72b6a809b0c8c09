/** Where the rows of surveys lie. A round's invitations are partitions of their own, so that 1,788 do not share one. */
import type { OrganisationId, ProgrammeId, RoundId } from '../../shared/kernel/ids.ts';
import type { JstDate } from '../../shared/kernel/time.ts';
import type { InvitationKey, InvitationStatus } from '../../shared/surveys/invitation.ts';
import { type Key, plainKey, programmeKey } from '../platform/dynamodb/keys.ts';

export interface RowKey {
  readonly pk: Key;
  readonly sk: string;
}

export function roundKey(programmeId: ProgrammeId, roundId: RoundId): RowKey {
  return { pk: programmeKey(programmeId, 'round', roundId), sk: 'round' };
}

export function contactsKey(programmeId: ProgrammeId): RowKey {
  return { pk: programmeKey(programmeId, 'contacts'), sk: 'contacts' };
}

/** That the reminders of a day are done. */
export function morningKey(programmeId: ProgrammeId, on: JstDate): RowKey {
  return { pk: programmeKey(programmeId, 'mornings'), sk: on };
}

/** The partition of one invitation: itself, its draft, its responses. */
export function invitationPartition({ programmeId, roundId, organisationId }: InvitationKey): Key {
  return programmeKey(programmeId, 'round', roundId, 'org', organisationId);
}

export function invitationRowKey(key: InvitationKey): RowKey {
  return { pk: invitationPartition(key), sk: 'invitation' };
}

export function draftKey(key: InvitationKey): RowKey {
  return { pk: invitationPartition(key), sk: 'draft' };
}

export const delegationPrefix = 'delegation#';

/** Numbers are padded, so that delegations come in their order. */
export function delegationKey(key: InvitationKey, number: number): RowKey {
  return { pk: invitationPartition(key), sk: `${delegationPrefix}${String(number).padStart(2, '0')}` };
}

/** The copy of what was known from before, beside the invitation. */
export function knownCopyKey(key: InvitationKey): RowKey {
  return { pk: invitationPartition(key), sk: 'known' };
}

/** What an organisation answered to a form last, across rounds. */
export function knownAnswersKey(programmeId: ProgrammeId, organisationId: OrganisationId, formId: string): RowKey {
  return { pk: programmeKey(programmeId, 'known', organisationId), sk: `answers#${formId}` };
}

export const responsePrefix = 'response#';

/** Numbers are padded, so that the latest response sorts last. */
export function responseKey(key: InvitationKey, number: number): RowKey {
  return { pk: invitationPartition(key), sk: `${responsePrefix}${String(number).padStart(4, '0')}` };
}

export function deliveryKey(key: InvitationKey): RowKey {
  return { pk: invitationPartition(key), sk: 'delivery' };
}

/** Partition of the index `list` that holds what became of a round's mails, sorted by code. */
export function deliveriesList(programmeId: ProgrammeId, roundId: RoundId): Key {
  return programmeKey(programmeId, 'deliveries', roundId);
}

/** Beside the invitation that is to come. */
export function preNoticeKey(key: InvitationKey): RowKey {
  return { pk: invitationPartition(key), sk: 'pre-notice' };
}

/** Partition of the index `list` that holds what became of the mails that announced a round, sorted by code. */
export function preNoticesList(programmeId: ProgrammeId, roundId: RoundId): Key {
  return programmeKey(programmeId, 'pre-notices', roundId);
}

export function linkKey(tokenDigest: string): RowKey {
  return { pk: plainKey('link', tokenDigest), sk: 'link' };
}

export function codeKey(codeDigest: string): RowKey {
  return { pk: plainKey('code', codeDigest), sk: 'code' };
}

export function attemptsKey(organisationCode: string): RowKey {
  return { pk: plainKey('code-attempts', organisationCode), sk: 'attempts' };
}

/** Partition of the index `list` that holds a programme's rounds. */
export function roundsList(programmeId: ProgrammeId): Key {
  return programmeKey(programmeId, 'rounds');
}

/** Partition of the index `list` that holds a round's invitations, sorted by status and code. */
export function invitationsList(programmeId: ProgrammeId, roundId: RoundId): Key {
  return programmeKey(programmeId, 'invitations', roundId);
}

export function invitationSort(status: InvitationStatus, organisationId: string): string {
  return `${status}#${organisationId}`;
}

/** Partition of the index `due` that holds the open rounds with a reminder to come. */
export const reminderShard = 'round-reminder';

export function collationKey(programmeId: ProgrammeId, roundId: RoundId, collationId: string): RowKey {
  return { pk: programmeKey(programmeId, 'round', roundId, 'collation', collationId), sk: 'collation' };
}

/** Partition of the index `list` that holds a round's collations. */
export function collationsList(programmeId: ProgrammeId, roundId: RoundId): Key {
  return programmeKey(programmeId, 'collations', roundId);
}
