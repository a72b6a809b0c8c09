import { RoundAnnounced } from '../../../events/round-announced.v1.ts';
import { type QueuePreNoticesDeps, queuePreNotices } from '../../../shared/notices/queue-pre-notices.ts';
import { type Subscription, subscription } from '../../platform/messaging/event-subscriber.ts';

export function onRoundAnnounced(deps: QueuePreNoticesDeps): Subscription {
  return subscription(RoundAnnounced, 'notices/on-round-announced', async ({ data, occurredAt }, cause) => {
    await queuePreNotices(deps, { ...data, at: occurredAt }, cause);
  });
}
