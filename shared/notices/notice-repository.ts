import type { DepositKey } from '../kernel/address-deposit.ts';
import type { ChangeRecord, Saved } from '../kernel/change.ts';
import type { NoticeId, OrganisationId, ProgrammeId, RoundId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { AddressOverride } from './address-override.ts';
import type { Correction } from './correction.ts';
import type { DigestRecord } from './digest.ts';
import type { DueStatus, Notice, NoticePurpose, NoticeStatus } from './notice.ts';
import type { AnswerFact } from './round-facts.ts';

/** Which notices of a programme: of one round, or all that belong to none (digests). */
export interface NoticeGroup {
  readonly programmeId: ProgrammeId;
  readonly roundId?: RoundId;
  readonly purpose: NoticePurpose;
}

export interface NoticePage {
  readonly notices: readonly Notice[];
  /** Hand it in to read on. */
  readonly next?: string;
}

/** Rows written together with the notices. */
export interface BesideNotices {
  readonly corrections?: readonly Correction[];
  readonly answer?: AnswerFact;
  readonly override?: AddressOverride;
  /** What was counted for a digest; `changed-meanwhile` where its period has one. */
  readonly digest?: DigestRecord;
  /** A deposited address that goes with the change. */
  readonly forgotten?: DepositKey;
}

export interface NoticeRepository {
  find(programmeId: ProgrammeId, noticeId: NoticeId): Promise<Notice | undefined>;
  /** Those of these ids that are there. */
  known(programmeId: ProgrammeId, ids: readonly NoticeId[]): Promise<readonly NoticeId[]>;
  /** Those of these ids that are there, in full. */
  findAll(programmeId: ProgrammeId, ids: readonly NoticeId[]): Promise<readonly Notice[]>;
  /** The latest 200 of those that go to the organisation or to a colleague there, the newest first. May be some moments old. */
  ofOrganisation(programmeId: ProgrammeId, organisationId: OrganisationId): Promise<readonly Notice[]>;
  /** New notices, all or none; `changed-meanwhile` where one is there already. */
  add(notices: readonly Notice[], beside: BesideNotices, record: ChangeRecord): Promise<Saved>;
  /**
   * Moves one notice by itself, without audit row or event: the machine's own steps, kept in the row. False where the
   * stored row is not the version before, or may not move there; then nothing is written.
   */
  move(after: Notice): Promise<boolean>;
  /** Notes the corrections that follow from a mail, and moves the notice with them where it moves; audited. */
  correct(corrections: readonly Correction[], after: Notice | undefined, record: ChangeRecord): Promise<Saved>;
  /** Of all programmes, those in this state that are due, the earliest first. May be some moments old. */
  dueBy(status: DueStatus, now: Instant, limit: number): Promise<readonly Notice[]>;
  /** When the next of them all is due. */
  nextDueAt(): Promise<Instant | undefined>;
  counts(group: NoticeGroup): Promise<Readonly<Record<NoticeStatus, number>>>;
  list(group: NoticeGroup, status: NoticeStatus | undefined, after: string | undefined): Promise<NoticePage>;
  organisationsWith(group: NoticeGroup, status: NoticeStatus): Promise<ReadonlySet<OrganisationId>>;
}
