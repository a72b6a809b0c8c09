import { randomIds } from '../../platform/clock.ts';
import { readConfig } from '../../platform/config.ts';
import { createChangeSaver } from '../../platform/dynamodb/change.ts';
import { createDocumentClient } from '../../platform/dynamodb/document-client.ts';
import { eventSubscriber } from '../../platform/messaging/event-subscriber.ts';
import { createAreaDesksRepository } from '../dynamodb-area-desks-repository.ts';
import { onDeskChanged } from './handler.ts';

const config = readConfig(['CONTENT_TABLE', 'OUTBOX_TABLE', 'AUDIT_TABLE']);
const client = createDocumentClient();
const tables = { own: config.CONTENT_TABLE, outbox: config.OUTBOX_TABLE, audit: config.AUDIT_TABLE };
const changes = createChangeSaver(client, tables, randomIds);

export const handler = eventSubscriber([
  onDeskChanged({ areas: createAreaDesksRepository({ client, table: config.CONTENT_TABLE, changes }) }),
]);
