/**
 * An organisation whose address has to be put right (連絡先修正): a mail to it came back for good, or there is no
 * address. Such an organisation stays among those that are asked; only mails to the dead address stop.
 *
 * Nuances: an entry is about one address. It is open while the contact list still has that address, and closes by
 * itself when a corrected list is confirmed: nobody has to remember to clear it.
 */
import * as z from 'zod';
import { OrganisationId, ProgrammeId } from '../kernel/ids.ts';
import { Instant } from '../kernel/time.ts';
import type { Contact } from './contact.ts';

export const Correction = z.object({
  programmeId: ProgrammeId,
  organisationId: OrganisationId,
  notedAt: Instant,
  /** `bounced`: the address does not exist; `no-address`: none stands in the list; `excluded`: its row was left out. */
  reason: z.enum(['bounced', 'no-address', 'excluded']),
  /** The address that failed; absent where there was none. */
  mail: z.string().max(254).optional(),
  /** The provider's word, e.g. `General 5.1.1`, or why the row was left out. */
  detail: z.string().max(120).optional(),
});
export type Correction = z.infer<typeof Correction>;

export function isOpenCorrection(correction: Correction, contact: Contact | undefined): boolean {
  if (correction.reason !== 'bounced') return contact === undefined;
  return contact !== undefined && correction.mail !== undefined && isAddressOf(contact, correction.mail);
}

/** Mail systems do not tell capitals apart. */
function isAddressOf(contact: Pick<Contact, 'mail' | 'cc'>, mail: string): boolean {
  return sameMail(contact.mail, mail) || (contact.cc !== undefined && sameMail(contact.cc, mail));
}

export function sameMail(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
