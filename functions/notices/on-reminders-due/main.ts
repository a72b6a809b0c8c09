import { eventSubscriber } from '../../platform/messaging/event-subscriber.ts';
import { noticesWiring } from '../wiring.ts';
import { onRemindersDue } from './handler.ts';

export const handler = eventSubscriber(onRemindersDue(noticesWiring()));
