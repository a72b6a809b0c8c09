import { RemindersDue } from '../../../events/reminders-due.v1.ts';
import type { QueueNoticesDeps } from '../../../shared/notices/queue-notices.ts';
import { queueReminders } from '../../../shared/notices/queue-reminders.ts';
import { type Subscription, subscription } from '../../platform/messaging/event-subscriber.ts';

export function onRemindersDue(deps: QueueNoticesDeps): Subscription {
  return subscription(RemindersDue, 'notices/on-reminders-due', async ({ data, occurredAt }, cause) => {
    await queueReminders(deps, { ...data, dueAt: occurredAt }, cause);
  });
}
