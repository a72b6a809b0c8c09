import { InvitationDeliveryChanged } from '../../../events/invitation-delivery-changed.v1.ts';
import { PreNoticeDeliveryChanged } from '../../../events/pre-notice-delivery-changed.v1.ts';
import type { DeliveryRepository } from '../../../shared/surveys/delivery.ts';
import { noteDelivery } from '../../../shared/surveys/note-delivery.ts';
import { notePreNotice, type PreNoticeRepository } from '../../../shared/surveys/pre-notice-delivery.ts';
import { type Subscription, subscription } from '../../platform/messaging/event-subscriber.ts';

const name = 'surveys/on-invitation-delivery-changed';

export function onInvitationDeliveryChanged(deps: {
  readonly deliveries: DeliveryRepository;
  readonly preNotices: PreNoticeRepository;
}): readonly Subscription[] {
  return [
    subscription(InvitationDeliveryChanged, name, async ({ data }, cause) => {
      await noteDelivery(deps, data, cause);
    }),
    subscription(PreNoticeDeliveryChanged, name, async ({ data }, cause) => {
      await notePreNotice(deps, data, cause);
    }),
  ];
}
