/** What every function of `notices` works with, made once per cold start. */
import { randomIds, systemClock } from '../platform/clock.ts';
import { readConfig } from '../platform/config.ts';
import { createChangeSaver } from '../platform/dynamodb/change.ts';
import { createCommandLog } from '../platform/dynamodb/command-log.ts';
import { createDocumentClient } from '../platform/dynamodb/document-client.ts';
import { createContactBook } from './dynamodb-contact-book.ts';
import { createContactImportRepository } from './dynamodb-contact-import-repository.ts';
import { createDigestHistory } from './dynamodb-digest-history.ts';
import { createDigestSettings } from './dynamodb-digest-settings.ts';
import { createMailModes } from './dynamodb-mail-modes.ts';
import { createMorningReports } from './dynamodb-morning-reports.ts';
import { createNoticeRepository } from './dynamodb-notice-repository.ts';
import { createRoundFacts } from './dynamodb-round-facts.ts';

export function noticesWiring() {
  const config = readConfig(['NOTICES_TABLE', 'OUTBOX_TABLE', 'AUDIT_TABLE']);
  const client = createDocumentClient();
  const table = config.NOTICES_TABLE;
  const changes = createChangeSaver(
    client,
    { own: table, outbox: config.OUTBOX_TABLE, audit: config.AUDIT_TABLE },
    randomIds,
  );
  const store = { client, table, changes };
  return {
    client,
    clock: systemClock,
    imports: createContactImportRepository(store),
    contacts: createContactBook(store),
    notices: createNoticeRepository(store),
    facts: createRoundFacts(store),
    digests: createDigestSettings(store),
    history: createDigestHistory(store),
    modes: createMailModes(store),
    mornings: createMorningReports(store),
    commands: createCommandLog(client, table),
  };
}
