/** What the functions of `accounts` work with, made once per cold start. */

import { randomIds } from '../platform/clock.ts';
import { readConfig } from '../platform/config.ts';
import { createChangeSaver } from '../platform/dynamodb/change.ts';
import { createCommandLog } from '../platform/dynamodb/command-log.ts';
import { createDocumentClient } from '../platform/dynamodb/document-client.ts';
import { staffDoorFromEnvironment } from '../platform/http/staff-door-wiring.ts';
import { initialPassword, secretSource } from '../platform/secrets/secrets.ts';
import { createPasswordService } from './cognito-password-service.ts';
import { createAccountRepository } from './dynamodb-account-repository.ts';
import { createLoginGuard } from './dynamodb-login-guard.ts';
import { createSessionStore } from './dynamodb-session-store.ts';

export function accountsWiring() {
  const config = readConfig([
    'ACCOUNTS_TABLE',
    'SESSIONS_TABLE',
    'OUTBOX_TABLE',
    'AUDIT_TABLE',
    'USER_POOL',
    'USER_POOL_CLIENT',
    'APP_ORIGIN',
  ]);
  const client = createDocumentClient();
  const tables = { outbox: config.OUTBOX_TABLE, audit: config.AUDIT_TABLE };
  const changes = createChangeSaver(client, { own: config.ACCOUNTS_TABLE, ...tables }, randomIds);
  const passwords = createPasswordService({ userPoolId: config.USER_POOL, clientId: config.USER_POOL_CLIENT });
  return {
    appOrigin: config.APP_ORIGIN,
    secureCookies: config.APP_ORIGIN.startsWith('https:'),
    accounts: createAccountRepository({ client, table: config.ACCOUNTS_TABLE, changes }),
    sessions: createSessionStore(client, config.SESSIONS_TABLE, changes),
    guard: createLoginGuard(client, config.SESSIONS_TABLE),
    commands: createCommandLog(client, config.ACCOUNTS_TABLE),
    passwords,
    secrets: secretSource,
    initialPassword,
    note: async (record: Parameters<typeof changes.save>[1]) => {
      await changes.save([], record);
    },
    door: staffDoorFromEnvironment(client),
  };
}

export type AccountsWiring = ReturnType<typeof accountsWiring>;
