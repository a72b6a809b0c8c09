import { MorningRunFinished } from '../../../events/morning-run-finished.v1.ts';
import { RemindersDue } from '../../../events/reminders-due.v1.ts';
import { type ReportMorningRunDeps, reportMorningRun } from '../../../shared/notices/morning-runs.ts';
import type { QueueNoticesDeps } from '../../../shared/notices/queue-notices.ts';
import { queueReminders } from '../../../shared/notices/queue-reminders.ts';
import { type Subscription, subscription } from '../../platform/messaging/event-subscriber.ts';

const name = 'notices/on-reminders-due';

export function onRemindersDue(deps: QueueNoticesDeps & ReportMorningRunDeps): readonly Subscription[] {
  return [
    subscription(RemindersDue, name, async ({ data, occurredAt }, cause) => {
      await queueReminders(deps, { ...data, dueAt: occurredAt }, cause);
    }),
    subscription(MorningRunFinished, name, async ({ data }, cause) => {
      await reportMorningRun(deps, data, cause);
    }),
  ];
}
