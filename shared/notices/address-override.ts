/**
 * 引継ぎで届いた連絡先: an address that an organisation named when it handed a survey over. The registered contact stays
 * as it is; mails go to this one until the next contact list is confirmed.
 *
 * Nuances: one at a domain of the organisation is in force at once. Any other is a request, which the body confirms
 * or dismisses. It is bound to the contact list over which it stands: a newer list is newer knowledge.
 */
import * as z from 'zod';
import { ImportId, OrganisationId, ProgrammeId } from '../kernel/ids.ts';
import { Instant } from '../kernel/time.ts';
import type { Contact, CurrentContacts } from './contact.ts';

export const AddressOverride = z
  .object({
    programmeId: ProgrammeId,
    organisationId: OrganisationId,
    status: z.enum(['requested', 'in-force', 'dismissed']),
    section: z.string().min(1).max(60),
    /** Gone once it was dismissed. */
    mail: z.string().max(254).optional(),
    /** When it was handed over; a later one takes its place. */
    since: Instant,
    /** The list over which it stands; absent where there was none. */
    importId: ImportId.optional(),
    version: z.int().min(1),
  })
  .readonly();
export type AddressOverride = z.infer<typeof AddressOverride>;

export const overrideMoves = {
  requested: ['in-force', 'dismissed'],
  'in-force': ['dismissed'],
  dismissed: [],
} as const satisfies Record<AddressOverride['status'], readonly AddressOverride['status'][]>;

/** Still over the list that is in use. */
export function isCurrentOverride(
  { importId }: AddressOverride,
  current: Pick<CurrentContacts, 'importId'> | undefined,
): boolean {
  return importId === current?.importId;
}

/** Where mails to the organisation go. The second address of the list stays: it is the section's, not a person's. */
export function contactUnder(
  contact: Contact,
  override: AddressOverride | undefined,
  current: Pick<CurrentContacts, 'importId'>,
): Contact {
  if (override?.status !== 'in-force' || override.mail === undefined || !isCurrentOverride(override, current))
    return contact;
  return { ...contact, section: override.section, mail: override.mail };
}
