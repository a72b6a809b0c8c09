import { DescribeTableCommand, ExecuteStatementCommand } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactGetCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PolicyStatement } from '../../../../infra/local/model.ts';
import { aTable, type Bench, startBench, tableArn } from './support.ts';

const surveys = aTable('surveys', { indexed: true });
const audit = aTable('audit');
const key = (pk: string, sk = 'a') => ({ pk, sk });

function grant(actions: readonly string[], resource: string, leadingKeys?: string): PolicyStatement {
  const conditions = leadingKeys ? { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [leadingKeys] } } : {};
  return { effect: 'Allow', actions: actions.map((action) => `dynamodb:${action}`), resources: [resource], conditions };
}

let bench: Bench;

beforeAll(async () => {
  bench = await startBench([surveys, audit], {
    Any: [grant(['*'], '*')],
    Reader: [grant(['GetItem', 'BatchGetItem', 'Query'], surveys.arn)],
    Appender: [grant(['PutItem'], audit.arn)],
    Writer: [grant(['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'], surveys.arn)],
    Indexed: [grant(['Query'], `${surveys.arn}/index/due`)],
    OneProgramme: [grant(['*'], `${tableArn('*')}`, 'womens#*')],
  });
});

afterAll(() => bench.stop());

const put = (TableName: string, pk: string) => ({ Put: { TableName, Item: key(pk) } });
const query = (pk: string, more: object = {}) =>
  new QueryCommand({
    TableName: 'surveys',
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
    ...more,
  });
const dueQuery = query('shard', { IndexName: 'due', KeyConditionExpression: 'dueShard = :pk' });

describe('permissions', () => {
  const get = () => new GetCommand({ TableName: 'surveys', Key: key('a') });
  const putCommand = (TableName = 'surveys', pk = 'a') => new PutCommand({ TableName, Item: key(pk) });
  const transact = (...TransactItems: NonNullable<TransactWriteCommandInput['TransactItems']>) =>
    new TransactWriteCommand({ TransactItems });
  const check = {
    ConditionCheck: { TableName: 'surveys', Key: key('x'), ConditionExpression: 'attribute_not_exists(pk)' },
  };
  const batchGet = (...pks: string[]) =>
    new BatchGetCommand({ RequestItems: { surveys: { Keys: pks.map((pk) => key(pk)) } } });
  const batchPut = (pk: string) =>
    new BatchWriteCommand({ RequestItems: { surveys: [{ PutRequest: { Item: key(pk) } }] } });

  test.each([
    ['Reader', 'GetItem', get()],
    ['Reader', 'Query', query('a')],
    ['Reader', 'BatchGetItem', batchGet('a')],
    [
      'Reader',
      'TransactGetItems',
      new TransactGetCommand({ TransactItems: [{ Get: { TableName: 'surveys', Key: key('a') } }] }),
    ],
    ['Appender', 'PutItem', putCommand('audit')],
    ['Appender', 'TransactWriteItems of a Put', transact(put('audit', 'b'))],
    [
      'Writer',
      'TransactWriteItems with all kinds',
      transact(
        put('surveys', 'c'),
        check,
        {
          Update: {
            TableName: 'surveys',
            Key: key('d'),
            UpdateExpression: 'SET v = :v',
            ExpressionAttributeValues: { ':v': 1 },
          },
        },
        { Delete: { TableName: 'surveys', Key: key('e') } },
      ),
    ],
    ['Indexed', 'Query of an index', dueQuery],
    ['OneProgramme', 'GetItem of its programme', new GetCommand({ TableName: 'surveys', Key: key('womens#1') })],
    ['OneProgramme', 'Query of its programme', query('womens#1')],
    [
      'OneProgramme',
      'Query by a named key',
      query('womens#1', {
        KeyConditionExpression: ':pk = #k AND sk > :s',
        ExpressionAttributeNames: { '#k': 'pk' },
        ExpressionAttributeValues: { ':pk': 'womens#1', ':s': 'a' },
      }),
    ],
    ['OneProgramme', 'BatchWriteItem of its programme', batchPut('womens#2')],
  ])('%s may %s', async (functionId, _, command) => {
    const client = bench.client(functionId);
    await expect(client.send(command as GetCommand)).resolves.toMatchObject({ $metadata: { httpStatusCode: 200 } });
  });

  test.each([
    ['Reader', 'PutItem', putCommand(), 'dynamodb:PutItem'],
    ['Reader', 'Scan', new ScanCommand({ TableName: 'surveys' }), 'dynamodb:Scan'],
    ['Reader', 'Query of an index', dueQuery, 'table/surveys/index/due'],
    ['Reader', 'reading another table', new GetCommand({ TableName: 'audit', Key: key('a') }), 'table/audit'],
    ['Reader', 'BatchWriteItem', batchPut('a'), 'dynamodb:BatchWriteItem'],
    [
      'Appender',
      'changing what is there',
      new UpdateCommand({ TableName: 'audit', Key: key('a'), UpdateExpression: 'REMOVE v' }),
      'dynamodb:UpdateItem',
    ],
    ['Appender', 'removing', new DeleteCommand({ TableName: 'audit', Key: key('a') }), 'dynamodb:DeleteItem'],
    ['Appender', 'one foreign Put in a transaction', transact(put('audit', 'a'), put('surveys', 'a')), 'table/surveys'],
    ['Appender', 'a condition check in a transaction', transact(check), 'dynamodb:ConditionCheckItem'],
    ['Indexed', 'Query of the table', query('a'), 'dynamodb:Query'],
    [
      'OneProgramme',
      'another programme',
      new GetCommand({ TableName: 'surveys', Key: key('labour#1') }),
      'dynamodb:GetItem',
    ],
    ['OneProgramme', 'Query of another programme', query('labour#1'), 'dynamodb:Query'],
    ['OneProgramme', 'Scan, which reads all programmes', new ScanCommand({ TableName: 'surveys' }), 'dynamodb:Scan'],
    ['OneProgramme', 'one foreign item in a batch', batchGet('womens#1', 'labour#1'), 'dynamodb:BatchGetItem'],
    [
      'OneProgramme',
      'one foreign item in a transaction',
      transact(put('surveys', 'womens#1'), put('surveys', 'labour#1')),
      'dynamodb:PutItem',
    ],
  ])('%s is refused %s', async (functionId, _, command, named) => {
    const refused = bench.client(functionId).send(command as GetCommand);
    await expect(refused).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(named),
    });
  });

  test('a refused transaction writes nothing', async () => {
    await bench
      .client('Appender')
      .send(transact(put('audit', 'half'), put('surveys', 'half')))
      .catch(() => undefined);
    const found = await bench.client().send(new GetCommand({ TableName: 'audit', Key: key('half') }));
    expect(found.Item).toBeUndefined();
  });

  test('what this host does not keep is answered with 501', async () => {
    const statement = new ExecuteStatementCommand({ Statement: 'SELECT * FROM surveys' });
    await expect(bench.client().send(statement)).rejects.toMatchObject({ $metadata: { httpStatusCode: 501 } });
  });

  test('a table is described with the ARN of the template', async () => {
    const { Table } = await bench.client().send(new DescribeTableCommand({ TableName: 'surveys' }));
    expect(Table?.TableArn).toBe(surveys.arn);
  });
});

