import type { Cause } from '../kernel/change.ts';
import type { OrganisationId, ProgrammeId } from '../kernel/ids.ts';
import type { Contact, CurrentContacts } from './contact.ts';
import type { Correction } from './correction.ts';

export type ListedImport = Pick<CurrentContacts, 'programmeId' | 'importId'>;

/** The confirmed contact list of a programme, and the corrections that it needs. */
export interface ContactBook {
  current(programmeId: ProgrammeId): Promise<CurrentContacts | undefined>;
  /** Contacts of these organisations; those that have none are missing from the answer. */
  find(current: CurrentContacts, organisations: readonly OrganisationId[]): Promise<readonly Contact[]>;
  /** Of any import, in the order of the codes; `beginning`: two digits of a prefecture, or N for 全国団体. */
  list(current: ListedImport, beginning?: string): Promise<readonly Contact[]>;
  corrections(programmeId: ProgrammeId): Promise<readonly Correction[]>;
  /** Of one organisation: its entries, one for each address that failed. */
  correctionsOf(programmeId: ProgrammeId, organisationId: OrganisationId): Promise<readonly Correction[]>;
  /** Writes down who is about to read contacts, before anything is shown. */
  noteReading(cause: Cause, target: string): Promise<void>;
}
