/** Outbox rows that the stream did not bring to the bus: looked for every minute, so no outage loses an event. */
import { readConfig } from '../platform/config.ts';
import { createDocumentClient } from '../platform/dynamodb/document-client.ts';
import { createEventPublisher } from '../platform/outbox/event-publisher.ts';
import { createOutbox } from '../platform/outbox/outbox.ts';
import { createHandler } from './handler.ts';

const config = readConfig(['OUTBOX_TABLE', 'EVENT_BUS']);
const outbox = createOutbox(createDocumentClient(), config.OUTBOX_TABLE);

export const handler = createHandler({ outbox, publisher: createEventPublisher(config.EVENT_BUS, outbox) });
