import { InvitationDeliveryChanged } from '../../../events/invitation-delivery-changed.v1.ts';
import type { DeliveryRepository } from '../../../shared/surveys/delivery.ts';
import { noteDelivery } from '../../../shared/surveys/note-delivery.ts';
import { type Subscription, subscription } from '../../platform/messaging/event-subscriber.ts';

export function onInvitationDeliveryChanged(deps: { readonly deliveries: DeliveryRepository }): Subscription {
  return subscription(InvitationDeliveryChanged, 'surveys/on-invitation-delivery-changed', async ({ data }, cause) => {
    await noteDelivery(deps, data, cause);
  });
}
