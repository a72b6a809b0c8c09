/** From the outbox to the event bus: started by the table's stream, for new rows only. */
import { readConfig } from '../platform/config.ts';
import { createDocumentClient } from '../platform/dynamodb/document-client.ts';
import { createEventPublisher } from '../platform/outbox/event-publisher.ts';
import { createOutbox } from '../platform/outbox/outbox.ts';
import { createHandler } from './handler.ts';

const config = readConfig(['OUTBOX_TABLE', 'EVENT_BUS']);
const outbox = createOutbox(createDocumentClient(), config.OUTBOX_TABLE);

export const handler = createHandler({ publisher: createEventPublisher(config.EVENT_BUS, outbox) });
