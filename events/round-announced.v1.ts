import * as z from 'zod';
import { OrganisationId, RoundId } from '../shared/kernel/ids.ts';
import { JstDate } from '../shared/kernel/time.ts';
import { defineEvent } from './event.ts';

/** A planned round is announced (事前のお知らせ) to a part of those that it will ask; no link stands yet. */
export const RoundAnnounced = defineEvent({
  type: 'round-announced.v1',
  context: 'surveys',
  data: z.object({
    roundId: RoundId,
    surveyTitle: z.string().min(1).max(120),
    opensOn: JstDate,
    dueOn: JstDate,
    /** Which announcement of the round it is, from 1; a later one is for those whom no earlier one reached. */
    time: z.int().min(1).max(9),
    /** How often its days were moved after it had been announced; absent where they were not. Then all are told anew. */
    moved: z.int().min(1).max(9).optional(),
    organisations: z.array(OrganisationId).min(1).max(30),
  }),
  example: {
    roundId: '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b',
    surveyTitle: '令和8年度 相談窓口に関する調査',
    opensOn: '2026-06-01',
    dueOn: '2026-06-30',
    time: 1,
    organisations: ['010006', '011002'],
  },
});
