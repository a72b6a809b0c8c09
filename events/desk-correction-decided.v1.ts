import * as z from 'zod';
import { OrganisationId } from '../shared/kernel/ids.ts';
import { defineEvent } from './event.ts';

/** The body has decided on a correction; the mail about it says that, and not what was corrected. */
export const DeskCorrectionDecided = defineEvent({
  type: 'desk-correction-decided.v1',
  context: 'directory',
  data: z.object({
    organisationId: OrganisationId,
    requestId: z.uuid(),
    /** The asking that the request came by: its link shows the outcome. */
    askId: z.uuid(),
    outcome: z.enum(['accepted', 'declined']),
  }),
  example: {
    organisationId: '011002',
    requestId: '0c9d7f6a-3b2e-4d5c-8f1a-6e7d8c9b0a1f',
    askId: '5b0c2f4e-8d1a-4c3b-9e6f-7a8b9c0d1e2f',
    outcome: 'accepted',
  },
});
