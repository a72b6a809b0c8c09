import { GetCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Saved } from '../../shared/kernel/change.ts';
import { ImportId, ProgrammeId } from '../../shared/kernel/ids.ts';
import { sourcesOf } from '../../shared/kernel/moves.ts';
import { Instant } from '../../shared/kernel/time.ts';
import { NationalOrganisation, Round, remindedFrom, roundMoves } from '../../shared/surveys/round.ts';
import type { RoundRepository } from '../../shared/surveys/round-repository.ts';
import type { RowWrite } from '../platform/dynamodb/change.ts';
import { followsFrom } from '../platform/dynamodb/condition.ts';
import { queryAll } from '../platform/dynamodb/query-all.ts';
import type { SurveyStoreDeps } from './dynamodb-invitation-repository.ts';
import { newInvitationRows } from './invitation-rows.ts';
import { contactsKey, type RowKey, reminderShard, roundKey, roundsList } from './survey-keys.ts';

const ContactsRow = z.object({
  programmeId: ProgrammeId,
  importId: ImportId,
  organisations: z.int().min(0),
  nationalOrganisations: z.array(NationalOrganisation).readonly().optional(),
  importedAt: Instant,
});

export function createRoundRepository({ client, table, changes }: SurveyStoreDeps): RoundRepository {
  const get = async (key: RowKey): Promise<Record<string, unknown> | undefined> =>
    (await client.send(new GetCommand({ TableName: table, Key: { ...key }, ConsistentRead: true }))).Item;
  return {
    async find(programmeId, roundId) {
      const row = await get(roundKey(programmeId, roundId));
      return row === undefined ? undefined : Round.parse(row);
    },
    list(programmeId) {
      return queryAll(client, Round, {
        TableName: table,
        IndexName: 'list',
        KeyConditionExpression: 'listKey = :key',
        ExpressionAttributeValues: { ':key': roundsList(programmeId) },
        ScanIndexForward: false,
      });
    },
    add: (round, record) =>
      changes.save(
        [{ Put: { TableName: table, Item: rowOf(round), ConditionExpression: 'attribute_not_exists(pk)' } }],
        record,
      ),
    replace: (round, record) => changes.save([changedRow(table, round)], record),
    issue: (round, invitations, record) =>
      changes.save(
        [changedRow(table, round), ...invitations.flatMap((each) => newInvitationRows(table, each))],
        record,
      ),
    withReminderDueBy(now) {
      return queryAll(client, Round, dueQuery(table, 'dueShard = :shard AND dueAt <= :now', { ':now': now }));
    },
    async findContacts(programmeId) {
      const row = await get(contactsKey(programmeId));
      return row === undefined ? undefined : ContactsRow.parse(row);
    },
    async markContacts(mark, record) {
      const saved: Saved = await changes.save(
        [
          {
            Put: {
              TableName: table,
              Item: { ...contactsKey(mark.programmeId), ...mark },
              ConditionExpression: 'attribute_not_exists(pk) OR importedAt < :importedAt',
              ExpressionAttributeValues: { ':importedAt': mark.importedAt },
            },
          },
        ],
        record,
      );
      return saved === 'changed-meanwhile' ? 'saved' : saved;
    },
  };
}

function dueQuery(table: string, condition: string, values: Record<string, string>): QueryCommandInput {
  return {
    TableName: table,
    IndexName: 'due',
    KeyConditionExpression: condition,
    ExpressionAttributeValues: { ':shard': reminderShard, ...values },
  };
}

/**
 * A change that leaves the status (a reminder step done) is allowed in every status; one that moves it only along the
 * table of moves.
 */
function changedRow(table: string, round: Round): RowWrite {
  const from = [...new Set([...sourcesOf(roundMoves, round.status), round.status])];
  return {
    Put: {
      TableName: table,
      Item: rowOf(round),
      ...followsFrom(from, round.version),
    },
  };
}

/** In the index `due` only while a reminder may come. */
function rowOf(round: Round): Record<string, unknown> {
  const dueAt = remindedFrom(round);
  return {
    ...roundKey(round.programmeId, round.roundId),
    ...round,
    listKey: roundsList(round.programmeId),
    listSort: `${round.createdAt}#${round.roundId}`,
    ...(dueAt === undefined ? {} : { dueShard: reminderShard, dueAt }),
  };
}
