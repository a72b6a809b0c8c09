import * as z from 'zod';
import { OrganisationId, RoundId } from '../shared/kernel/ids.ts';
import { JstDate } from '../shared/kernel/time.ts';
import { defineEvent } from './event.ts';

/** Another person of the organisation took over its survey; the address lies with `notices` already. */
export const SurveyHandedOver = defineEvent({
  type: 'survey-handed-over.v1',
  context: 'surveys',
  data: z.object({
    roundId: RoundId,
    organisationId: OrganisationId,
    surveyTitle: z.string().min(1).max(120),
    dueOn: JstDate,
    /** The generation that was made for the successor; the link before it no longer opens. */
    linkGeneration: z.int().min(2),
  }),
  example: {
    roundId: '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b',
    organisationId: '121002',
    surveyTitle: '令和8年度 相談窓口に関する調査',
    dueOn: '2026-06-30',
    linkGeneration: 2,
  },
});