describe('limits of the real service', () => {
  const large = 'x'.repeat(300 * 1024);
  const puts = (count: number, value = 'x') =>
    Array.from({ length: count }, (_, at) => ({
      Put: { TableName: 'surveys', Item: { ...key(`limit-${at}`), value } },
    }));
  const refusedAs = (name: string) => expect.objectContaining({ name });

  const refusedCalls: readonly (readonly [string, unknown])[] = [
    [
      'an item above 400 KB',
      new PutCommand({ TableName: 'surveys', Item: { ...key('big'), value: 'x'.repeat(400 * 1024) } }),
    ],
    ['more than 100 actions in a transaction', new TransactWriteCommand({ TransactItems: puts(101) })],
    ['more than 4 MB in a transaction', new TransactWriteCommand({ TransactItems: puts(15, large) })],
    ['two actions on one item', new TransactWriteCommand({ TransactItems: [...puts(1), ...puts(1)] })],
    [
      'more than 25 writes in a batch',
      new BatchWriteCommand({
        RequestItems: { surveys: puts(26).map(({ Put }) => ({ PutRequest: { Item: Put.Item } })) },
      }),
    ],
    [
      'more than 100 reads in a batch',
      new BatchGetCommand({ RequestItems: { surveys: { Keys: puts(101).map(({ Put }) => key(Put.Item.pk)) } } }),
    ],
    ['an empty key', new PutCommand({ TableName: 'surveys', Item: key('') })],
    ['an unused value in an expression', query('a', { ExpressionAttributeValues: { ':pk': 'a', ':unused': 'b' } })],
  ];

  test.each(refusedCalls)('%s is refused', async (_, command) => {
    await expect(bench.client().send(command as GetCommand)).rejects.toEqual(refusedAs('ValidationException'));
  });

  test('an answer of a query ends at 1 MB and says where to go on', async () => {
    const client = bench.client();
    for (const sk of ['1', '2', '3', '4', '5']) {
      await client.send(new PutCommand({ TableName: 'surveys', Item: { pk: 'page', sk, value: large } }));
    }
    const first = await client.send(query('page'));
    expect(first.Count).toBeLessThan(5);
    const rest = await client.send(query('page', { ExclusiveStartKey: first.LastEvaluatedKey }));
    expect((first.Count ?? 0) + (rest.Count ?? 0)).toBe(5);
  });

  test('a stale version is refused, and the reasons stand in the order of the actions', async () => {
    const stale = { TableName: 'surveys', Item: key('limit-0'), ConditionExpression: 'attribute_not_exists(pk)' };
    const client = bench.client();
    await client.send(new PutCommand({ TableName: 'surveys', Item: key('limit-0') }));
    const refused = client.send(new TransactWriteCommand({ TransactItems: [put('audit', 'fresh'), { Put: stale }] }));
    await expect(refused).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      message: expect.stringMatching(/\[None, ConditionalCheckFailed\]$/),
      CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed' }],
    });
  });
});

test('a call that may have written tells which tables', async () => {
  bench.written.length = 0;
  const client = bench.client();
  await client.send(new GetCommand({ TableName: 'surveys', Key: key('a') }));
  await client.send(new PutCommand({ TableName: 'surveys', Item: key('a') }));
  await client.send(
    new TransactWriteCommand({ TransactItems: [put('surveys', 't'), put('audit', 't'), put('audit', 'u')] }),
  );
  expect(bench.written).toEqual([['surveys'], ['surveys', 'audit']]);
});
