import * as z from 'zod';
import { OrganisationId, RoundId } from '../shared/kernel/ids.ts';
import { JstDate } from '../shared/kernel/time.ts';
import { defineEvent } from './event.ts';

/** The body sent an answer back (差戻し) with a new due day. Never what it asks for: that is read by the link. */
export const ResponseReturned = defineEvent({
  type: 'response-returned.v1',
  context: 'surveys',
  data: z.object({
    roundId: RoundId,
    organisationId: OrganisationId,
    surveyTitle: z.string().min(1).max(120),
    dueOn: JstDate,
    linkGeneration: z.int().min(1),
    /** Version of the invitation after the change; a later one overrules an earlier one. */
    version: z.int().min(1),
  }),
  example: {
    roundId: '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b',
    organisationId: '011002',
    surveyTitle: '令和8年度 相談窓口に関する調査',
    dueOn: '2026-07-15',
    linkGeneration: 1,
    version: 5,
  },
});
