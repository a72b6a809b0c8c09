import * as z from 'zod';
import { RoundId } from '../shared/kernel/ids.ts';
import { defineEvent } from './event.ts';

/** A person decided to open a round; issuing the invitations is a job of many chunks. */
export const RoundOpeningRequested = defineEvent({
  type: 'round-opening-requested.v1',
  context: 'surveys',
  data: z.object({ roundId: RoundId }),
  example: { roundId: '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b' },
});
