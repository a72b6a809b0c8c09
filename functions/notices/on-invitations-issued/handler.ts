import { InvitationsIssued } from '../../../events/invitations-issued.v1.ts';
import { queueInvitations } from '../../../shared/notices/queue-invitations.ts';
import type { QueueNoticesDeps } from '../../../shared/notices/queue-notices.ts';
import { type Subscription, subscription } from '../../platform/messaging/event-subscriber.ts';

export function onInvitationsIssued(deps: QueueNoticesDeps): Subscription {
  return subscription(InvitationsIssued, 'notices/on-invitations-issued', async ({ data, occurredAt }, cause) => {
    await queueInvitations(deps, { ...data, issuedAt: occurredAt }, cause);
  });
}
