/** What the pages and the API of notices work with, over the embedded database of a staff world. */
import { randomUUID } from 'node:crypto';
import { createContactBook } from '../../functions/notices/dynamodb-contact-book.ts';
import { createContactImportRepository } from '../../functions/notices/dynamodb-contact-import-repository.ts';
import { createDigestHistory } from '../../functions/notices/dynamodb-digest-history.ts';
import { createDigestSettings } from '../../functions/notices/dynamodb-digest-settings.ts';
import { createMailModes } from '../../functions/notices/dynamodb-mail-modes.ts';
import { createMorningReports } from '../../functions/notices/dynamodb-morning-reports.ts';
import { createNoticeRepository } from '../../functions/notices/dynamodb-notice-repository.ts';
import { createRoundFacts } from '../../functions/notices/dynamodb-round-facts.ts';
import { createChangeSaver } from '../../functions/platform/dynamodb/change.ts';
import { createCommandLog } from '../../functions/platform/dynamodb/command-log.ts';
import type { StaffWorld } from './staff-world.ts';

export function noticesStoresOf({ database, clock }: StaffWorld) {
  const { notices: table, outbox, audit } = database.tables;
  const { client } = database;
  const changes = createChangeSaver(client, { own: table, outbox, audit }, { next: () => randomUUID() });
  const store = { client, table, changes };
  return {
    imports: createContactImportRepository(store),
    contacts: createContactBook(store),
    notices: createNoticeRepository(store),
    facts: createRoundFacts(store),
    digests: createDigestSettings(store),
    history: createDigestHistory(store),
    modes: createMailModes(store),
    mornings: createMorningReports(store),
    commands: createCommandLog(client, table, clock),
  };
}
