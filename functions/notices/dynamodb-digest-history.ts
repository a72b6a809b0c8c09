import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type DigestHistory, DigestRecord } from '../../shared/notices/digest.ts';
import type { RowWrite } from '../platform/dynamodb/change.ts';
import { digestKey, digestPrefix, digestsPartition } from './notice-keys.ts';
import type { NoticesStore } from './notices-store.ts';

export function createDigestHistory({ client, table }: Pick<NoticesStore, 'client' | 'table'>): DigestHistory {
  return {
    async latest(programmeId, kind) {
      const query = new QueryCommand({
        ...{ TableName: table, ConsistentRead: true, ScanIndexForward: false, Limit: 1 },
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :kind)',
        ExpressionAttributeValues: { ':pk': digestsPartition(programmeId), ':kind': digestPrefix(kind) },
      });
      return DigestRecord.optional().parse((await client.send(query)).Items?.[0]);
    },
  };
}

/** One for each period, whoever is first. */
export function digestRow(table: string, record: DigestRecord): RowWrite {
  const Item = { ...digestKey(record), ...record };
  return { Put: { TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' } };
}
