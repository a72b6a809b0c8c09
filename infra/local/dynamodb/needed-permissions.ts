/**
 * Which IAM actions a DynamoDB call needs, on which table or index, with the partition keys that it touches.
 * @source DynamoDB Developer Guide, "DynamoDB API permissions" and "IAM policy conditions for fine-grained access"
 */

import type { NeededPermission } from '../ports.ts';
import { at, isRecord, list, record, string } from '../template/values.ts';
import { DatabaseInputError, type TableKeys } from './table-keys.ts';

/** Stands for a partition key that could not be read from the call: no condition on leading keys admits it. */
const unreadable = '\u0000unreadable';

type Needs = (input: Record<string, unknown>, keys: TableKeys) => readonly NeededPermission[];

function tableName(input: unknown): string {
  const name = string(at(input, 'TableName'));
  if (name === undefined || name === '') throw new DatabaseInputError('TableName is missing');
  return name;
}

/** The one value of `{ S: 'a' }`. */
function keyText(value: unknown): string {
  const [text] = isRecord(value) ? Object.values(value) : [];
  return typeof text === 'string' ? text : unreadable;
}

function need(action: string, resource: string, leadingKeys?: readonly string[]): NeededPermission {
  const permission = { action: `dynamodb:${action}`, resource };
  return leadingKeys === undefined
    ? permission
    : { ...permission, conditions: { 'dynamodb:LeadingKeys': leadingKeys } };
}

/** Of one item given by its key or as a whole. */
function ofItem(action: string, part: unknown, keys: TableKeys): NeededPermission {
  const name = tableName(part);
  const item = record(at(part, 'Key') ?? at(part, 'Item'));
  return need(action, keys.arn(name), [keyText(item[keys.partitionKey(name)])]);
}

/** `#pk = :pk`, `pk = :pk`, on either side of the equals sign. */
function queriedKey(input: unknown, partitionKey: string): string {
  const condition = at(input, 'KeyConditions', partitionKey, 'AttributeValueList');
  if (condition !== undefined) return keyText(list(condition)[0]);
  const names = record(at(input, 'ExpressionAttributeNames'));
  const values = record(at(input, 'ExpressionAttributeValues'));
  const expression = String(at(input, 'KeyConditionExpression') ?? '');
  const equalities = expression.matchAll(/([#\w.]+)\s*=\s*(:\w+)|(:\w+)\s*=\s*([#\w.]+)/g);
  for (const [, left, value, otherValue, right] of equalities) {
    const name = left ?? right ?? '';
    if ((names[name] ?? name) === partitionKey) return keyText(values[value ?? otherValue ?? '']);
  }
  return unreadable;
}

function reading(action: string): Needs {
  return (input, keys) => {
    const name = tableName(input);
    const index = string(at(input, 'IndexName'));
    const resource = index === undefined ? keys.arn(name) : `${keys.arn(name)}/index/${index}`;
    if (action === 'Scan') return [need(action, resource, [unreadable])];
    return [need(action, resource, [queriedKey(input, keys.partitionKey(name, index))])];
  };
}

const single =
  (action: string): Needs =>
  (input, keys) => [ofItem(action, input, keys)];

const plain =
  (action: string): Needs =>
  (input, keys) => [need(action, keys.arn(tableName(input)))];

const transactionActions: Readonly<Record<string, string>> = {
  ConditionCheck: 'ConditionCheckItem',
  Delete: 'DeleteItem',
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
};

const transaction: Needs = (input, keys) =>
  list(at(input, 'TransactItems')).flatMap((item) =>
    Object.entries(record(item)).map(([kind, part]) => {
      const action = transactionActions[kind];
      if (action === undefined) throw new DatabaseInputError(`a transaction has no ${kind}`);
      return ofItem(action, part, keys);
    }),
  );

const batch =
  (action: string, readKeys: (request: unknown) => readonly unknown[]): Needs =>
  (input, keys) =>
    Object.entries(record(at(input, 'RequestItems'))).map(([name, requests]) => {
      const partitionKey = keys.partitionKey(name);
      return need(
        action,
        keys.arn(name),
        readKeys(requests).map((item) => keyText(record(item)[partitionKey])),
      );
    });

/** What this host speaks of DynamoDB. Anything else, PartiQL included, is answered with 501. */
export const operations: Readonly<Record<string, Needs>> = {
  BatchGetItem: batch('BatchGetItem', (requests) => list(at(requests, 'Keys'))),
  BatchWriteItem: batch('BatchWriteItem', (requests) =>
    list(requests).map((request) => at(request, 'PutRequest', 'Item') ?? at(request, 'DeleteRequest', 'Key')),
  ),
  DeleteItem: single('DeleteItem'),
  DescribeTable: plain('DescribeTable'),
  GetItem: single('GetItem'),
  PutItem: single('PutItem'),
  Query: reading('Query'),
  Scan: reading('Scan'),
  TransactGetItems: transaction,
  TransactWriteItems: transaction,
  UpdateItem: single('UpdateItem'),
};

/** The tables that a call may have changed. */
export function writtenTables(operation: string, input: Record<string, unknown>): readonly string[] {
  if (operation === 'BatchWriteItem') return Object.keys(record(at(input, 'RequestItems')));
  if (operation === 'TransactWriteItems') {
    const parts = list(at(input, 'TransactItems')).flatMap((item) => Object.values(record(item)));
    return [...new Set(parts.map((part) => String(at(part, 'TableName'))))];
  }
  return ['PutItem', 'UpdateItem', 'DeleteItem'].includes(operation) ? [tableName(input)] : [];
}
