/**
 * The bare handler of the floor, in its thread: `/read` one call, `/draft` one, `/submit` two; `/read-twice` two that
 * read, `/read-many` two of which the second answers with the rows of a prefecture.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';

const client = DynamoDBDocumentClient.from(
  new DynamoDBClient({
    ...{ endpoint: workerData, region: 'ap-northeast-1' },
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  }),
);

const read = (table = 't') =>
  client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': '1' },
      ConsistentRead: true,
    }),
  );

const write = (answers: Readonly<Record<string, string>>) =>
  client.send(
    new TransactWriteCommand({
      TransactItems: [
        { ConditionCheck: { TableName: 't', Key: { pk: '1', sk: '1' }, ConditionExpression: 'attribute_exists(pk)' } },
        { Put: { TableName: 't', Item: { pk: '1', sk: 'draft', answers } } },
        { Put: { TableName: 'a', Item: { pk: '1', sk: 'audit', action: 'save-draft' } } },
      ],
    }),
  );

async function handle({ path, body }: { readonly path: string; readonly body: string }) {
  if (path === '/read') return { statusCode: 200, body: JSON.stringify((await read()).Items) };
  if (path === '/read-twice' || path === '/read-many') {
    await read();
    return { statusCode: 200, body: JSON.stringify((await read(path === '/read-many' ? 'many' : 't')).Items) };
  }
  if (path === '/submit') await read();
  await write(Object.fromEntries(new URLSearchParams(body)));
  return { statusCode: 200, body: '{}' };
}

parentPort?.on('message', async ({ id, event }: { id: number; event: string }) => {
  parentPort?.postMessage({ id, result: JSON.stringify(await handle(JSON.parse(event))) });
});
