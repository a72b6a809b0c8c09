import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';

const keysAtOnce = 100;

/** Rows by their keys, in no order; those that are not there are missing. Asks again for what was put off. */
export async function getMany<Row>(
  client: DynamoDBDocumentClient,
  row: z.ZodType<Row>,
  table: string,
  keys: readonly { readonly pk: string; readonly sk: string }[],
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let start = 0; start < keys.length; start += keysAtOnce) {
    let left: Record<string, unknown>[] = keys.slice(start, start + keysAtOnce).map((key) => ({ ...key }));
    for (let attempt = 0; left.length > 0; attempt += 1) {
      if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 20 * 2 ** Math.min(attempt, 6)));
      if (attempt > 8) throw new Error('the table kept putting rows off');
      const answer = await client.send(
        new BatchGetCommand({ RequestItems: { [table]: { Keys: left, ConsistentRead: true } } }),
      );
      rows.push(...(answer.Responses?.[table] ?? []).map((item) => row.parse(item)));
      left = answer.UnprocessedKeys?.[table]?.Keys ?? [];
    }
  }
  return rows;
}
