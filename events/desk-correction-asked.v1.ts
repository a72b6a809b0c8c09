import * as z from 'zod';
import { OrganisationId } from '../shared/kernel/ids.ts';
import { defineEvent } from './event.ts';

/** Somebody asked for the link by which an organisation corrects its desks; it goes to the registered address alone. */
export const DeskCorrectionAsked = defineEvent({
  type: 'desk-correction-asked.v1',
  context: 'directory',
  data: z.object({ organisationId: OrganisationId, askId: z.uuid() }),
  example: { organisationId: '011002', askId: '5b0c2f4e-8d1a-4c3b-9e6f-7a8b9c0d1e2f' },
});
