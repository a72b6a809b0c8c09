import type { ChangeRecord, Saved } from '../kernel/change.ts';
import type { OrganisationId, ProgrammeId } from '../kernel/ids.ts';
import type { AreaDesks } from './area-desks.ts';

export interface AreaDesksRepository {
  find(programmeId: ProgrammeId, organisationId: OrganisationId): Promise<AreaDesks | undefined>;
  /** Of a prefecture by the first two digits of its code. */
  ofPrefecture(programmeId: ProgrammeId, digits: string): Promise<readonly AreaDesks[]>;
  /** `changed-meanwhile` where the stored copy is as new or newer: nothing is to be done then. */
  save(copy: AreaDesks, record: ChangeRecord): Promise<Saved>;
}
