import { randomUUID } from 'node:crypto';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createContactBook } from '../../../functions/notices/dynamodb-contact-book.ts';
import { createContactImportRepository } from '../../../functions/notices/dynamodb-contact-import-repository.ts';
import { createDigestHistory } from '../../../functions/notices/dynamodb-digest-history.ts';
import { createDigestSettings } from '../../../functions/notices/dynamodb-digest-settings.ts';
import { createMailModes } from '../../../functions/notices/dynamodb-mail-modes.ts';
import { createMorningReports } from '../../../functions/notices/dynamodb-morning-reports.ts';
import { createNoticeRepository } from '../../../functions/notices/dynamodb-notice-repository.ts';
import { createRoundFacts } from '../../../functions/notices/dynamodb-round-facts.ts';
import { createChangeSaver } from '../../../functions/platform/dynamodb/change.ts';
import { aCause, aNotice, programmeId } from '../../support/builders/notices.ts';
import { noticesRepositoriesContract } from '../../support/contracts/notices-repositories.contract.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb, tableOf } from '../../support/embedded-dynamodb.ts';
import { InMemoryNotices } from '../../support/fakes/in-memory-notices.ts';

describe('in memory', () => {
  noticesRepositoriesContract(async () => new InMemoryNotices());
});

describe('in DynamoDB', () => {
  let database: EmbeddedDynamoDb;
  beforeAll(async () => {
    database = await startEmbeddedDynamoDb();
  });
  afterAll(() => database.stop());

  /** A table of its own for each test, with the same keys and indexes. */
  async function open() {
    const table = `notices-${randomUUID()}`;
    await database.client.send(new CreateTableCommand(tableOf(table)));
    const { outbox, audit } = database.tables;
    const changes = createChangeSaver(database.client, { own: table, outbox, audit }, { next: () => randomUUID() });
    const store = { client: database.client, table, changes };
    return {
      imports: createContactImportRepository(store),
      contacts: createContactBook(store),
      notices: createNoticeRepository(store),
      facts: createRoundFacts(store),
      digests: createDigestSettings(store),
      history: createDigestHistory(store),
      modes: createMailModes(store),
      mornings: createMorningReports(store),
    };
  }
  noticesRepositoriesContract(open);

  test('reading contacts leaves an audit row, also where nothing else is written', async () => {
    const { contacts } = await open();
    const before = await auditRows();
    await contacts.noteReading(aCause({ requestId: 'reading-1' }), 'contacts/13');
    const rows = (await auditRows()).slice(before.length);
    expect(rows).toMatchObject([{ action: 'read-contacts', target: 'contacts/13' }]);
  });

  async function auditRows() {
    const shards = Array.from({ length: 8 }, (_, shard) => `${programmeId}#2026-06-10#${shard}`);
    const found = await Promise.all(
      shards.map((pk) =>
        database.client.send(
          new QueryCommand({
            ...{ TableName: database.tables.audit, KeyConditionExpression: 'pk = :pk' },
            ExpressionAttributeValues: { ':pk': pk },
          }),
        ),
      ),
    );
    return found.flatMap(({ Items }) => Items ?? []).filter(({ action }) => action === 'read-contacts');
  }

  test('the sender asks the index of what is due and never reads what is not', async () => {
    const { notices } = await open();
    await notices.add(
      [aNotice({ status: 'delivered' })],
      {},
      { cause: aCause(), audit: { action: 'a', target: 't' }, events: [] },
    );
    database.takeCalls();
    await notices.dueBy('queued', aNotice({ status: 'queued' }).sendAfter, 100);
    expect(database.takeCalls()).toEqual(['QueryCommand']);
  });
});
