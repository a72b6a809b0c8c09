import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { AuditEntry } from '../../shared/records/audit-entry.ts';
import type { AuditTrail } from '../../shared/records/audit-trail.ts';
import { programmeKey, shardCount } from '../platform/dynamodb/keys.ts';

/** A day lies in eight partitions; each gives its next entries, and the earliest of all are the page. */
export function createAuditTrail(client: DynamoDBDocumentClient, table: string): AuditTrail {
  return {
    async ofDay(programmeId, day, { limit, after = '' }) {
      const shards = Array.from({ length: shardCount }, (_, shard) => programmeKey(programmeId, day, String(shard)));
      const found = await Promise.all(shards.map((pk) => readShard(client, table, pk, after, limit + 1)));
      const all = found.flat().sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
      const entries = all.slice(0, limit);
      const last = entries.at(-1);
      return all.length > limit && last !== undefined ? { entries, next: placeOf(last) } : { entries };
    },
  };
}

function placeOf(entry: AuditEntry): string {
  return `${entry.at}#${entry.id}`;
}

async function readShard(
  client: DynamoDBDocumentClient,
  table: string,
  pk: string,
  after: string,
  limit: number,
): Promise<AuditEntry[]> {
  const found = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND sk > :after',
      ExpressionAttributeValues: { ':pk': pk, ':after': after === '' ? ' ' : after },
      Limit: limit,
      ConsistentRead: true,
    }),
  );
  return (found.Items ?? []).map((row) => AuditEntry.parse(row));
}
