/**
 * The database of a data folder: the embedded one (`@dynoxide/linux-x64`, SQLite behind DynamoDB's protocol), or the
 * one that `DYNAMODB_ENDPOINT` names.
 */
import type { TableModel } from '../model.ts';
import { at, list } from '../template/values.ts';
import { createDatabaseClient, type DatabaseClient, DatabaseError } from './database-client.ts';
import { embeddedBinary, startEmbedded } from './embedded-process.ts';

const target = 'DynamoDB_20120810';

export interface DatabaseOptions {
  /** Must exist; holds `dynamodb.sqlite`. */
  readonly folder: string;
  /** The value of `DYNAMODB_ENDPOINT`, where set. */
  readonly endpoint?: string | undefined;
  /** Where the embedded database is; undefined for a platform that has none. */
  readonly binary?: string | undefined;
}

export interface Database {
  readonly client: DatabaseClient;
  endpoint(): string;
  /** Of the embedded database, while it runs. */
  pid(): number | undefined;
  /** Creates what is missing, indexes too, and leaves the rest; refuses a table with other keys or another stream. */
  createTables(tables: readonly TableModel[]): Promise<void>;
  stop(): Promise<void>;
}

const howToGetOne =
  'There is no embedded DynamoDB for this platform. Start a DynamoDB-compatible server and set DYNAMODB_ENDPOINT, ' +
  'e.g. DYNAMODB_ENDPOINT=http://127.0.0.1:8000';

/** Ends with a clear message where there is neither an endpoint nor an embedded database. */
export async function startDatabase({ folder, endpoint, ...rest }: DatabaseOptions): Promise<Database> {
  const binary = 'binary' in rest ? rest.binary : embeddedBinary();
  if (endpoint === undefined && binary === undefined) throw new Error(howToGetOne);
  const embedded = endpoint === undefined && binary !== undefined ? await startEmbedded(folder, binary) : undefined;
  const where = () => embedded?.endpoint() ?? endpoint ?? '';
  const client = createDatabaseClient(where);
  return {
    client,
    endpoint: where,
    pid: () => embedded?.pid(),
    createTables: async (tables) => {
      for (const table of tables) await createTable(client, table);
    },
    async stop() {
      client.close();
      await embedded?.stop();
    },
  };
}

async function createTable(client: DatabaseClient, table: TableModel): Promise<void> {
  try {
    await client.call(`${target}.CreateTable`, table.createTable);
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== 'ResourceInUseException') throw error;
    await growTable(client, table);
    return;
  }
  if (table.ttlAttribute === undefined) return;
  await client.call(`${target}.UpdateTimeToLive`, {
    TableName: table.name,
    TimeToLiveSpecification: { AttributeName: table.ttlAttribute, Enabled: true },
  });
}

/** As a deployment would: an index may come to a table, its keys and its stream stay. */
async function growTable(client: DatabaseClient, { name, createTable }: TableModel): Promise<void> {
  const described = await client.call(`${target}.DescribeTable`, { TableName: name });
  const hasOtherKeys = JSON.stringify(at(described, 'Table', 'KeySchema')) !== JSON.stringify(createTable['KeySchema']);
  const wantsStream = createTable['StreamSpecification'] !== undefined;
  const hasStream = at(described, 'Table', 'StreamSpecification', 'StreamEnabled') === true;
  if (hasOtherKeys || wantsStream !== hasStream) {
    throw new Error(
      `table ${name} in the data folder has other keys or another stream than the template; use a new folder`,
    );
  }
  const present = list(at(described, 'Table', 'GlobalSecondaryIndexes')).map((index) => at(index, 'IndexName'));
  for (const index of list(createTable['GlobalSecondaryIndexes'])) {
    if (present.includes(at(index, 'IndexName'))) continue;
    await client.call(`${target}.UpdateTable`, {
      TableName: name,
      AttributeDefinitions: createTable['AttributeDefinitions'],
      GlobalSecondaryIndexUpdates: [{ Create: index }],
    });
  }
}
