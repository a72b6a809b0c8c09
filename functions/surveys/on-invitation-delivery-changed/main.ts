import { eventSubscriber } from '../../platform/messaging/event-subscriber.ts';
import { createDeliveryRepository } from '../dynamodb-delivery-repository.ts';
import { surveysWiring } from '../wiring.ts';
import { onInvitationDeliveryChanged } from './handler.ts';

export const handler = eventSubscriber([
  onInvitationDeliveryChanged({ deliveries: createDeliveryRepository(surveysWiring()) }),
]);
