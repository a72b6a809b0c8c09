import * as z from 'zod';
import { OrganisationId, RoundId } from '../shared/kernel/ids.ts';
import { JstDate } from '../shared/kernel/time.ts';
import { defineEvent } from './event.ts';

/** These organisations have not submitted; a reminder of this step is to go to each. */
export const RemindersDue = defineEvent({
  type: 'reminders-due.v1',
  context: 'surveys',
  data: z.object({
    roundId: RoundId,
    surveyTitle: z.string().min(1).max(120),
    dueOn: JstDate,
    /** Which reminder of the plan, from 1. */
    step: z.int().min(1).max(4),
    linkGeneration: z.int().min(1),
    recipients: z
      .array(z.object({ organisationId: OrganisationId, progress: z.enum(['not-started', 'half-done', 'returned']) }))
      .min(1)
      .max(30),
  }),
  example: {
    roundId: '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b',
    surveyTitle: '令和8年度 相談窓口に関する調査',
    dueOn: '2026-06-30',
    step: 1,
    linkGeneration: 1,
    recipients: [{ organisationId: '011002', progress: 'half-done' }],
  },
});
