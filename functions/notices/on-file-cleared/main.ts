import { eventSubscriber } from '../../platform/messaging/event-subscriber.ts';
import { importingWiring } from '../importing-wiring.ts';
import { onFileCleared } from './handler.ts';

export const handler = eventSubscriber([onFileCleared(importingWiring())]);
