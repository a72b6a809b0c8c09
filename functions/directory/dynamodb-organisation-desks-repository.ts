import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { OrganisationDesks } from '../../shared/directory/organisation-desks.ts';
import type { OrganisationDesksRepository } from '../../shared/directory/organisation-desks-repository.ts';
import type { OrganisationId, ProgrammeId } from '../../shared/kernel/ids.ts';
import { prefectureDigits } from '../../shared/programmes/area.ts';
import { follows } from '../platform/dynamodb/condition.ts';
import { programmeKey } from '../platform/dynamodb/keys.ts';
import { queryAll } from '../platform/dynamodb/query-all.ts';
import type { DirectoryStore } from './directory-store.ts';

export function createOrganisationDesksRepository(deps: DirectoryStore): OrganisationDesksRepository {
  const { client, table, changes } = deps;
  return {
    async find(programmeId, organisationId) {
      const Key = { pk: partition(programmeId, organisationId), sk: 'desks' };
      const found = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return found.Item === undefined ? undefined : OrganisationDesks.parse(found.Item);
    },
    ofPrefecture: (programmeId, prefecture) =>
      queryAll(client, OrganisationDesks, {
        TableName: table,
        IndexName: 'list',
        KeyConditionExpression: 'listKey = :key',
        ExpressionAttributeValues: { ':key': programmeKey(programmeId, 'desks', prefectureDigits(prefecture)) },
      }),
    async historyOf(programmeId, organisationId) {
      return queryAll(client, OrganisationDesks, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :history)',
        ExpressionAttributeValues: { ':pk': partition(programmeId, organisationId), ':history': 'history#' },
        ScanIndexForward: false,
      });
    },
    save: (entry, record) => changes.save(entryRows(table, entry), record),
  };
}

/** The entry itself, conditional on the version before, and its copy in the history. */
export function entryRows(table: string, entry: OrganisationDesks) {
  const pk = partition(entry.programmeId, entry.organisationId);
  const listed = {
    listKey: programmeKey(entry.programmeId, 'desks', prefectureDigits(entry.organisationId)),
    listSort: entry.organisationId,
  };
  const history = { pk, sk: `history#${String(entry.version).padStart(6, '0')}`, ...entry };
  return [
    { Put: { TableName: table, Item: { pk, sk: 'desks', ...entry, ...listed }, ...follows(entry.version) } },
    { Put: { TableName: table, Item: history } },
  ];
}

function partition(programmeId: ProgrammeId, organisationId: OrganisationId): string {
  return programmeKey(programmeId, 'organisation', organisationId);
}
