import { PreNoticeDelivery, type PreNoticeRepository } from '../../shared/surveys/pre-notice-delivery.ts';
import { queryAll } from '../platform/dynamodb/query-all.ts';
import type { SurveyStoreDeps } from './dynamodb-invitation-repository.ts';
import { preNoticeKey, preNoticesList } from './survey-keys.ts';

export function createPreNoticeRepository({ client, table, changes }: SurveyStoreDeps): PreNoticeRepository {
  return {
    async note(delivery, record) {
      const { programmeId, roundId, organisationId, version } = delivery;
      const listed = { listKey: preNoticesList(programmeId, roundId), listSort: organisationId };
      const row = {
        Put: {
          TableName: table,
          Item: { ...preNoticeKey(delivery), ...delivery, ...listed },
          ConditionExpression: 'attribute_not_exists(pk) OR #version < :version',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':version': version },
        },
      };
      const saved = await changes.save([row], record);
      return saved === 'changed-meanwhile' ? 'saved' : saved;
    },
    ofRound(programmeId, roundId) {
      return queryAll(client, PreNoticeDelivery, {
        ...{ TableName: table, IndexName: 'list', KeyConditionExpression: 'listKey = :key' },
        ExpressionAttributeValues: { ':key': preNoticesList(programmeId, roundId) },
      });
    },
  };
}
