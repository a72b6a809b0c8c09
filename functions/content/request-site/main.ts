/** Has the portals drawn as a whole; invoked by hand after a deployment by an engineer with the right to invoke it. */
import { randomIds } from '../../platform/clock.ts';
import { readConfig } from '../../platform/config.ts';
import { createChangeSaver } from '../../platform/dynamodb/change.ts';
import { createDocumentClient } from '../../platform/dynamodb/document-client.ts';
import { createHandler } from './handler.ts';

const config = readConfig(['CONTENT_TABLE', 'OUTBOX_TABLE', 'AUDIT_TABLE']);
const tables = { own: config.CONTENT_TABLE, outbox: config.OUTBOX_TABLE, audit: config.AUDIT_TABLE };
const changes = createChangeSaver(createDocumentClient(), tables, randomIds);

export const handler = createHandler({
  note: async (record) => {
    await changes.save([], record);
  },
});
