import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, describe, expect, test } from 'vitest';
import { type Database, startDatabase } from '../../../../infra/local/dynamodb/database.ts';
import { createDynamoDbEndpoint } from '../../../../infra/local/dynamodb/dynamodb-endpoint.ts';
import { embeddedBinary } from '../../../../infra/local/dynamodb/embedded-process.ts';
import { createStreamsReader } from '../../../../infra/local/dynamodb/streams-reader.ts';
import { fixedClock } from '../../../support/fakes/fixed-clock.ts';
import { aTable, startBench } from './support.ts';

const started: Database[] = [];
const freshFolder = () => mkdtempSync(join(tmpdir(), 'database-'));

async function start(options: Parameters<typeof startDatabase>[0]): Promise<Database> {
  const database = await startDatabase(options);
  started.push(database);
  return database;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((database) => database.stop()));
});

const put = (database: Database, pk: string, TableName = 'rows') =>
  database.client.call('DynamoDB_20120810.PutItem', { TableName, Item: { pk: { S: pk }, sk: { S: 'a' } } });
const get = (database: Database, pk: string) =>
  database.client.call('DynamoDB_20120810.GetItem', { TableName: 'rows', Key: { pk: { S: pk }, sk: { S: 'a' } } });

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
}

describe('the database of a data folder', () => {
  test('keeps what was written over a restart', async () => {
    const folder = freshFolder();
    const first = await start({ folder });
    await first.createTables([aTable('rows')]);
    await put(first, 'kept');
    await first.stop();
    const second = await start({ folder });
    await second.createTables([aTable('rows')]);
    expect(await get(second, 'kept')).toHaveProperty('Item');
  });

  test('is started again when it dies, with all that was acknowledged', async () => {
    const bench = await startBench([aTable('rows')]);
    const client = bench.client('Any', 8);
    const written: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      for (let at = 0; at < 5; at += 1) {
        const pk = `${round}-${at}`;
        await client.send(new PutCommand({ TableName: 'rows', Item: { pk, sk: 'a' } }));
        written.push(pk);
      }
      const pid = bench.database.pid();
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
    }
    for (const pk of written) {
      const { Item } = await client.send(new GetCommand({ TableName: 'rows', Key: { pk, sk: 'a' } }));
      expect(Item).toEqual({ pk, sk: 'a' });
    }
    await bench.stop();
  });

  test('that is away makes calls end with 500, which the SDK tries again', async () => {
    const other = await startDatabase({ folder: freshFolder() });
    const database = await start({ folder: freshFolder(), endpoint: other.endpoint() });
    const model = { tables: [aTable('rows')], region: 'ap-northeast-1', account: '000000000000' };
    const endpoint = await createDynamoDbEndpoint({ database, model, clock: fixedClock() });
    await other.stop();
    const call = await endpoint.parse({
      method: 'POST',
      target: '/',
      headers: { 'x-amz-target': 'DynamoDB_20120810.GetItem' },
      body: Readable.from([JSON.stringify({ TableName: 'rows', Key: { pk: { S: 'x' }, sk: { S: 'a' } } })]),
      caller: { kind: 'function', functionId: 'Any' },
    });
    expect(await call.run()).toMatchObject({ status: 500, body: expect.stringContaining('InternalServerError') });
  });

  test('of a host that was killed is ended by the next host before it opens the file', async () => {
    const folder = freshFolder();
    const binary = embeddedBinary() ?? '';
    const options = ['serve', '--port', '0', '--db-path', join(folder, 'dynamodb.sqlite')];
    const stale = spawn(binary, options, { stdio: 'ignore' });
    const pid = stale.pid ?? 0;
    await expect.poll(() => isAlive(pid)).toBe(true);
    writeFileSync(join(folder, 'dynamodb-process.json'), JSON.stringify({ pid, command: [binary, ...options] }));
    const ended = once(stale, 'exit');
    await start({ folder });
    expect(await ended).toEqual([null, 'SIGKILL']);
  });

  test('spares a process that has the recorded id but another command line', async () => {
    const folder = freshFolder();
    const innocent = spawn('sleep', ['60']);
    const pid = innocent.pid ?? 0;
    writeFileSync(join(folder, 'dynamodb-process.json'), JSON.stringify({ pid, command: ['dynoxide', 'serve'] }));
    await start({ folder });
    expect(isAlive(pid)).toBe(true);
    innocent.kill();
  });

  test('may be another one, named by its endpoint', async () => {
    const other = await start({ folder: freshFolder() });
    const database = await start({ folder: freshFolder(), endpoint: other.endpoint() });
    await database.createTables([aTable('rows')]);
    await put(database, 'there');
    expect(await get(other, 'there')).toHaveProperty('Item');
    expect(database.pid()).toBeUndefined();
  });

  test('that can be neither started nor found ends with what to do', async () => {
    await expect(startDatabase({ folder: freshFolder(), binary: undefined })).rejects.toThrow('set DYNAMODB_ENDPOINT');
  });
});

