/** The addresses of an organisation that no mail has come back from for good. */
import type { OrganisationId, ProgrammeId } from '../kernel/ids.ts';
import { contactUnder } from './address-override.ts';
import type { Contact } from './contact.ts';
import type { ContactBook } from './contact-book.ts';
import { type Correction, isDeadAddress, sameMail } from './correction.ts';

/** The second one is written to where the first is dead. */
export function liveAddresses({ mail, cc }: Contact, corrections: readonly Correction[]): readonly string[] {
  const all = cc === undefined || sameMail(mail, cc) ? [mail] : [mail, cc];
  return all.filter((address) => !isDeadAddress(address, corrections));
}

type Asked = Pick<ContactBook, 'current' | 'find' | 'correctionsOf' | 'overrideOf'>;

export async function hasLiveAddress(
  contacts: Asked,
  programmeId: ProgrammeId,
  organisationId: OrganisationId,
): Promise<boolean> {
  const current = await contacts.current(programmeId);
  const [listed] = current === undefined ? [] : await contacts.find(current, [organisationId]);
  if (current === undefined || listed === undefined) return false;
  const contact = contactUnder(listed, await contacts.overrideOf(programmeId, organisationId), current);
  return liveAddresses(contact, await contacts.correctionsOf(programmeId, organisationId)).length > 0;
}
