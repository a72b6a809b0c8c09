import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { JstDate } from '../../shared/kernel/time.ts';
import { MorningReport, type MorningReports } from '../../shared/notices/morning-runs.ts';
import { queryAll } from '../platform/dynamodb/query-all.ts';
import { firstLookKey, morningKey, morningPrefix, morningsPartition } from './notice-keys.ts';
import type { NoticesStore } from './notices-store.ts';

const FirstLook = z.object({ on: JstDate });

export function createMorningReports(store: NoticesStore): MorningReports {
  const { table, changes } = store;
  return {
    ...createMorningLook(store),
    save(report, record) {
      const Item = { ...morningKey(report.programmeId, report.on, report.run), ...report };
      return changes.save(
        [{ Put: { TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' } }],
        record,
      );
    },
  };
}

/** For who only looks. */
export function createMorningLook({
  client,
  table,
}: Pick<NoticesStore, 'client' | 'table'>): Pick<MorningReports, 'of' | 'firstLook'> {
  return {
    async of(programmeId, on) {
      const reports = await queryAll(client, MorningReport, {
        ...{ TableName: table, ConsistentRead: true, KeyConditionExpression: 'pk = :pk AND begins_with(sk, :day)' },
        ExpressionAttributeValues: { ':pk': morningsPartition(programmeId), ':day': morningPrefix(on) },
      });
      return reports.map(({ run }) => run);
    },
    async firstLook(programmeId, today) {
      const Key = { ...firstLookKey(programmeId) };
      const found = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      if (found.Item !== undefined) return FirstLook.parse(found.Item).on;
      await client.send(new PutCommand({ TableName: table, Item: { ...Key, on: today } }));
      return today;
    },
  };
}
