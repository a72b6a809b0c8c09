import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { AddressDeposit } from '../../shared/kernel/address-deposit.ts';
import { AddressOverride } from '../../shared/notices/address-override.ts';
import { Contact, CurrentContacts } from '../../shared/notices/contact.ts';
import type { ContactBook } from '../../shared/notices/contact-book.ts';
import { Correction } from '../../shared/notices/correction.ts';
import { depositRowKey } from '../platform/deposits/deposit-rows.ts';
import { getMany } from '../platform/dynamodb/get-many.ts';
import { queryAll } from '../platform/dynamodb/query-all.ts';
import {
  contactKey,
  contactPrefix,
  correctionsPartition,
  currentKey,
  importPartition,
  overrideKey,
  overridesPartition,
} from './notice-keys.ts';
import { correctionRow } from './notice-rows.ts';
import type { NoticesStore } from './notices-store.ts';
import { forgottenRow, overrideRow } from './override-rows.ts';

export function createContactBook({ client, table, changes }: NoticesStore): ContactBook {
  const startingWith = (pk: string, prefix: string) => ({
    TableName: table,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
    ConsistentRead: true,
  });
  return {
    async current(programmeId) {
      const Key = { ...currentKey(programmeId) };
      const found = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return found.Item === undefined ? undefined : CurrentContacts.parse(found.Item);
    },
    find({ programmeId, importId }, organisations) {
      const keys = [...new Set(organisations)].map((each) => contactKey(programmeId, importId, each));
      return getMany(client, Contact, table, keys);
    },
    list({ programmeId, importId }, beginning = '') {
      const pk = importPartition(programmeId, importId);
      return queryAll(client, Contact, startingWith(pk, `${contactPrefix}${beginning}`));
    },
    corrections(programmeId) {
      return queryAll(client, Correction, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': correctionsPartition(programmeId) },
        ConsistentRead: true,
      });
    },
    correctionsOf(programmeId, organisationId) {
      return queryAll(client, Correction, startingWith(correctionsPartition(programmeId), `${organisationId}#`));
    },
    repair: (repaired, record) => changes.save([correctionRow(table, repaired)], record),
    async depositOf(key) {
      const Key = { ...depositRowKey(key) };
      const found = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return found.Item === undefined ? undefined : AddressDeposit.parse(found.Item);
    },
    forgetDeposit: (key, record) => changes.save([forgottenRow(table, key)], record),
    overrides(programmeId) {
      return queryAll(client, AddressOverride, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': overridesPartition(programmeId) },
        ConsistentRead: true,
      });
    },
    async overrideOf(programmeId, organisationId) {
      const Key = { ...overrideKey(programmeId, organisationId) };
      const found = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return found.Item === undefined ? undefined : AddressOverride.parse(found.Item);
    },
    saveOverride: (override, record) => changes.save([overrideRow(table, override)], record),
    replace({ programmeId, importId, version }, before, after, record) {
      const pointer = {
        ConditionCheck: {
          ...{ TableName: table, Key: { ...currentKey(programmeId) }, ConditionExpression: '#version = :version' },
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':version': version },
        },
      };
      const row = {
        Put: {
          TableName: table,
          Item: { ...contactKey(programmeId, importId, after.organisationId), ...after },
          ConditionExpression: 'mail = :mail',
          ExpressionAttributeValues: { ':mail': before.mail },
        },
      };
      return changes.save([pointer, row], record);
    },
    async noteReading({ command: _, ...cause }, target) {
      await changes.save([], { cause, audit: { action: 'read-contacts', target }, events: [] });
    },
  };
}
