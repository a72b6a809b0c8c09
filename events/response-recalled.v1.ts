import * as z from 'zod';
import { OrganisationId, RoundId } from '../shared/kernel/ids.ts';
import { defineEvent } from './event.ts';

/** An organisation took its answer back (引戻し) to correct it; it counts as not submitted until it comes again. */
export const ResponseRecalled = defineEvent({
  type: 'response-recalled.v1',
  context: 'surveys',
  data: z.object({
    roundId: RoundId,
    organisationId: OrganisationId,
    /** Version of the invitation after the change; a later one overrules an earlier one. */
    version: z.int().min(1),
  }),
  example: { roundId: '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b', organisationId: '011002', version: 5 },
});
