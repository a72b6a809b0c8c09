import type { AddressDeposit, DepositKey } from '../kernel/address-deposit.ts';
import type { Cause, ChangeRecord, Saved } from '../kernel/change.ts';
import type { OrganisationId, ProgrammeId } from '../kernel/ids.ts';
import type { AddressOverride } from './address-override.ts';
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
  /** The address of the entry can be used again; `changed-meanwhile` where a newer bounce, or another, was quicker. */
  repair(repaired: Correction, record: ChangeRecord): Promise<Saved>;
  /** An address that was laid down and is not taken up or forgotten yet. */
  depositOf(key: DepositKey): Promise<AddressDeposit | undefined>;
  /** The address goes, whether it is there or not. */
  forgetDeposit(key: DepositKey, record: ChangeRecord): Promise<Saved>;
  /** Addresses named when a survey was handed over, whatever list they stand over. */
  overrides(programmeId: ProgrammeId): Promise<readonly AddressOverride[]>;
  overrideOf(programmeId: ProgrammeId, organisationId: OrganisationId): Promise<AddressOverride | undefined>;
  /** `changed-meanwhile` where the stored one is not the version before. */
  saveOverride(override: AddressOverride, record: ChangeRecord): Promise<Saved>;
  /** One contact of the list in force; `changed-meanwhile` where list or address is another by now. */
  replace(current: CurrentContacts, before: Contact, after: Contact, record: ChangeRecord): Promise<Saved>;
  /** Writes down who is about to read contacts, before anything is shown. */
  noteReading(cause: Cause, target: string): Promise<void>;
}
