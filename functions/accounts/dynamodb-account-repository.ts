import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { Account } from '../../shared/accounts/account.ts';
import type { AccountRepository } from '../../shared/accounts/account-repository.ts';
import { AccountId } from '../../shared/kernel/ids.ts';
import { sha256Hex } from '../platform/digest.ts';
import type { ChangeSaver } from '../platform/dynamodb/change.ts';
import { follows } from '../platform/dynamodb/condition.ts';
import { plainKey, programmeKey } from '../platform/dynamodb/keys.ts';
import { queryAll } from '../platform/dynamodb/query-all.ts';
import { accountKey } from '../platform/http/staff-door.ts';

export interface AccountRepositoryDeps {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly changes: ChangeSaver;
}

export function createAccountRepository({ client, table, changes }: AccountRepositoryDeps): AccountRepository {
  const find = async (accountId: AccountId): Promise<Account | undefined> => {
    const found = await client.send(
      new GetCommand({ TableName: table, Key: accountKey(accountId), ConsistentRead: true }),
    );
    return found.Item === undefined ? undefined : Account.parse(found.Item);
  };
  return {
    find,
    async findByEmail(email) {
      const found = await client.send(new GetCommand({ TableName: table, Key: emailKey(email), ConsistentRead: true }));
      return found.Item === undefined ? undefined : find(AccountId.parse(found.Item['accountId']));
    },
    list: (programmeId) =>
      queryAll(client, Account, {
        ...{ TableName: table, IndexName: 'list', KeyConditionExpression: 'listKey = :key' },
        ExpressionAttributeValues: { ':key': programmeKey(programmeId, 'accounts') },
      }),
    add(account, record) {
      const condition = 'attribute_not_exists(pk)';
      return changes.save(
        [
          { Put: { TableName: table, Item: rowOf(account), ConditionExpression: condition } },
          // Stays for ever: a mail address that named one person never names another.
          {
            Put: {
              TableName: table,
              Item: { ...emailKey(account.email), accountId: account.accountId },
              ConditionExpression: condition,
            },
          },
        ],
        record,
      );
    },
    replace(account, record) {
      return changes.save(
        [
          {
            Put: {
              TableName: table,
              Item: rowOf(account),
              ...follows(account.version),
            },
          },
        ],
        record,
      );
    },
  };
}

export function rowOf(account: Account): Record<string, unknown> {
  return {
    ...accountKey(account.accountId),
    ...account,
    listKey: programmeKey(account.programmeId, 'accounts'),
    listSort: `${account.role}#${account.createdAt}#${account.accountId}`,
  };
}

function emailKey(email: string): { pk: string; sk: string } {
  return { pk: plainKey('email', sha256Hex(email.trim().toLowerCase())), sk: 'email' };
}
