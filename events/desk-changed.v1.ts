import * as z from 'zod';
import { DeskId, OrganisationId } from '../shared/kernel/ids.ts';
import { JstDate } from '../shared/kernel/time.ts';
import { defineEvent } from './event.ts';
import { PublicDesk } from './response-accepted.v1.ts';

/** The public desks of an organisation, whole: what is not in the list is no longer a desk. */
export const DeskChanged = defineEvent({
  type: 'desk-changed.v1',
  context: 'directory',
  data: z.object({
    organisationId: OrganisationId,
    /** Version of the organisation's entry; a later one overrules an earlier one. */
    version: z.int().min(1),
    confirmedOn: JstDate,
    desks: z.array(PublicDesk.extend({ deskId: DeskId })).max(20),
  }),
  example: {
    organisationId: '011002',
    version: 1,
    confirmedOn: '2026-06-10',
    desks: [{ deskId: '011002-1', name: '女性相談窓口', section: '子ども家庭課', phone: '011-000-0000' }],
  },
});
