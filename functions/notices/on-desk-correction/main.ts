import { eventSubscriber } from '../../platform/messaging/event-subscriber.ts';
import { noticesWiring } from '../wiring.ts';
import { onDeskCorrection } from './handler.ts';

export const handler = eventSubscriber(onDeskCorrection(noticesWiring()));
