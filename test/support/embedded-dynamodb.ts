/** A real DynamoDB engine for one test file: in memory, on a port of its own, with the tables of the system. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { embeddedBinary } from '../../infra/local/dynamodb/embedded-process.ts';

const tableNames = [
  'surveys',
  'directory',
  'content',
  'assets',
  'notices',
  'accounts',
  'sessions',
  'outbox',
  'audit',
] as const;
type TableName = (typeof tableNames)[number];

export interface EmbeddedDynamoDb {
  readonly endpoint: string;
  readonly client: DynamoDBDocumentClient;
  /** Names of the tables, each with all indexes (`list`, `due`, `about`). */
  readonly tables: Readonly<Record<TableName, string>>;
  /** Names of the calls that this client has sent since the last time this was asked. */
  takeCalls(): readonly string[];
  stop(): Promise<void>;
}

export async function startEmbeddedDynamoDb(): Promise<EmbeddedDynamoDb> {
  const binary = embeddedBinary();
  if (binary === undefined) throw new Error('There is no embedded DynamoDB for this platform.');
  const port = await freePort();
  const child = spawn(binary, ['serve', '--port', String(port)], { stdio: ['ignore', 'ignore', 'pipe'] });
  await ready(child);
  const endpoint = `http://127.0.0.1:${port}`;
  const base = new DynamoDBClient({
    endpoint,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  for (const name of tableNames) await base.send(new CreateTableCommand(tableOf(name)));
  let calls: string[] = [];
  base.middlewareStack.add(
    (next, context) => async (args) => {
      calls.push(context.commandName ?? '');
      return next(args);
    },
    { step: 'initialize', name: 'countCalls' },
  );
  return {
    endpoint,
    client: DynamoDBDocumentClient.from(base, { marshallOptions: { removeUndefinedValues: true } }),
    tables: Object.fromEntries(tableNames.map((name) => [name, name])) as Record<TableName, string>,
    takeCalls() {
      const taken = calls;
      calls = [];
      return taken;
    },
    async stop() {
      base.destroy();
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

/** The shape that every table of the system has. */
export function tableOf(name: string) {
  const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
  const keys = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  const index = (IndexName: string, hash: string, range: string, ProjectionType: 'ALL' | 'KEYS_ONLY' = 'ALL') => ({
    IndexName,
    KeySchema: keys(hash, range),
    Projection: { ProjectionType },
  });
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST' as const,
    AttributeDefinitions: ['pk', 'sk', 'listKey', 'listSort', 'dueShard', 'dueAt', 'aboutKey', 'aboutAt'].map(text),
    KeySchema: keys('pk', 'sk'),
    GlobalSecondaryIndexes: [
      index('list', 'listKey', 'listSort'),
      index('due', 'dueShard', 'dueAt'),
      index('about', 'aboutKey', 'aboutAt', 'KEYS_ONLY'),
    ],
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

async function ready(child: ChildProcess): Promise<void> {
  if (child.stderr === null) throw new Error('the database has no output');
  const started = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => {
      if (line.includes('listening on')) resolve();
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the database ended at its start (${code})`)));
  });
  await started;
}
