import type * as z from 'zod';
import type { RemindersDue } from '../../events/reminders-due.v1.ts';
import { isPastDue } from '../calendar/due-rule.ts';
import type { Cause } from '../kernel/change.ts';
import type { Instant } from '../kernel/time.ts';
import { type QueueNoticesDeps, queueNotices } from './queue-notices.ts';

type Due = z.output<typeof RemindersDue.data>;

/** One reminder of the plan for each organisation, in the words for how far it has come and for how late it is. */
export async function queueReminders(
  deps: QueueNoticesDeps,
  due: Due & { readonly dueAt: Instant },
  cause: Cause,
): Promise<void> {
  const { roundId, surveyTitle, dueOn, step, linkGeneration, recipients, dueAt } = due;
  const contents = recipients.map(({ organisationId, progress }) => ({
    ...{ purpose: 'survey-reminder' as const, roundId, organisationId, surveyTitle, dueOn, linkGeneration },
    ...{ step, progress, ...(isPastDue(dueOn, dueAt) ? { isOverdue: true } : {}) },
  }));
  await queueNotices(deps, { roundId, contents, requestedAt: dueAt }, cause);
}
