import type { OrganisationDesksRepository } from '../../../shared/directory/organisation-desks-repository.ts';
import type { OrganisationMeasuresRepository } from '../../../shared/directory/organisation-measures-repository.ts';
import type { StaffDoor } from '../../platform/http/staff-door.ts';

export interface StaffDirectoryDeps {
  readonly door: StaffDoor;
  readonly measures: Pick<OrganisationMeasuresRepository, 'ofOrganisations'>;
  readonly desks: Pick<OrganisationDesksRepository, 'find' | 'ofPrefecture' | 'historyOf'>;
}
