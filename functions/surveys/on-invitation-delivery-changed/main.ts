import { eventSubscriber } from '../../platform/messaging/event-subscriber.ts';
import { createDeliveryRepository } from '../dynamodb-delivery-repository.ts';
import { createPreNoticeRepository } from '../dynamodb-pre-notice-repository.ts';
import { surveysWiring } from '../wiring.ts';
import { onInvitationDeliveryChanged } from './handler.ts';

const wiring = surveysWiring();

export const handler = eventSubscriber(
  onInvitationDeliveryChanged({
    deliveries: createDeliveryRepository(wiring),
    preNotices: createPreNoticeRepository(wiring),
  }),
);
