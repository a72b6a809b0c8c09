import type { ChangeRecord, Saved } from '../kernel/change.ts';
import type { ImportId, ProgrammeId, RoundId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { Invitation } from './invitation.ts';
import type { NationalOrganisation, Round } from './round.ts';

/** That the programme's contact list stands; the addresses themselves stay with notices. */
export interface ContactsMark {
  readonly programmeId: ProgrammeId;
  readonly importId: ImportId;
  readonly organisations: number;
  /** 全国団体 of the list, in the order of their codes. */
  readonly nationalOrganisations?: readonly NationalOrganisation[] | undefined;
  readonly importedAt: Instant;
}

export interface RoundRepository {
  find(programmeId: ProgrammeId, roundId: RoundId): Promise<Round | undefined>;
  /** Newest first. */
  list(programmeId: ProgrammeId): Promise<readonly Round[]>;
  /** `changed-meanwhile` where the id is taken. */
  add(round: Round, record: ChangeRecord): Promise<Saved>;
  /** `changed-meanwhile` where the stored version is not the one before, or its status does not lead to the new one. */
  replace(round: Round, record: ChangeRecord): Promise<Saved>;
  /** As `replace`, and in the same transaction the invitations (at most 30) with their link and code. */
  issue(round: Round, invitations: readonly Invitation[], record: ChangeRecord): Promise<Saved>;
  /** Open rounds of all programmes whose next reminder falls due by then, the earliest first. */
  withReminderDueBy(now: Instant): Promise<readonly Round[]>;
  findContacts(programmeId: ProgrammeId): Promise<ContactsMark | undefined>;
  /** A mark of a later import stays; an earlier one is `saved` without effect on it. */
  markContacts(mark: ContactsMark, record: ChangeRecord): Promise<Saved>;
}
