import * as z from 'zod';
import { OrganisationId, RoundId } from '../shared/kernel/ids.ts';
import { JstDate } from '../shared/kernel/time.ts';
import { defineEvent } from './event.ts';

/** One chunk of a round's invitations stands in the table; each is to be mailed. */
export const InvitationsIssued = defineEvent({
  type: 'invitations-issued.v1',
  context: 'surveys',
  data: z.object({
    roundId: RoundId,
    surveyTitle: z.string().min(1).max(120),
    dueOn: JstDate,
    /** Generation of the link, from 1; a revoked link is followed by the next generation. */
    linkGeneration: z.int().min(1),
    organisations: z.array(OrganisationId).min(1).max(30),
    /** How many organisations of the round have their invitation after this chunk; the cursor of the job. */
    issuedSoFar: z.int().min(1),
    isLast: z.boolean(),
  }),
  example: {
    roundId: '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b',
    surveyTitle: '令和8年度 相談窓口に関する調査',
    dueOn: '2026-06-30',
    linkGeneration: 1,
    organisations: ['010006', '011002'],
    issuedSoFar: 30,
    isLast: false,
  },
});
