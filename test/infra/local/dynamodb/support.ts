import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Database, startDatabase } from '../../../../infra/local/dynamodb/database.ts';
import { createDynamoDbEndpoint } from '../../../../infra/local/dynamodb/dynamodb-endpoint.ts';
import { type Gate, startGate } from '../../../../infra/local/gate/gate.ts';
import type { PolicyStatement, TableModel } from '../../../../infra/local/model.ts';
import { type FixedClock, fixedClock } from '../../../support/fakes/fixed-clock.ts';

export const tableArn = (name: string) => `arn:aws:dynamodb:ap-northeast-1:000000000000:table/${name}`;

export function aTable(
  name: string,
  overrides: { readonly streamed?: boolean; readonly indexed?: boolean } = {},
): TableModel {
  const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' });
  const keys = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' },
    { AttributeName: range, KeyType: 'RANGE' },
  ];
  const index = { IndexName: 'due', KeySchema: keys('dueShard', 'dueAt'), Projection: { ProjectionType: 'ALL' } };
  return {
    name,
    arn: tableArn(name),
    ...(overrides.streamed ? { streamArn: `${tableArn(name)}/stream/1`, streamViewType: 'NEW_IMAGE' } : {}),
    ttlAttribute: 'expiresAt',
    createTable: {
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [text('pk'), text('sk'), ...(overrides.indexed ? [text('dueShard'), text('dueAt')] : [])],
      KeySchema: keys('pk', 'sk'),
      ...(overrides.indexed ? { GlobalSecondaryIndexes: [index] } : {}),
      ...(overrides.streamed ? { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } } : {}),
    },
  };
}

const everything: PolicyStatement = {
  effect: 'Allow',
  actions: ['dynamodb:*'],
  resources: ['*'],
  conditions: {},
};

export interface Bench {
  readonly folder: string;
  readonly database: Database;
  readonly gate: Gate;
  readonly clock: FixedClock;
  readonly written: (readonly string[])[];
  client(functionId?: string, maxAttempts?: number): DynamoDBDocumentClient;
  stop(): Promise<void>;
}

export async function startBench(
  tables: readonly TableModel[],
  functions: Readonly<Record<string, readonly PolicyStatement[]>> = { Any: [everything] },
): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'dynamodb-'));
  const clock = fixedClock(Date.now());
  const database = await startDatabase({ folder });
  const written: (readonly string[])[] = [];
  const model = { tables, region: 'ap-northeast-1', account: '000000000000' };
  const onWritten = (names: readonly string[]) => void written.push(names);
  const endpoint = await createDynamoDbEndpoint({ database, model, clock, onWritten });
  const models = Object.entries(functions).map(([id, statements]) => ({
    id,
    name: id,
    arn: id,
    codeFolder: '/',
    handler: 'index.handler',
    timeoutSeconds: 3,
    memoryMb: 128,
    environment: {},
    statements,
    asynchronous: { maxAttempts: 3, maxAgeSeconds: 60 },
  }));
  const gate = await startGate({ functions: models, endpoints: [endpoint], secret: 'secret', clock });
  const clients: DynamoDBClient[] = [];
  return {
    folder,
    database,
    gate,
    clock,
    written,
    client(functionId = 'Any', maxAttempts = 1) {
      const client = new DynamoDBClient({
        endpoint: gate.url,
        region: 'ap-northeast-1',
        credentials: { accessKeyId: functionId, secretAccessKey: 'secret' },
        maxAttempts,
        systemClockOffset: clock.now() - Date.now(),
      });
      clients.push(client);
      return DynamoDBDocumentClient.from(client);
    },
    async stop() {
      for (const client of clients) client.destroy();
      await gate.stop();
      await database.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
