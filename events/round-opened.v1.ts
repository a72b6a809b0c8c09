import * as z from 'zod';
import { RoundId } from '../shared/kernel/ids.ts';
import { JstDate } from '../shared/kernel/time.ts';
import { defineEvent } from './event.ts';

/** Every organisation of the round has its invitation; answers are accepted. */
export const RoundOpened = defineEvent({
  type: 'round-opened.v1',
  context: 'surveys',
  data: z.object({
    roundId: RoundId,
    surveyTitle: z.string().min(1).max(120),
    dueOn: JstDate,
    /** Of both kinds together. */
    organisations: z.int().min(1),
    /** How many of them are 全国団体; they have a denominator of their own. */
    nationalOrganisations: z.int().min(0).optional(),
  }),
  example: {
    roundId: '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b',
    surveyTitle: '令和8年度 相談窓口に関する調査',
    dueOn: '2026-06-30',
    organisations: 1788,
  },
});
