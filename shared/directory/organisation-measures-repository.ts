import type { ChangeRecord, Saved } from '../kernel/change.ts';
import type { OrganisationId, ProgrammeId } from '../kernel/ids.ts';
import type { OrganisationMeasures } from './organisation-measures.ts';

/** Whose answers to which form. */
export interface MeasuresKey {
  readonly programmeId: ProgrammeId;
  readonly formId: string;
}

export interface OrganisationMeasuresRepository {
  find(key: MeasuresKey, organisationId: OrganisationId): Promise<OrganisationMeasures | undefined>;
  /** Of these organisations, in no order; those that were never accepted are missing. */
  ofOrganisations(key: MeasuresKey, organisations: readonly OrganisationId[]): Promise<readonly OrganisationMeasures[]>;
  /** All entries of an organisation, newest first. */
  historyOf(key: MeasuresKey, organisationId: OrganisationId): Promise<readonly OrganisationMeasures[]>;
  /** Writes the entry and keeps it in the history; `changed-meanwhile` where the stored version is not the one before. */
  save(entry: OrganisationMeasures, record: ChangeRecord): Promise<Saved>;
}
