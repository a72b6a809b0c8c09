import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { CorrectionLink, DeskCorrection, deskCorrectionMoves } from '../../shared/directory/desk-correction.ts';
import type { DeskCorrectionRepository } from '../../shared/directory/desk-correction-repository.ts';
import type { OrganisationId, ProgrammeId } from '../../shared/kernel/ids.ts';
import { sourcesOf, statusesOf } from '../../shared/kernel/moves.ts';
import { addMs, msOf } from '../../shared/kernel/time.ts';
import { followsFrom, statusIn } from '../platform/dynamodb/condition.ts';
import { plainKey, programmeKey } from '../platform/dynamodb/keys.ts';
import { queryAll } from '../platform/dynamodb/query-all.ts';
import type { DirectoryStore } from './directory-store.ts';
import { entryRows } from './dynamodb-organisation-desks-repository.ts';

const keptMs = 60 * 86_400_000;

export function createDeskCorrectionRepository(deps: DirectoryStore): DeskCorrectionRepository {
  const { client, table, changes } = deps;
  const rowsOf = (correction: DeskCorrection, condition: object) => {
    const { programmeId, organisationId, requestId, requestedAt } = correction;
    const key = presentKey(programmeId, organisationId);
    const listed = { listKey: listKey(programmeId), listSort: requestedAt };
    return [
      { Put: { TableName: table, Item: { ...key, ...correction, ...listed }, ...condition } },
      { Put: { TableName: table, Item: { pk: key.pk, sk: `correction#${requestId}`, ...correction } } },
    ];
  };
  return {
    async findLink(linkDigest) {
      const Key = linkKey(linkDigest);
      const found = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return found.Item === undefined ? undefined : CorrectionLink.parse(found.Item);
    },
    addLink(link, notAfter, record) {
      const { programmeId, organisationId, linkDigest, issuedAt } = link;
      const last = { pk: presentKey(programmeId, organisationId).pk, sk: 'correction-link', issuedAt };
      const notTooSoon = {
        ConditionExpression: 'attribute_not_exists(pk) OR issuedAt <= :notAfter',
        ExpressionAttributeValues: { ':notAfter': notAfter },
      };
      const expiresAt = Math.floor(msOf(addMs(issuedAt, keptMs)) / 1000);
      return changes.save(
        [
          { Put: { TableName: table, Item: last, ...notTooSoon } },
          { Put: { TableName: table, Item: { ...linkKey(linkDigest), ...link, expiresAt } } },
        ],
        record,
      );
    },
    async find(programmeId, organisationId) {
      const Key = presentKey(programmeId, organisationId);
      const found = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return found.Item === undefined ? undefined : DeskCorrection.parse(found.Item);
    },
    list: (programmeId) =>
      queryAll(client, DeskCorrection, {
        TableName: table,
        IndexName: 'list',
        KeyConditionExpression: 'listKey = :key',
        ExpressionAttributeValues: { ':key': listKey(programmeId) },
        ScanIndexForward: false,
      }),
    add(correction, record) {
      const over = statusesOf(deskCorrectionMoves).filter((status) => deskCorrectionMoves[status].length === 0);
      const { names, values, condition } = statusIn(over);
      return changes.save(
        rowsOf(correction, {
          ConditionExpression: `attribute_not_exists(pk) OR ${condition}`,
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: values,
        }),
        record,
      );
    },
    move(correction, entry, record) {
      const condition = followsFrom(sourcesOf(deskCorrectionMoves, correction.status), correction.version);
      const rows = rowsOf(correction, condition);
      return changes.save(entry === undefined ? rows : [...rows, ...entryRows(table, entry)], record);
    },
  };
}

function presentKey(programmeId: ProgrammeId, organisationId: OrganisationId) {
  return { pk: programmeKey(programmeId, 'correction', organisationId), sk: 'present' };
}

function linkKey(linkDigest: string) {
  return { pk: plainKey('correction-link', linkDigest), sk: 'link' };
}

function listKey(programmeId: ProgrammeId) {
  return programmeKey(programmeId, 'desk-corrections');
}
