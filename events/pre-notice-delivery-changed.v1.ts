import * as z from 'zod';
import { OrganisationId, RoundId } from '../shared/kernel/ids.ts';
import { Instant } from '../shared/kernel/time.ts';
import { defineEvent } from './event.ts';

/** What became of the mail that announced a round to an organisation. Never an address. */
export const PreNoticeDeliveryChanged = defineEvent({
  type: 'pre-notice-delivery-changed.v1',
  context: 'notices',
  data: z.object({
    roundId: RoundId,
    organisationId: OrganisationId,
    state: z.enum(['sent', 'delivered', 'delayed', 'bounced', 'failed', 'no-address']),
    at: Instant,
    /** Of the notice; it goes on counting where the mail was sent again, so that the highest is the latest. */
    version: z.int().min(1),
  }),
  example: {
    roundId: '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b',
    organisationId: '011002',
    state: 'bounced',
    at: '2026-05-11T00:03:20.000Z',
    version: 4,
  },
});
