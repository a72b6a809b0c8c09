import { BatchGetCommand, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { sourcesOf } from '../../shared/kernel/moves.ts';
import type { CollationRepository, ResponseArchive } from '../../shared/surveys/collation-repository.ts';
import {
  type CollationRequest as Collation,
  CollationRequest,
  collationMoves,
} from '../../shared/surveys/collation-request.ts';
import { Response } from '../../shared/surveys/response.ts';
import { statusIn } from '../platform/dynamodb/condition.ts';
import type { SurveyStoreDeps } from './dynamodb-invitation-repository.ts';
import { collationKey, collationsList, responseKey } from './survey-keys.ts';

/** What one call may ask for. */
const keysAtOnce = 100;
const newest = 10;

export function createCollationRepository({ client, table, changes }: SurveyStoreDeps): CollationRepository {
  return {
    add: (collation, record) =>
      changes.save(
        [{ Put: { TableName: table, Item: rowOf(collation), ConditionExpression: 'attribute_not_exists(pk)' } }],
        record,
      ),
    async find(programmeId, roundId, collationId) {
      const Key = { ...collationKey(programmeId, roundId, collationId) };
      const found = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return found.Item === undefined ? undefined : CollationRequest.parse(found.Item);
    },
    async latest(programmeId, roundId) {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'list',
          KeyConditionExpression: 'listKey = :key',
          ExpressionAttributeValues: { ':key': collationsList(programmeId, roundId) },
          ScanIndexForward: false,
          Limit: newest,
        }),
      );
      return (page.Items ?? []).map((row) => CollationRequest.parse(row));
    },
    finish(collation, record) {
      const { names, values, condition } = statusIn(sourcesOf(collationMoves, collation.status));
      return changes.save(
        [
          {
            Put: {
              TableName: table,
              Item: rowOf(collation),
              ConditionExpression: condition,
              ExpressionAttributeNames: names,
              ExpressionAttributeValues: values,
            },
          },
        ],
        record,
      );
    },
  };
}

function rowOf(collation: Collation): Record<string, unknown> {
  const { programmeId, roundId, collationId, requestedAt } = collation;
  return {
    ...collationKey(programmeId, roundId, collationId),
    ...collation,
    listKey: collationsList(programmeId, roundId),
    listSort: `${requestedAt}#${collationId}`,
  };
}

const Rows = z.array(z.record(z.string(), z.unknown()));

export function createResponseArchive({ client, table }: Pick<SurveyStoreDeps, 'client' | 'table'>): ResponseArchive {
  const read = async (keys: Record<string, unknown>[]): Promise<Response[]> => {
    const responses: Response[] = [];
    let left = keys;
    while (left.length > 0) {
      const page = await client.send(new BatchGetCommand({ RequestItems: { [table]: { Keys: left } } }));
      responses.push(...(page.Responses?.[table] ?? []).map((row) => Response.parse(row)));
      // More than the database gives at once, or more than it could give just now.
      left = Rows.parse(page.UnprocessedKeys?.[table]?.Keys ?? []);
    }
    return responses;
  };
  return {
    async latestOf(invitations) {
      const keys = invitations
        .filter(({ responses }) => responses > 0)
        .map((invitation) => ({ ...responseKey(invitation, invitation.responses) }));
      const found: Response[] = [];
      for (let from = 0; from < keys.length; from += keysAtOnce) {
        found.push(...(await read(keys.slice(from, from + keysAtOnce))));
      }
      return found;
    },
  };
}
