/**
 * Five attempts in fifteen minutes for one login name, known or not. The attempt is taken before the password is
 * checked, with a condition, so that fifty guesses at once are still five.
 * @source 千葉県 仕様書 別記2 5.3(1); 愛媛労働局 仕様書 別紙2 6.3.1
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { LoginGuard } from '../../shared/accounts/sign-in-ports.ts';
import { addMs, type Instant, msOf } from '../../shared/kernel/time.ts';
import { sha256Hex } from '../platform/digest.ts';
import { plainKey } from '../platform/dynamodb/keys.ts';

const attemptsAllowed = 5;
const windowMs = 15 * 60_000;

export function createLoginGuard(client: DynamoDBDocumentClient, table: string): LoginGuard {
  return {
    async takeAttempt(email, at) {
      const Key = attemptsKey(email);
      // A later attempt counts in its window; a first one, or one after the end, opens the next. Of several first
      // ones at once one opens the window and the others count in it.
      for (const step of [count(at), open(at), count(at)]) {
        if (await tried(() => client.send(new UpdateCommand({ TableName: table, Key, ...step }))))
          return { kind: 'go-on' };
      }
      return { kind: 'locked', until: addMs(at, windowMs) };
    },
    async clear(email) {
      await client.send(new DeleteCommand({ TableName: table, Key: attemptsKey(email) }));
    },
  };
}

function count(at: Instant) {
  return {
    UpdateExpression: 'SET attempts = attempts + :one',
    ConditionExpression: 'attempts < :allowed AND endsAt > :now',
    ExpressionAttributeValues: { ':one': 1, ':allowed': attemptsAllowed, ':now': at },
  };
}

function open(at: Instant) {
  const endsAt = addMs(at, windowMs);
  return {
    UpdateExpression: 'SET attempts = :one, endsAt = :endsAt, expiresAt = :expiresAt',
    ConditionExpression: 'attribute_not_exists(pk) OR endsAt <= :now',
    ExpressionAttributeValues: {
      ':one': 1,
      ':endsAt': endsAt,
      ':now': at,
      ':expiresAt': Math.floor(msOf(endsAt) / 1000),
    },
  };
}

async function tried(send: () => Promise<unknown>): Promise<boolean> {
  try {
    await send();
    return true;
  } catch (fault) {
    if (fault instanceof ConditionalCheckFailedException) return false;
    throw fault;
  }
}

function attemptsKey(email: string): { pk: string; sk: string } {
  return { pk: plainKey('attempts', sha256Hex(email.trim().toLowerCase())), sk: 'attempts' };
}
