/** The outbox: rows written with each change, handed to the event bus at least once, then marked as published. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { EventId, ProgrammeId } from '../../../shared/kernel/ids.ts';
import { Instant } from '../../../shared/kernel/time.ts';
import { shardCount } from '../dynamodb/keys.ts';
import { describeFault, log } from '../logger.ts';

export const OutboxRow = z.object({
  pk: z.string(),
  sk: z.string(),
  id: EventId,
  type: z.string(),
  context: z.string(),
  programmeId: ProgrammeId,
  occurredAt: Instant,
  data: z.string(),
});
export type OutboxRow = z.infer<typeof OutboxRow>;

/** A row that cannot be read is told of and left where it is; it must not keep the others back. */
export function readable(row: unknown): readonly OutboxRow[] {
  const read = OutboxRow.safeParse(row);
  if (read.success) return [read.data];
  log('ERROR', 'an outbox row cannot be read', { error: describeFault(read.error) });
  return [];
}

export interface Outbox {
  /** Rows that wait since before the given moment, oldest first in each shard. */
  unpublishedSince(before: Instant): Promise<readonly OutboxRow[]>;
  /** The oldest waiting row's moment, if any waits. */
  oldestUnpublished(): Promise<Instant | undefined>;
  markPublished(row: OutboxRow, at: Instant): Promise<void>;
}

export function createOutbox(client: DynamoDBDocumentClient, table: string): Outbox {
  const waiting = async (shard: number, before: string, limit: number): Promise<OutboxRow[]> => {
    const found = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'due',
        KeyConditionExpression: 'dueShard = :shard AND dueAt < :before',
        ExpressionAttributeValues: { ':shard': `unpublished#${shard}`, ':before': before },
        Limit: limit,
      }),
    );
    return (found.Items ?? []).flatMap(readable);
  };
  const shards = Array.from({ length: shardCount }, (_, shard) => shard);
  return {
    async unpublishedSince(before) {
      return (await Promise.all(shards.map((shard) => waiting(shard, before, 50)))).flat();
    },
    async oldestUnpublished() {
      const rows = (await Promise.all(shards.map((shard) => waiting(shard, '9999', 1)))).flat();
      return rows.map((row) => row.occurredAt).sort()[0];
    },
    async markPublished(row, at) {
      const mark = new UpdateCommand({
        TableName: table,
        Key: { pk: row.pk, sk: row.sk },
        UpdateExpression: 'SET publishedAt = :at REMOVE dueShard, dueAt',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':at': at },
      });
      await client.send(mark).catch((fault: unknown) => {
        // Erased meanwhile: a mark alone would be a row that nobody can read.
        if (!(fault instanceof Error) || fault.name !== 'ConditionalCheckFailedException') throw fault;
      });
    },
  };
}
