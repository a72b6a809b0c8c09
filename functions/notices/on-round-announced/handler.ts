import { RoundAnnounced } from '../../../events/round-announced.v1.ts';
import { RoundCancelled } from '../../../events/round-cancelled.v1.ts';
import { type QueueCancellationsDeps, queueCancellations } from '../../../shared/notices/queue-cancellations.ts';
import { type QueuePreNoticesDeps, queuePreNotices } from '../../../shared/notices/queue-pre-notices.ts';
import { type Subscription, subscription } from '../../platform/messaging/event-subscriber.ts';

const name = 'notices/on-round-announced';

/** What is told before a survey begins: that it will come, and that it will not. */
export function onRoundAnnounced(deps: QueuePreNoticesDeps & QueueCancellationsDeps): readonly Subscription[] {
  return [
    subscription(RoundAnnounced, name, async ({ data, occurredAt }, cause) => {
      await queuePreNotices(deps, { ...data, at: occurredAt }, cause);
    }),
    subscription(RoundCancelled, name, async ({ data, occurredAt }, cause) => {
      await queueCancellations(deps, { ...data, at: occurredAt }, cause);
    }),
  ];
}
