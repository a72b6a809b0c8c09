/**
 * Ten wrong codes for one organisation's code lock it for fifteen minutes, whether such an organisation is asked or
 * not. An attempt is taken, with a condition, before the code is looked at: fifty guesses at once are still ten.
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { addMs, type Instant, msOf } from '../../shared/kernel/time.ts';
import type { CodeAttempts } from '../../shared/surveys/invitation-repository.ts';
import { attemptsKey } from './survey-keys.ts';

const attemptsAllowed = 10;
const lockMs = 15 * 60_000;

type Counting = Omit<UpdateCommandInput, 'TableName' | 'Key'>;

export function createCodeAttempts(client: DynamoDBDocumentClient, table: string): CodeAttempts {
  return {
    async take(organisationCode, now) {
      const Key = { ...attemptsKey(organisationCode) };
      const go = async (change: Counting): Promise<boolean> => {
        try {
          await client.send(new UpdateCommand({ TableName: table, Key, ...change }));
          return true;
        } catch (fault) {
          if (fault instanceof ConditionalCheckFailedException) return false;
          throw fault;
        }
      };
      return (await go(countOn(now))) || (await go(startAnew(now))) || (await go(countOn(now))) ? 'go-on' : 'locked';
    },
    async clear(organisationCode) {
      await client.send(new DeleteCommand({ TableName: table, Key: { ...attemptsKey(organisationCode) } }));
    },
  };
}

/** Each attempt moves the end of the run, so that the lock lasts its full time from the tenth. */
function countOn(now: Instant) {
  return {
    UpdateExpression: 'SET attempts = attempts + :one, endsAt = :endsAt, expiresAt = :expiresAt',
    ConditionExpression: 'attempts < :allowed AND endsAt > :now',
    ExpressionAttributeValues: { ...ending(now), ':one': 1, ':allowed': attemptsAllowed, ':now': now },
  };
}

function startAnew(now: Instant) {
  return {
    UpdateExpression: 'SET attempts = :one, endsAt = :endsAt, expiresAt = :expiresAt',
    ConditionExpression: 'attribute_not_exists(pk) OR endsAt <= :now',
    ExpressionAttributeValues: { ...ending(now), ':one': 1, ':now': now },
  };
}

function ending(now: Instant) {
  const endsAt = addMs(now, lockMs);
  return { ':endsAt': endsAt, ':expiresAt': Math.floor(msOf(endsAt) / 1000) };
}
