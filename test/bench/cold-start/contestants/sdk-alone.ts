/** The least that a function which reads DynamoDB can cost: the two clients, one call. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async () => {
  const { Item } = await client.send(new GetCommand({ TableName: 't', Key: { pk: '1', sk: '1' } }));
  return { statusCode: 200, body: JSON.stringify(Item ?? null) };
};
