import { Delivery, type DeliveryRepository } from '../../shared/surveys/delivery.ts';
import type { RowWrite } from '../platform/dynamodb/change.ts';
import { queryAll } from '../platform/dynamodb/query-all.ts';
import type { SurveyStoreDeps } from './dynamodb-invitation-repository.ts';
import { deliveriesList, deliveryKey } from './survey-keys.ts';

export function createDeliveryRepository({ client, table, changes }: SurveyStoreDeps): DeliveryRepository {
  return {
    async note(delivery, record) {
      const saved = await changes.save([deliveryRow(table, delivery)], record);
      return saved === 'changed-meanwhile' ? 'saved' : saved;
    },
    ofRound(programmeId, roundId) {
      return queryAll(client, Delivery, {
        ...{ TableName: table, IndexName: 'list', KeyConditionExpression: 'listKey = :key' },
        ExpressionAttributeValues: { ':key': deliveriesList(programmeId, roundId) },
      });
    },
  };
}

/** Over what is older alone. */
export function deliveryRow(table: string, delivery: Delivery): RowWrite {
  const { programmeId, roundId, organisationId, linkGeneration, version } = delivery;
  const listed = { listKey: deliveriesList(programmeId, roundId), listSort: organisationId };
  return {
    Put: {
      TableName: table,
      Item: { ...deliveryKey(delivery), ...delivery, ...listed },
      ConditionExpression:
        'attribute_not_exists(pk) OR linkGeneration < :generation OR (linkGeneration = :generation AND #version < :version)',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':generation': linkGeneration, ':version': version },
    },
  };
}
