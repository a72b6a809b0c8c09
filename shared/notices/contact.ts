import * as z from 'zod';
import { ImportId, OrganisationId, ProgrammeId } from '../kernel/ids.ts';
import { Instant } from '../kernel/time.ts';

/**
 * Where an organisation is reached (連絡先): its section, never a person by name. Names are stored as typed, addresses
 * normalised.
 */
export const Contact = z.object({
  organisationId: OrganisationId,
  name: z.string().min(1).max(120),
  section: z.string().min(1).max(120),
  mail: z.string().max(254),
  cc: z.string().max(254).optional(),
  phone: z.string().max(60).optional(),
});
export type Contact = z.infer<typeof Contact>;

/** Which import is the contact list of a programme now. */
export const CurrentContacts = z.object({
  programmeId: ProgrammeId,
  importId: ImportId,
  /** Of both kinds together. */
  organisations: z.int().min(1),
  /** 全国団体 among them. */
  nationalOrganisations: z.int().min(0).optional(),
  confirmedAt: Instant,
  version: z.int().min(1),
});
export type CurrentContacts = z.infer<typeof CurrentContacts>;
