import * as z from 'zod';
import { AccountId, RoundId } from '../shared/kernel/ids.ts';
import { defineEvent } from './event.ts';

/** Somebody wants the collated answers of a round as files. */
export const CollationRequested = defineEvent({
  type: 'collation-requested.v1',
  context: 'surveys',
  data: z.object({ roundId: RoundId, collationId: z.uuid(), requestedBy: AccountId }),
  example: {
    roundId: '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b',
    collationId: '9d3c1b7a-2f4e-4d6c-8a1b-5e7f9a0b1c2d',
    requestedBy: '0b8e3b9c-5a55-4f0e-8f5e-6c1d2f3a4b5c',
  },
});
