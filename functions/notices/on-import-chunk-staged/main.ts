import { eventSubscriber } from '../../platform/messaging/event-subscriber.ts';
import { importingWiring } from '../importing-wiring.ts';
import { onImportChunkStaged } from './handler.ts';

export const handler = eventSubscriber([onImportChunkStaged(importingWiring())]);
