/**
 * ClientRequestToken, kept on disk. The embedded database remembers tokens in memory only, so that a transaction that
 * was committed just before it was killed would run again on the SDK's retry. Here the token is a row of its own in
 * the same transaction: either both are there or none.
 *
 * A transaction of exactly 100 actions has no room for that row; it relies on the database's memory.
 * @source DynamoDB API, TransactWriteItems: a token is valid for ten minutes after the request has finished
 */
import { createHash } from 'node:crypto';
import type { SystemClock } from '../ports.ts';
import { at, list, record } from '../template/values.ts';
import { type DatabaseAnswer, type DatabaseClient, DatabaseError } from './database-client.ts';

const target = 'DynamoDB_20120810';
const tokenTable = 'mikata-local-transaction-tokens';
const windowMs = 10 * 60 * 1000;
const mostActions = 100;
const longestToken = 36;
/** Expired rows are removed after so many transactions. */
const sweepEvery = 500;

export interface TransactionTokens {
  /** Creates the table of tokens where it is missing. */
  prepare(): Promise<void>;
  /** Runs a TransactWriteItems once per token and content. */
  run(input: Record<string, unknown>): Promise<DatabaseAnswer>;
}

function failure(code: string, message: string): DatabaseAnswer {
  const body = { __type: `com.amazonaws.dynamodb.v20120810#${code}`, message, Message: message };
  return {
    status: 400,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: Buffer.from(JSON.stringify(body)),
  };
}

/** The same content gives the same digest, in whatever order its members came. */
function digestOf(value: unknown): string {
  const inOrder = JSON.stringify(value, (_, member: unknown) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
  return createHash('sha256').update(inOrder).digest('hex');
}

/** The answer as if the row of the token had not been in the transaction. */
function withoutFirstReason(answer: DatabaseAnswer): DatabaseAnswer {
  const body = record(JSON.parse(answer.body.toString()));
  const reasons = list(body['CancellationReasons']).slice(1);
  const codes = reasons.map((reason) => String(at(reason, 'Code'))).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  const told = { __type: body['__type'], CancellationReasons: reasons, Message: message, message };
  return {
    status: answer.status,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: Buffer.from(JSON.stringify(told)),
  };
}

function isTokenKnown(answer: DatabaseAnswer): boolean {
  if (answer.status === 200) return false;
  const [first] = list(at(JSON.parse(answer.body.toString()), 'CancellationReasons'));
  return at(first, 'Code') === 'ConditionalCheckFailed';
}

export function createTransactionTokens(client: DatabaseClient, clock: SystemClock): TransactionTokens {
  let sinceSweep = 0;

  function tokenRow(token: string, digest: string): unknown {
    const now = clock.now();
    return {
      Put: {
        TableName: tokenTable,
        Item: { token: { S: token }, digest: { S: digest }, expiresAt: { N: String(now + windowMs) } },
        ConditionExpression: 'attribute_not_exists(#token) OR expiresAt <= :now',
        ExpressionAttributeNames: { '#token': 'token' },
        ExpressionAttributeValues: { ':now': { N: String(now) } },
      },
    };
  }

  async function replay(token: string, digest: string): Promise<DatabaseAnswer> {
    const found = await client.call(`${target}.GetItem`, {
      TableName: tokenTable,
      Key: { token: { S: token } },
      ConsistentRead: true,
    });
    if (at(found, 'Item', 'digest', 'S') === digest) {
      return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: Buffer.from('{}') };
    }
    const message = 'The provided idempotency token was already used with different request parameters.';
    return failure('IdempotentParameterMismatchException', message);
  }

  async function sweep(): Promise<void> {
    const expired = await client.call(`${target}.Scan`, {
      TableName: tokenTable,
      FilterExpression: 'expiresAt <= :now',
      ExpressionAttributeValues: { ':now': { N: String(clock.now()) } },
      ProjectionExpression: '#token',
      ExpressionAttributeNames: { '#token': 'token' },
    });
    const deletions = list(at(expired, 'Items')).map((Key) => ({ DeleteRequest: { Key } }));
    for (let from = 0; from < deletions.length; from += 25) {
      const RequestItems = { [tokenTable]: deletions.slice(from, from + 25) };
      await client.call(`${target}.BatchWriteItem`, { RequestItems });
    }
  }

  function sweepSometimes(): void {
    sinceSweep += 1;
    if (sinceSweep < sweepEvery) return;
    sinceSweep = 0;
    // Only tidiness: an expired row that stays is judged by its instant.
    sweep().catch(() => undefined);
  }

  return {
    async prepare() {
      try {
        await client.call(`${target}.CreateTable`, {
          TableName: tokenTable,
          AttributeDefinitions: [{ AttributeName: 'token', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'token', KeyType: 'HASH' }],
          BillingMode: 'PAY_PER_REQUEST',
        });
      } catch (error) {
        if (!(error instanceof DatabaseError) || error.code !== 'ResourceInUseException') throw error;
      }
    },
    async run(input) {
      const { ClientRequestToken: token, ...rest } = input;
      const items = list(rest['TransactItems']);
      if (typeof token !== 'string' || items.length >= mostActions) {
        return client.send(`${target}.TransactWriteItems`, JSON.stringify(input));
      }
      if (token.length < 1 || token.length > longestToken) {
        return failure('ValidationException', `ClientRequestToken must have 1 to ${longestToken} characters`);
      }
      sweepSometimes();
      const digest = digestOf(items);
      const withToken = { ...rest, TransactItems: [tokenRow(token, digest), ...items] };
      const answer = await client.send(`${target}.TransactWriteItems`, JSON.stringify(withToken));
      if (isTokenKnown(answer)) return replay(token, digest);
      const isCancelled = answer.status !== 200 && answer.body.includes('CancellationReasons');
      return isCancelled ? withoutFirstReason(answer) : answer;
    },
  };
}
