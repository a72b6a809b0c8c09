import * as z from 'zod';
import { OrganisationId, RoundId } from '../shared/kernel/ids.ts';
import { JstDate } from '../shared/kernel/time.ts';
import { defineEvent } from './event.ts';

/**
 * A running round was moved to a newer version of its form. First said by the body's decision, and then by each chunk of
 * the job that moves the invitations, of those whose submitted answer lacks what the new version asks.
 */
export const FormUpgraded = defineEvent({
  type: 'form-upgraded.v1',
  context: 'surveys',
  data: z.object({
    roundId: RoundId,
    surveyTitle: z.string().min(1).max(120),
    formVersion: z.int().min(2),
    /** Until when the additional questions are to be answered. */
    dueOn: JstDate,
    /** How many organisations have been gone through, in the fixed order. */
    doneSoFar: z.int().min(0),
    isLast: z.boolean(),
    /** Those of this chunk that have submitted and are asked for the rest. */
    asked: z.array(OrganisationId).max(30),
    /** Of those, whose link is of a later generation than the first. */
    laterLinks: z
      .array(z.object({ organisationId: OrganisationId, linkGeneration: z.int().min(2) }))
      .max(30)
      .optional(),
  }),
  example: {
    roundId: '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b',
    surveyTitle: '令和8年度 相談窓口等に関する調査',
    formVersion: 2,
    dueOn: '2026-07-10',
    doneSoFar: 30,
    isLast: false,
    asked: ['011002'],
    laterLinks: [{ organisationId: '011002', linkGeneration: 2 }],
  },
});
