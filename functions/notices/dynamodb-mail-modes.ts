import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { MailMode, type MailModes } from '../../shared/notices/trial.ts';
import { follows } from '../platform/dynamodb/condition.ts';
import { mailModeKey } from './notice-keys.ts';
import type { NoticesStore } from './notices-store.ts';

export function createMailModes({ client, table, changes }: NoticesStore): MailModes {
  return {
    async of(programmeId) {
      const Key = { ...mailModeKey(programmeId) };
      const found = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return found.Item === undefined ? undefined : MailMode.parse(found.Item);
    },
    save(mode, record) {
      const Item = { ...mailModeKey(mode.programmeId), ...mode };
      return changes.save([{ Put: { TableName: table, Item, ...follows(mode.version) } }], record);
    },
  };
}
