import { eventSubscriber } from '../../platform/messaging/event-subscriber.ts';
import { directoryWiring } from '../wiring.ts';
import { onResponseAccepted } from './handler.ts';

export const handler = eventSubscriber([onResponseAccepted(directoryWiring())]);
