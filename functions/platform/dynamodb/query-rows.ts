import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';

/** Every row of a query, page by page. */
export async function queryRows(
  client: DynamoDBDocumentClient,
  input: QueryCommandInput,
): Promise<readonly Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  let start: QueryCommandInput['ExclusiveStartKey'];
  do {
    const found = await client.send(new QueryCommand({ ...input, ExclusiveStartKey: start }));
    rows.push(...(found.Items ?? []));
    start = found.LastEvaluatedKey;
  } while (start !== undefined);
  return rows;
}
