import type { ChangeRecord, Saved } from '../kernel/change.ts';
import type { ProgrammeId, RoundId } from '../kernel/ids.ts';
import type { CollationId, CollationRequest, DoneCollation, Unencodable } from './collation-request.ts';
import type { BlankCount } from './count-blanks.ts';
import type { Invitation } from './invitation.ts';
import type { Response } from './response.ts';

export interface CollationRepository {
  /** `changed-meanwhile` where the id is taken. */
  add(collation: CollationRequest, record: ChangeRecord): Promise<Saved>;
  find(programmeId: ProgrammeId, roundId: RoundId, collationId: CollationId): Promise<CollationRequest | undefined>;
  /** The ten newest of a round, newest first. One that was asked for this second may be missing. */
  latest(programmeId: ProgrammeId, roundId: RoundId): Promise<readonly CollationRequest[]>;
  /** `changed-meanwhile` where it is finished already. */
  finish(collation: DoneCollation, record: ChangeRecord): Promise<Saved>;
}

export interface ResponseArchive {
  /** The response that each of these invitations submitted last, read in pages; none for those without any. */
  latestOf(invitations: readonly Invitation[]): Promise<readonly Response[]>;
}

/** The answers as one form: the first rows name the columns, then one row for each block of each organisation. */
export interface CollationTable {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** 記入の状況, a line for each question. */
  readonly blanks: readonly BlankCount[];
}

export interface CollationWriter {
  /** Writes all files of the collation, over those of an earlier try; answers what CP932 could not hold. */
  write(collation: CollationRequest, table: CollationTable): Promise<readonly Unencodable[]>;
}
