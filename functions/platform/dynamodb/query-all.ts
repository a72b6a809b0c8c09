import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';

/** All rows of a query, page after page, each parsed. For lists whose size is bounded by what they list. */
export async function queryAll<Row>(
  client: DynamoDBDocumentClient,
  row: z.ZodType<Row>,
  query: QueryCommandInput,
): Promise<Row[]> {
  const rows: Row[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({ ...query, ...(start === undefined ? {} : { ExclusiveStartKey: start }) }),
    );
    rows.push(...(page.Items ?? []).map((item) => row.parse(item)));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return rows;
}
