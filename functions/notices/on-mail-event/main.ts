import { queueFunction } from '../../platform/messaging/event-subscriber.ts';
import { noticesWiring } from '../wiring.ts';
import { onMailEvent } from './handler.ts';

export const handler = queueFunction(onMailEvent(noticesWiring()));
