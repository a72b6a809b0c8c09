import type { ChangeRecord, Saved } from '../kernel/change.ts';
import type { OrganisationId, ProgrammeId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { CorrectionLink, DeskCorrection } from './desk-correction.ts';
import type { OrganisationDesks } from './organisation-desks.ts';

export interface DeskCorrectionRepository {
  findLink(linkDigest: string): Promise<CorrectionLink | undefined>;
  /** `changed-meanwhile` where the organisation's last link is not older than `notAfter`: nothing is written then. */
  addLink(link: CorrectionLink, notAfter: Instant, record: ChangeRecord): Promise<Saved>;
  /** The one asked for last. */
  find(programmeId: ProgrammeId, organisationId: OrganisationId): Promise<DeskCorrection | undefined>;
  /** The last one of each organisation, those asked for last first. */
  list(programmeId: ProgrammeId): Promise<readonly DeskCorrection[]>;
  /** A new request, over one that is decided or withdrawn; `changed-meanwhile` where one is open. */
  add(correction: DeskCorrection, record: ChangeRecord): Promise<Saved>;
  /** Moves an open request, and writes the entry of the directory with it where one follows from it. */
  move(correction: DeskCorrection, entry: OrganisationDesks | undefined, record: ChangeRecord): Promise<Saved>;
}

/** Makes what the mail carries; the same for the same asking, so that only its digest is stored. */
export interface CorrectionLinks {
  digestOf(programmeId: ProgrammeId, organisationId: OrganisationId, askId: string): Promise<string>;
}
