import { eventSubscriber } from '../../platform/messaging/event-subscriber.ts';
import { noticesWiring } from '../wiring.ts';
import { onRoundAnnounced } from './handler.ts';

export const handler = eventSubscriber(onRoundAnnounced(noticesWiring()));
