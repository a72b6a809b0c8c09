import type { DeskCorrectionRepository } from '../../../shared/directory/desk-correction-repository.ts';
import type { OrganisationDesksRepository } from '../../../shared/directory/organisation-desks-repository.ts';
import type { OrganisationMeasuresRepository } from '../../../shared/directory/organisation-measures-repository.ts';
import type { CommandFinder } from '../../platform/http/route.ts';
import type { StaffDoor } from '../../platform/http/staff-door.ts';

export interface StaffDirectoryDeps {
  readonly door: StaffDoor;
  readonly corrections: Pick<DeskCorrectionRepository, 'find' | 'list' | 'move'>;
  readonly commands: CommandFinder;
  readonly measures: Pick<OrganisationMeasuresRepository, 'ofOrganisations'>;
  readonly desks: Pick<OrganisationDesksRepository, 'find' | 'ofPrefecture' | 'historyOf'>;
}
