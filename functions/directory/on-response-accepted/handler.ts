import { ResponseAccepted } from '../../../events/response-accepted.v1.ts';
import { type RecordAcceptedDesksDeps, recordAcceptedDesks } from '../../../shared/directory/record-accepted-desks.ts';
import { type Subscription, subscription } from '../../platform/messaging/event-subscriber.ts';

export function onResponseAccepted(deps: RecordAcceptedDesksDeps): Subscription {
  return subscription(ResponseAccepted, 'directory/on-response-accepted', async ({ data, occurredAt }, cause) => {
    await recordAcceptedDesks(deps, { ...data, acceptedAt: occurredAt }, cause);
  });
}
