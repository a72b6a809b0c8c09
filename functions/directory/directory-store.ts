import type { ChangeSaver } from '../platform/dynamodb/change.ts';
import type { DocumentClient } from '../platform/dynamodb/document-client.ts';

/** What every adapter of this context works with. */
export interface DirectoryStore {
  readonly client: DocumentClient;
  readonly table: string;
  readonly changes: ChangeSaver;
}
