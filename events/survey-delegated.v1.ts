import * as z from 'zod';
import { OrganisationId, RoundId } from '../shared/kernel/ids.ts';
import { JstDate } from '../shared/kernel/time.ts';
import { defineEvent } from './event.ts';

/** An organisation shares its draft with another section of its own; the address lies with `notices` already. */
export const SurveyDelegated = defineEvent({
  type: 'survey-delegated.v1',
  context: 'surveys',
  data: z.object({
    roundId: RoundId,
    organisationId: OrganisationId,
    surveyTitle: z.string().min(1).max(120),
    dueOn: JstDate,
    /** Its number within the organisation's invitation, from 1. */
    delegation: z.int().min(1).max(99),
  }),
  example: {
    roundId: '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b',
    organisationId: '121002',
    surveyTitle: '令和8年度 相談窓口に関する調査',
    dueOn: '2026-06-30',
    delegation: 1,
  },
});
