/**
 * An organisation whose address has to be put right (連絡先修正): a mail to it came back for good, or there is no
 * address. Such an organisation stays among those that are asked; only mails to the dead address stop.
 *
 * Nuances: an entry is about one address. It is open while the contact list still has that address, and closes by
 * itself when a corrected list is confirmed: nobody has to remember to clear it. It also closes where the address can be
 * used again, because a person says so or because a later mail arrived there; a new bounce opens it anew.
 */
import * as z from 'zod';
import { OrganisationId, ProgrammeId } from '../kernel/ids.ts';
import { Instant } from '../kernel/time.ts';
import type { Contact } from './contact.ts';

export const longestBecause = 200;

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
  /** The address can be used again. `because`: how a person knows; absent where a mail arrived there. */
  repaired: z.object({ at: Instant, because: z.string().min(1).max(400).optional() }).optional(),
});
export type Correction = z.infer<typeof Correction>;

/** @param named the address in force that the organisation named when it handed over */
export function isOpenCorrection(correction: Correction, contact: Contact | undefined, named?: string): boolean {
  if (correction.reason !== 'bounced') return contact === undefined;
  if (contact === undefined || correction.mail === undefined || !isDead(correction)) return false;
  return isAddressOf(contact, correction.mail) || (named !== undefined && sameMail(named, correction.mail));
}

/** No mail is to go to its address. */
export function isDead({ mail, repaired }: Correction): boolean {
  return mail !== undefined && repaired === undefined;
}

export function isDeadAddress(mail: string, corrections: readonly Correction[]): boolean {
  return corrections.some((each) => isDead(each) && each.mail !== undefined && sameMail(each.mail, mail));
}

/** Mail systems do not tell capitals apart. */
function isAddressOf(contact: Pick<Contact, 'mail' | 'cc'>, mail: string): boolean {
  return sameMail(contact.mail, mail) || (contact.cc !== undefined && sameMail(contact.cc, mail));
}

export function sameMail(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
