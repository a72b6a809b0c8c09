import { randomIds } from '../platform/clock.ts';
import { readConfig } from '../platform/config.ts';
import { createChangeSaver } from '../platform/dynamodb/change.ts';
import { createDocumentClient } from '../platform/dynamodb/document-client.ts';
import { createFileBuckets } from '../platform/s3/file-buckets.ts';
import { createFileRepository } from './dynamodb-file-repository.ts';

/** What every function of `assets` works with. */
export function assetsWiring() {
  const config = readConfig(['ASSETS_TABLE', 'OUTBOX_TABLE', 'AUDIT_TABLE', 'QUARANTINE_BUCKET', 'PRIVATE_BUCKET']);
  const client = createDocumentClient();
  const tables = { own: config.ASSETS_TABLE, outbox: config.OUTBOX_TABLE, audit: config.AUDIT_TABLE };
  const changes = createChangeSaver(client, tables, randomIds);
  return {
    client,
    table: config.ASSETS_TABLE,
    ids: randomIds,
    files: createFileRepository({ client, table: config.ASSETS_TABLE, changes }),
    storage: createFileBuckets({ quarantine: config.QUARANTINE_BUCKET, private: config.PRIVATE_BUCKET }),
  };
}

export type AssetsWiring = ReturnType<typeof assetsWiring>;
