import * as z from 'zod';
import { OrganisationId, RoundId } from '../shared/kernel/ids.ts';
import { defineEvent } from './event.ts';

/** A round that had been announced is not carried out; said to a part of those to whom it was announced. */
export const RoundCancelled = defineEvent({
  type: 'round-cancelled.v1',
  context: 'surveys',
  data: z.object({
    roundId: RoundId,
    surveyTitle: z.string().min(1).max(120),
    /** How often it was announced, and how often its days were moved in between: which mails there may be of it. */
    times: z.int().min(1).max(9),
    moved: z.int().min(0).max(9),
    organisations: z.array(OrganisationId).min(1).max(30),
  }),
  example: {
    roundId: '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b',
    surveyTitle: '令和8年度 相談窓口に関する調査',
    times: 1,
    moved: 0,
    organisations: ['010006', '011002'],
  },
});
