import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { AreaDesks } from '../../shared/content/area-desks.ts';
import type { AreaDesksRepository } from '../../shared/content/area-desks-repository.ts';
import type { OrganisationId, ProgrammeId } from '../../shared/kernel/ids.ts';
import { prefectureDigits } from '../../shared/programmes/area.ts';
import type { ChangeSaver } from '../platform/dynamodb/change.ts';
import { programmeKey } from '../platform/dynamodb/keys.ts';
import { queryAll } from '../platform/dynamodb/query-all.ts';

export interface AreaDesksRepositoryDeps {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly changes: ChangeSaver;
}

export function createAreaDesksRepository({ client, table, changes }: AreaDesksRepositoryDeps): AreaDesksRepository {
  return {
    async find(programmeId, organisationId) {
      const Key = keyOf(programmeId, organisationId);
      const found = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return found.Item === undefined ? undefined : AreaDesks.parse(found.Item);
    },
    ofPrefecture: (programmeId, digits) =>
      queryAll(client, AreaDesks, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': programmeKey(programmeId, 'areas', digits) },
        ConsistentRead: true,
      }),
    save(copy, record) {
      const Item = { ...keyOf(copy.programmeId, copy.organisationId), ...copy };
      const onlyNewer = {
        ConditionExpression: 'attribute_not_exists(pk) OR #version < :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': copy.version },
      };
      return changes.save([{ Put: { TableName: table, Item, ...onlyNewer } }], record);
    },
  };
}

/** A prefecture is one partition, so that its page is drawn from what was written last, not from a lagging index. */
function keyOf(programmeId: ProgrammeId, organisationId: OrganisationId): { pk: string; sk: string } {
  return { pk: programmeKey(programmeId, 'areas', prefectureDigits(organisationId)), sk: organisationId };
}
