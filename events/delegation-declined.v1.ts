import * as z from 'zod';
import { OrganisationId, RoundId } from '../shared/kernel/ids.ts';
import { defineEvent } from './event.ts';

/** A colleague's address is none of the organisation's: nothing was mailed, and the address is gone. */
export const DelegationDeclined = defineEvent({
  type: 'delegation-declined.v1',
  context: 'notices',
  data: z.object({ roundId: RoundId, organisationId: OrganisationId, delegation: z.int().min(1).max(99) }),
  example: { roundId: '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b', organisationId: '121002', delegation: 1 },
});
