import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { OrganisationMeasures } from '../../shared/directory/organisation-measures.ts';
import type {
  MeasuresKey,
  OrganisationMeasuresRepository,
} from '../../shared/directory/organisation-measures-repository.ts';
import type { OrganisationId } from '../../shared/kernel/ids.ts';
import { follows } from '../platform/dynamodb/condition.ts';
import { getMany } from '../platform/dynamodb/get-many.ts';
import { programmeKey } from '../platform/dynamodb/keys.ts';
import { queryAll } from '../platform/dynamodb/query-all.ts';
import type { DirectoryStore } from './directory-store.ts';

export function createOrganisationMeasuresRepository(deps: DirectoryStore): OrganisationMeasuresRepository {
  const { client, table, changes } = deps;
  return {
    async find(key, organisationId) {
      const Key = presentKey(key, organisationId);
      const found = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return found.Item === undefined ? undefined : OrganisationMeasures.parse(found.Item);
    },
    ofOrganisations: (key, organisations) =>
      getMany(
        client,
        OrganisationMeasures,
        table,
        organisations.map((each) => presentKey(key, each)),
      ),
    historyOf: (key, organisationId) =>
      queryAll(client, OrganisationMeasures, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :history)',
        ExpressionAttributeValues: { ':pk': presentKey(key, organisationId).pk, ':history': 'history#' },
        ScanIndexForward: false,
      }),
    save(entry, record) {
      const present = presentKey(entry, entry.organisationId);
      const history = { pk: present.pk, sk: `history#${String(entry.version).padStart(6, '0')}` };
      return changes.save(
        [
          { Put: { TableName: table, Item: { ...present, ...entry }, ...follows(entry.version) } },
          { Put: { TableName: table, Item: { ...history, ...entry } } },
        ],
        record,
      );
    },
  };
}

function presentKey({ programmeId, formId }: MeasuresKey, organisationId: OrganisationId) {
  return { pk: programmeKey(programmeId, 'measures', formId, organisationId), sk: 'present' };
}