describe('tables', () => {
  test('get an index that a later template adds, with the rows that are there', async () => {
    const database = await start({ folder: freshFolder() });
    await database.createTables([aTable('rows')]);
    await database.client.call('DynamoDB_20120810.PutItem', {
      TableName: 'rows',
      Item: { pk: { S: 'a' }, sk: { S: 'a' }, dueShard: { S: 's' }, dueAt: { S: '1' } },
    });
    await database.createTables([aTable('rows', { indexed: true })]);
    const found = await database.client.call('DynamoDB_20120810.Query', {
      TableName: 'rows',
      IndexName: 'due',
      KeyConditionExpression: 'dueShard = :s',
      ExpressionAttributeValues: { ':s': { S: 's' } },
    });
    expect(found).toMatchObject({ Count: 1 });
  });

  test('with other keys than the template are refused', async () => {
    const database = await start({ folder: freshFolder() });
    await database.createTables([aTable('rows')]);
    const other = aTable('rows');
    const KeySchema = [{ AttributeName: 'pk', KeyType: 'HASH' }];
    const AttributeDefinitions = [{ AttributeName: 'pk', AttributeType: 'S' }];
    const changed = { ...other, createTable: { ...other.createTable, KeySchema, AttributeDefinitions } };
    await expect(database.createTables([changed])).rejects.toThrow('table rows in the data folder has other keys');
  });
});

describe('streams', () => {
  const streamed = aTable('outbox', { streamed: true });

  test('give every change once, in the order of commits, and go on after a sequence number', async () => {
    const database = await start({ folder: freshFolder() });
    await database.createTables([streamed, aTable('rows', { streamed: true })]);
    const reader = createStreamsReader(database.client);
    expect(await reader.read('outbox', undefined, 10)).toEqual([]);
    for (let at = 0; at < 15; at += 1) await put(database, String(at), 'outbox');
    await put(database, 'elsewhere', 'rows');
    const first = await reader.read('outbox', undefined, 10);
    const rest = await reader.read('outbox', first.at(-1)?.dynamodb.SequenceNumber, 10);
    const seen = [...first, ...rest].map(({ eventName, dynamodb }) => [eventName, dynamodb.NewImage?.['pk']]);
    expect(seen).toEqual(Array.from({ length: 15 }, (_, at) => ['INSERT', { S: String(at) }]));
    expect(await reader.read('outbox', rest.at(-1)?.dynamodb.SequenceNumber, 10)).toEqual([]);
  });

  test('number their records on over a kill, without a gap and without a second use', async () => {
    const folder = freshFolder();
    const first = await start({ folder });
    await first.createTables([streamed]);
    for (const pk of ['a', 'b']) await put(first, pk, 'outbox');
    const pid = first.pid();
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
    await expect.poll(() => first.pid() ?? pid, { timeout: 5000 }).not.toBe(pid);
    await put(first, 'c', 'outbox');
    const records = await createStreamsReader(first.client).read('outbox', undefined, 10);
    expect(records.map(({ dynamodb }) => dynamodb.SequenceNumber)).toEqual(['1', '2', '3']);
  });

  test('say nothing of a change that was refused', async () => {
    const database = await start({ folder: freshFolder() });
    await database.createTables([streamed]);
    const row = (pk: string, more: object) => ({
      Put: { TableName: 'outbox', Item: { pk: { S: pk }, sk: { S: 'a' } }, ...more },
    });
    const refused = database.client.call('DynamoDB_20120810.TransactWriteItems', {
      TransactItems: [row('a', {}), row('b', { ConditionExpression: 'attribute_exists(pk)' })],
    });
    await expect(refused).rejects.toMatchObject({ code: 'TransactionCanceledException' });
    expect(await createStreamsReader(database.client).read('outbox', undefined, 10)).toEqual([]);
  });

  test('of a table without one cannot be read', async () => {
    const database = await start({ folder: freshFolder() });
    await database.createTables([aTable('rows')]);
    await expect(createStreamsReader(database.client).read('rows', undefined, 10)).rejects.toThrow();
  });
});

test('a query reads its own writes at once, from the table and from an index', async () => {
  const bench = await startBench([aTable('rows', { indexed: true })]);
  const client = bench.client();
  await client.send(new PutCommand({ TableName: 'rows', Item: { pk: 'a', sk: 'a', dueShard: 's', dueAt: '1' } }));
  const due = new QueryCommand({
    TableName: 'rows',
    IndexName: 'due',
    KeyConditionExpression: 'dueShard = :s AND dueAt <= :now',
    ExpressionAttributeValues: { ':s': 's', ':now': '2' },
  });
  expect((await client.send(due)).Count).toBe(1);
  await bench.stop();
});
