import * as z from 'zod';
import { OrganisationId } from '../shared/kernel/ids.ts';
import { defineEvent } from './event.ts';

/** Pages of a programme's portal no longer show the present state: those of these organisations, or all. */
export const PagesOutdated = defineEvent({
  type: 'pages-outdated.v1',
  context: 'content',
  data: z.object({ scope: z.union([z.literal('all'), z.array(OrganisationId).min(1).max(30)]) }),
  example: { scope: ['011002'] },
});
