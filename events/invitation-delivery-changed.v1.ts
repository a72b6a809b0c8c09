import * as z from 'zod';
import { OrganisationId, RoundId } from '../shared/kernel/ids.ts';
import { Instant } from '../shared/kernel/time.ts';
import { defineEvent } from './event.ts';

/** What became of the mail with the link of an organisation. Never an address. */
export const InvitationDeliveryChanged = defineEvent({
  type: 'invitation-delivery-changed.v1',
  context: 'notices',
  data: z.object({
    roundId: RoundId,
    organisationId: OrganisationId,
    /** A mail of a later generation of links overrules one of an earlier one. */
    linkGeneration: z.int().min(1),
    state: z.enum(['sent', 'delivered', 'delayed', 'bounced', 'failed', 'no-address']),
    at: Instant,
    /** Of the notice: of two events about one mail, the one with the higher version counts. */
    version: z.int().min(1),
  }),
  example: {
    roundId: '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b',
    organisationId: '011002',
    linkGeneration: 1,
    state: 'delivered',
    at: '2026-06-01T00:03:20.000Z',
    version: 4,
  },
});
