/** What every function of `surveys` works with, made once per cold start. */
import { randomIds } from '../platform/clock.ts';
import { readConfig } from '../platform/config.ts';
import { createChangeSaver } from '../platform/dynamodb/change.ts';
import { createCommandLog } from '../platform/dynamodb/command-log.ts';
import { createDocumentClient } from '../platform/dynamodb/document-client.ts';
import { createCodeAttempts } from './dynamodb-code-attempts.ts';
import { createInvitationRepository } from './dynamodb-invitation-repository.ts';
import { createKnownAnswersRepository } from './dynamodb-known-answers-repository.ts';
import { createRoundRepository } from './dynamodb-round-repository.ts';

export function surveysWiring() {
  const config = readConfig(['SURVEYS_TABLE', 'OUTBOX_TABLE', 'AUDIT_TABLE']);
  const client = createDocumentClient();
  const table = config.SURVEYS_TABLE;
  const tables = { own: table, outbox: config.OUTBOX_TABLE, audit: config.AUDIT_TABLE };
  const changes = createChangeSaver(client, tables, randomIds);
  return {
    client,
    table,
    changes,
    ids: randomIds,
    rounds: createRoundRepository({ client, table, changes }),
    invitations: createInvitationRepository({ client, table, changes }),
    knownAnswers: createKnownAnswersRepository({ client, table, changes }),
    attempts: createCodeAttempts(client, table),
    commands: createCommandLog(client, table),
  };
}
