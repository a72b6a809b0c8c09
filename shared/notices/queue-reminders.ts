import type * as z from 'zod';
import type { RemindersDue } from '../../events/reminders-due.v1.ts';
import type { Cause } from '../kernel/change.ts';
import type { Instant } from '../kernel/time.ts';
import { type QueueNoticesDeps, queueNotices } from './queue-notices.ts';

type Due = z.output<typeof RemindersDue.data>;

/** One reminder of the plan for each organisation; who has not begun and who is half-way read different words. */
export async function queueReminders(
  deps: QueueNoticesDeps,
  due: Due & { readonly dueAt: Instant },
  cause: Cause,
): Promise<void> {
  const { roundId, surveyTitle, dueOn, step, linkGeneration, recipients, dueAt } = due;
  const contents = recipients.map(({ organisationId, progress }) => ({
    ...{ purpose: 'survey-reminder' as const, roundId, organisationId, surveyTitle, dueOn, linkGeneration },
    ...{ step, progress },
  }));
  await queueNotices(deps, { roundId, contents, requestedAt: dueAt }, cause);
}
