import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { DigestRecipients, type DigestSettings } from '../../shared/notices/digest-recipients.ts';
import { follows } from '../platform/dynamodb/condition.ts';
import { digestSettingsKey } from './notice-keys.ts';
import type { NoticesStore } from './notices-store.ts';

export function createDigestSettings({ client, table, changes }: NoticesStore): DigestSettings {
  return {
    async recipientsOf(programmeId) {
      const Key = { ...digestSettingsKey(programmeId) };
      const found = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return found.Item === undefined ? undefined : DigestRecipients.parse(found.Item);
    },
    save(recipients, record) {
      const Item = { ...digestSettingsKey(recipients.programmeId), ...recipients };
      return changes.save([{ Put: { TableName: table, Item, ...follows(recipients.version) } }], record);
    },
  };
}
