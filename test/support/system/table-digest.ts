/** All rows of all tables, read from the database itself, past gate and functions. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { DatabaseClient } from '../../../infra/local/dynamodb/database-client.ts';

const target = 'DynamoDB_20120810';
const Names = z.object({ TableNames: z.array(z.string()) });
const Page = z.object({
  Items: z.array(z.record(z.string(), z.unknown())),
  LastEvaluatedKey: z.unknown().optional(),
});

export async function tableNames(client: DatabaseClient): Promise<readonly string[]> {
  return Names.parse(await client.call(`${target}.ListTables`, {})).TableNames.toSorted();
}

export async function rowsOf(
  client: DatabaseClient,
  TableName: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const rows: Record<string, unknown>[] = [];
  let ExclusiveStartKey: unknown;
  do {
    const page = Page.parse(
      await client.call(`${target}.Scan`, {
        TableName,
        ConsistentRead: true,
        ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }),
      }),
    );
    rows.push(...page.Items);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return rows;
}

/** Table -> digest of its rows, whatever their order. */
export async function digestOfTables(client: DatabaseClient): Promise<Readonly<Record<string, string>>> {
  const digests: Record<string, string> = {};
  for (const name of await tableNames(client)) {
    const lines = (await rowsOf(client, name)).map((row) => JSON.stringify(inOrder(row))).sort();
    digests[name] = `${lines.length} ${createHash('sha256').update(lines.join('\n')).digest('hex')}`;
  }
  return digests;
}

/** The database gives the members of a map in any order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, inOrder(member)] as const);
  return Object.fromEntries(members.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
