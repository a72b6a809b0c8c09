import { eventSubscriber } from '../../platform/messaging/event-subscriber.ts';
import { surveysWiring } from '../wiring.ts';
import { onContactsImported } from './handler.ts';

export const handler = eventSubscriber([onContactsImported(surveysWiring())]);
