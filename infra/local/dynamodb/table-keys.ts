/** ARNs and partition keys of the model's tables. */
import type { TableModel } from '../model.ts';
import { at, list } from '../template/values.ts';

/** The call does not have the shape of a DynamoDB call; answered as ValidationException. */
export class DatabaseInputError extends Error {}

export interface TableKeys {
  /** Also of a table that does not exist: the answer to that is the database's. */
  arn(tableName: string): string;
  partitionKey(tableName: string, indexName?: string): string;
}

function hashKey(schema: unknown): string {
  const hash = list(schema).find((element) => at(element, 'KeyType') === 'HASH');
  return String(at(hash, 'AttributeName'));
}

export function createTableKeys(tables: readonly TableModel[], about: { region: string; account: string }): TableKeys {
  const byName = new Map(tables.map((table) => [table.name, table]));
  return {
    arn: (name) => byName.get(name)?.arn ?? `arn:aws:dynamodb:${about.region}:${about.account}:table/${name}`,
    partitionKey(name, indexName) {
      const { createTable } = byName.get(name) ?? {};
      if (indexName === undefined) return hashKey(createTable?.['KeySchema']);
      const indexes = [
        ...list(createTable?.['GlobalSecondaryIndexes']),
        ...list(createTable?.['LocalSecondaryIndexes']),
      ];
      const index = indexes.find((candidate) => at(candidate, 'IndexName') === indexName);
      return hashKey(at(index, 'KeySchema'));
    },
  };
}
