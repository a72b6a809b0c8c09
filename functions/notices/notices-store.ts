import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ChangeSaver } from '../platform/dynamodb/change.ts';

/** What every adapter of this context works with. */
export interface NoticesStore {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly changes: ChangeSaver;
}
