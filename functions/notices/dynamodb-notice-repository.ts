import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { NoticeId } from '../../shared/kernel/ids.ts';
import { Instant } from '../../shared/kernel/time.ts';
import { type DueStatus, Notice, type NoticeStatus, noticeStatuses, subjectOf } from '../../shared/notices/notice.ts';
import type { NoticeGroup, NoticeRepository } from '../../shared/notices/notice-repository.ts';
import { getMany } from '../platform/dynamodb/get-many.ts';
import { queryAll } from '../platform/dynamodb/query-all.ts';
import { digestRow } from './dynamodb-digest-history.ts';
import { aboutAt, dueShardOf, noticeKey, noticeSort, noticesList, organisationNotices } from './notice-keys.ts';
import { answerRow, changedNotice, correctionRow, newNoticeRow } from './notice-rows.ts';
import type { NoticesStore } from './notices-store.ts';
import { forgottenRow, overrideRow } from './override-rows.ts';

const pageSize = 100;
const dueStatuses = ['queued', 'sending', 'sent'] as const satisfies readonly DueStatus[];

/** A survey mails an organisation about ten times. */
const mostOfOrganisation = 200;

const KeyOnly = z.object({ pk: z.string(), sk: z.string() });
const IdOnly = z.object({ noticeId: NoticeId });
const DueOnly = z.object({ dueAt: Instant });

export function createNoticeRepository(store: NoticesStore): NoticeRepository {
  const { client, table, changes } = store;
  const due = async (status: DueStatus, bound: string, limit: number) => {
    const query = new QueryCommand({
      ...{ TableName: table, IndexName: 'due', Limit: limit },
      KeyConditionExpression: 'dueShard = :shard AND dueAt <= :bound',
      ExpressionAttributeValues: { ':shard': dueShardOf(status), ':bound': bound },
    });
    return (await client.send(query)).Items ?? [];
  };
  return {
    async find(programmeId, noticeId) {
      const Key = { ...noticeKey(programmeId, noticeId) };
      const found = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return found.Item === undefined ? undefined : Notice.parse(found.Item);
    },
    async known(programmeId, ids) {
      const keys = ids.map((id) => noticeKey(programmeId, id));
      return (await getMany(client, IdOnly, table, keys)).map(({ noticeId }) => noticeId);
    },
    findAll(programmeId, ids) {
      const keys = ids.map((id) => noticeKey(programmeId, id));
      return getMany(client, Notice, table, keys);
    },
    async ofOrganisation(programmeId, organisationId) {
      const query = new QueryCommand({
        ...{ TableName: table, IndexName: 'about', Limit: mostOfOrganisation, ScanIndexForward: false },
        KeyConditionExpression: 'aboutKey = :key',
        ExpressionAttributeValues: { ':key': organisationNotices(programmeId, organisationId) },
      });
      const keys = ((await client.send(query)).Items ?? []).map((row) => KeyOnly.parse(row));
      const found = await getMany(client, Notice, table, keys);
      return found.sort((one, other) => (aboutAt(one) < aboutAt(other) ? 1 : -1));
    },
    add(notices, { corrections = [], answer, override, digest, forgotten }, record) {
      return changes.save(
        [
          ...notices.map((notice) => newNoticeRow(table, notice)),
          ...corrections.map((correction) => correctionRow(table, correction)),
          ...(answer === undefined ? [] : [answerRow(table, answer)]),
          ...(override === undefined ? [] : [overrideRow(table, override)]),
          ...(digest === undefined ? [] : [digestRow(table, digest)]),
          ...(forgotten === undefined ? [] : [forgottenRow(table, forgotten)]),
        ],
        record,
      );
    },
    async move(after) {
      try {
        await client.send(new PutCommand(changedNotice(table, after)));
        return true;
      } catch (fault) {
        if (fault instanceof ConditionalCheckFailedException) return false;
        throw fault;
      }
    },
    correct(corrections, after, record) {
      const moved = after === undefined ? [] : [{ Put: changedNotice(table, after) }];
      return changes.save([...moved, ...corrections.map((each) => correctionRow(table, each))], record);
    },
    async dueBy(status, now, limit) {
      return (await due(status, now, limit)).map((row) => Notice.parse(row));
    },
    async nextDueAt() {
      const first = await Promise.all(dueStatuses.map((status) => due(status, '9999', 1)));
      return first.flatMap((rows) => rows.map((row) => DueOnly.parse(row).dueAt)).sort()[0];
    },
    counts: (group) => countAll(store, group),
    list: (group, status, after) => readPage(store, group, status, after),
    async organisationsWith(group, status) {
      const rows = await queryAll(client, Notice, {
        TableName: table,
        IndexName: 'list',
        KeyConditionExpression: 'listKey = :key AND begins_with(listSort, :status)',
        ExpressionAttributeValues: { ':key': noticesList(group), ':status': `${status}#` },
      });
      return new Set(rows.flatMap((row) => subjectOf(row)?.organisationId ?? []));
    },
  };
}

async function countAll(store: NoticesStore, group: NoticeGroup): Promise<Record<NoticeStatus, number>> {
  const counted = await Promise.all(noticeStatuses.map((status) => countOf(store, group, status)));
  const counts = z.record(z.enum(noticeStatuses), z.int());
  return counts.parse(Object.fromEntries(noticeStatuses.map((status, place) => [status, counted[place]])));
}

/** Counted by the database; the rows stay there. */
async function countOf({ client, table }: NoticesStore, group: NoticeGroup, status: NoticeStatus): Promise<number> {
  let count = 0;
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        ...{ TableName: table, IndexName: 'list', Select: 'COUNT' },
        KeyConditionExpression: 'listKey = :key AND begins_with(listSort, :status)',
        ExpressionAttributeValues: { ':key': noticesList(group), ':status': `${status}#` },
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    count += page.Count ?? 0;
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return count;
}

/** No place lies between a notice's and the same followed by `!`; none of a state lies after its name and `#~`. */
async function readPage(
  { client, table }: NoticesStore,
  group: NoticeGroup,
  status: NoticeStatus | undefined,
  after: string | undefined,
) {
  const from = after === undefined ? (status ?? '!') : `${after}!`;
  const to = status === undefined ? '~' : `${status}#~`;
  const query = new QueryCommand({
    ...{ TableName: table, IndexName: 'list', Limit: pageSize },
    KeyConditionExpression: 'listKey = :key AND listSort BETWEEN :from AND :to',
    ExpressionAttributeValues: { ':key': noticesList(group), ':from': from < to ? from : to, ':to': to },
  });
  const page = await client.send(query);
  const notices = (page.Items ?? []).map((row) => Notice.parse(row));
  const last = notices.at(-1);
  return page.LastEvaluatedKey === undefined || last === undefined ? { notices } : { notices, next: noticeSort(last) };
}
