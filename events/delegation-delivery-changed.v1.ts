import * as z from 'zod';
import { OrganisationId, RoundId } from '../shared/kernel/ids.ts';
import { defineEvent } from './event.ts';

/** The mail with a colleague's link came back, or could not be sent; or it arrived after all. Never an address. */
export const DelegationDeliveryChanged = defineEvent({
  type: 'delegation-delivery-changed.v1',
  context: 'notices',
  data: z.object({
    roundId: RoundId,
    organisationId: OrganisationId,
    /** The number of the delegation. */
    delegation: z.int().min(1).max(99),
    hasArrived: z.boolean(),
    /** Of the notice: of two events about one mail, the one with the higher version counts. */
    version: z.int().min(1),
  }),
  example: {
    roundId: '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b',
    organisationId: '121002',
    delegation: 1,
    hasArrived: false,
    version: 4,
  },
});
