import type { ChangeRecord, Saved } from '../kernel/change.ts';
import type { LocalGovernmentCode, OrganisationId, ProgrammeId } from '../kernel/ids.ts';
import type { OrganisationDesks } from './organisation-desks.ts';

export interface OrganisationDesksRepository {
  find(programmeId: ProgrammeId, organisationId: OrganisationId): Promise<OrganisationDesks | undefined>;
  /** All entries of a prefecture and its municipalities, in the order of their codes. */
  ofPrefecture(programmeId: ProgrammeId, prefecture: LocalGovernmentCode): Promise<readonly OrganisationDesks[]>;
  /** Earlier entries of an organisation, newest first. */
  historyOf(programmeId: ProgrammeId, organisationId: OrganisationId): Promise<readonly OrganisationDesks[]>;
  /** Writes the entry and keeps it in the history; `changed-meanwhile` where the stored version is not the one before. */
  save(entry: OrganisationDesks, record: ChangeRecord): Promise<Saved>;
}
