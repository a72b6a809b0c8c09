import { eventSubscriber } from '../../platform/messaging/event-subscriber.ts';
import { noticesWiring } from '../wiring.ts';
import { onRoundStateChanged } from './handler.ts';

export const handler = eventSubscriber(onRoundStateChanged(noticesWiring()));
