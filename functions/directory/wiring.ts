import { randomIds } from '../platform/clock.ts';
import { readConfig } from '../platform/config.ts';
import { createChangeSaver } from '../platform/dynamodb/change.ts';
import { createCommandLog } from '../platform/dynamodb/command-log.ts';
import { createDocumentClient } from '../platform/dynamodb/document-client.ts';
import { createDeskCorrectionRepository } from './dynamodb-desk-correction-repository.ts';
import { createOrganisationDesksRepository } from './dynamodb-organisation-desks-repository.ts';
import { createOrganisationMeasuresRepository } from './dynamodb-organisation-measures-repository.ts';

/** What every function of `directory` works with. */
export function directoryWiring() {
  const config = readConfig(['DIRECTORY_TABLE', 'OUTBOX_TABLE', 'AUDIT_TABLE']);
  const client = createDocumentClient();
  const tables = { own: config.DIRECTORY_TABLE, outbox: config.OUTBOX_TABLE, audit: config.AUDIT_TABLE };
  const changes = createChangeSaver(client, tables, randomIds);
  const store = { client, table: config.DIRECTORY_TABLE, changes };
  return {
    client,
    desks: createOrganisationDesksRepository(store),
    corrections: createDeskCorrectionRepository(store),
    commands: createCommandLog(client, config.DIRECTORY_TABLE),
    measures: createOrganisationMeasuresRepository(store),
  };
}
