/** DynamoDB as functions see it: the calls of the list, permissions per item, and the database behind. */
import { buffer } from 'node:stream/consumers';
import type { SystemModel } from '../model.ts';
import type { Endpoint, GateRequest, GateResponse, ParsedCall, SystemClock } from '../ports.ts';
import { record } from '../template/values.ts';
import type { Database } from './database.ts';
import type { DatabaseAnswer } from './database-client.ts';
import { operations, writtenTables } from './needed-permissions.ts';
import { createTableKeys, DatabaseInputError } from './table-keys.ts';
import { createTransactionTokens } from './transaction-tokens.ts';

const target = 'DynamoDB_20120810';

export interface DynamoDbEndpointOptions {
  readonly database: Database;
  readonly model: Pick<SystemModel, 'tables' | 'region' | 'account'>;
  readonly clock: SystemClock;
  /** After a call that may have written to these tables; a stream of theirs may have something new. */
  readonly onWritten?: (tableNames: readonly string[]) => void;
}

function refuse(code: string, message: string, status: number): GateResponse {
  const body = { __type: `com.amazonaws.dynamodb.v20120810#${code}`, message, Message: message };
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: JSON.stringify(body) };
}

/** The database names its own region in ARNs. */
function withOwnRegion(answer: DatabaseAnswer, region: string): GateResponse {
  const body = answer.body.toString().replaceAll('arn:aws:dynamodb:dynoxide:', `arn:aws:dynamodb:${region}:`);
  return { status: answer.status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body };
}

/** Creates the model's tables where they are missing. */
export async function createDynamoDbEndpoint(options: DynamoDbEndpointOptions): Promise<Endpoint> {
  const { database, model, clock, onWritten } = options;
  const keys = createTableKeys(model.tables, model);
  const tokens = createTransactionTokens(database.client, clock);
  await database.createTables(model.tables);
  await tokens.prepare();

  async function ask(operation: string, body: Buffer, input: Record<string, unknown>): Promise<GateResponse> {
    try {
      if (operation === 'TransactWriteItems') return await tokens.run(input);
      const answer = await database.client.send(`${target}.${operation}`, body);
      return operation === 'DescribeTable' ? withOwnRegion(answer, model.region) : answer;
    } catch {
      // The database is being started again. 500 is what the SDK tries again.
      return refuse('InternalServerError', 'The database cannot be reached at this moment.', 500);
    }
  }

  function callOf(operation: string, body: Buffer): ParsedCall {
    const needs = operations[operation];
    if (!needs) return refusal(operation, 'UnknownOperationException', `${operation} is not kept on one machine`, 501);
    let input: Record<string, unknown>;
    try {
      input = { ...record(JSON.parse(body.toString())) };
      const needed = needs(input, keys);
      return { operation, needs: needed, run: () => runAndTell(operation, body, input) };
    } catch (error) {
      if (!(error instanceof DatabaseInputError || error instanceof SyntaxError)) throw error;
      return refusal(operation, 'ValidationException', error.message, 400);
    }
  }

  async function runAndTell(operation: string, body: Buffer, input: Record<string, unknown>): Promise<GateResponse> {
    const response = await ask(operation, body, input);
    const tables = writtenTables(operation, input);
    if (tables.length > 0) onWritten?.(tables);
    return response;
  }

  return {
    service: 'dynamodb',
    refuse,
    async parse({ headers, body }: GateRequest) {
      const [service, operation = ''] = (headers['x-amz-target'] ?? '').split('.');
      if (service !== target) return refusal('unknown', 'UnknownOperationException', 'Not a call of DynamoDB', 501);
      return callOf(operation, await buffer(body));
    },
  };
}

function refusal(operation: string, code: string, message: string, status: number): ParsedCall {
  return { operation, needs: [], run: async () => refuse(code, message, status) };
}
