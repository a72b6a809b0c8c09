import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { AnswerFact, RoundFact, type RoundFacts } from '../../shared/notices/round-facts.ts';
import { queryAll } from '../platform/dynamodb/query-all.ts';
import { answerPrefix, roundPartition, roundsList } from './notice-keys.ts';
import { answerRow } from './notice-rows.ts';
import type { NoticesStore } from './notices-store.ts';

export function createRoundFacts({ client, table, changes }: NoticesStore): RoundFacts {
  return {
    rounds(programmeId) {
      return queryAll(client, RoundFact, {
        ...{ TableName: table, IndexName: 'list', KeyConditionExpression: 'listKey = :key' },
        ...{ ExpressionAttributeValues: { ':key': roundsList(programmeId) }, ScanIndexForward: false },
      });
    },
    async roundOf(programmeId, roundId) {
      const Key = { pk: roundPartition(programmeId, roundId), sk: 'round' };
      const found = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return found.Item === undefined ? undefined : RoundFact.parse(found.Item);
    },
    answers(programmeId, roundId) {
      return queryAll(client, AnswerFact, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': roundPartition(programmeId, roundId), ':prefix': answerPrefix },
        ConsistentRead: true,
      });
    },
    async answerOf(programmeId, roundId, organisationId) {
      const Key = { pk: roundPartition(programmeId, roundId), sk: `${answerPrefix}${organisationId}` };
      const found = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return found.Item === undefined ? undefined : AnswerFact.parse(found.Item);
    },
    addRound(round, record) {
      const { programmeId, roundId, openedAt } = round;
      const listed = { listKey: roundsList(programmeId), listSort: `${openedAt}#${roundId}` };
      const Item = { pk: roundPartition(programmeId, roundId), sk: 'round', ...round, ...listed };
      return changes.save(
        [{ Put: { TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' } }],
        record,
      );
    },
    saveAnswer: (answer, record) => changes.save([answerRow(table, answer)], record),
  };
}
