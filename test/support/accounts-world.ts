/** Everything behind signing in: the user pool's stand-in, the embedded database, both functions, one clock. */
import { createPasswordService } from '../../functions/accounts/cognito-password-service.ts';
import { createAccountRepository } from '../../functions/accounts/dynamodb-account-repository.ts';
import { createLoginGuard } from '../../functions/accounts/dynamodb-login-guard.ts';
import { createSessionStore } from '../../functions/accounts/dynamodb-session-store.ts';
import { createRoutes as publicRoutes } from '../../functions/accounts/public/routes.ts';
import { createHandler as registerAdministrator } from '../../functions/accounts/register-administrator/handler.ts';
import { createRoutes as staffRoutes } from '../../functions/accounts/staff/routes.ts';
import { randomIds } from '../../functions/platform/clock.ts';
import { createChangeSaver } from '../../functions/platform/dynamodb/change.ts';
import { createCommandLog } from '../../functions/platform/dynamodb/command-log.ts';
import { createAccessTokens } from '../../functions/platform/http/access-tokens.ts';
import { httpFunction } from '../../functions/platform/http/http-function.ts';
import { createStaffDoor } from '../../functions/platform/http/staff-door.ts';
import { initialPassword, secretSource } from '../../functions/platform/secrets/secrets.ts';
import { renderProblemPage } from '../../functions/ui/problem-page.tsx';
import type { ChangeRecord } from '../../shared/kernel/change.ts';
import { pools, startCognitoHost } from '../infra/local/endpoints/cognito/cognito-host.ts';
import { type ApiCall, apiEvent, formBody, formHeaders, lambdaContext } from './api-event.ts';
import { startEmbeddedDynamoDb } from './embedded-dynamodb.ts';
import { appOrigin, movableClock } from './staff-world.ts';

export interface AccountsWorld extends Awaited<ReturnType<typeof startAccountsWorld>> {}

export async function startAccountsWorld() {
  const host = await startCognitoHost();
  const database = await startEmbeddedDynamoDb();
  const clock = movableClock('2026-06-01T00:00:00.000Z');
  const { client, tables } = database;
  const changes = createChangeSaver(
    client,
    { own: tables.accounts, outbox: tables.outbox, audit: tables.audit },
    randomIds,
  );
  const pool = { userPoolId: pools.staff.id, clientId: `${pools.staff.id}-server` };
  const passwords = createPasswordService(pool, host.client);
  const tokens = createAccessTokens({ region: 'ap-northeast-1', ...pool, endpoint: host.server.url });
  const deps = {
    accounts: createAccountRepository({ client, table: tables.accounts, changes }),
    sessions: createSessionStore(client, tables.sessions, changes),
    guard: createLoginGuard(client, tables.sessions),
    commands: createCommandLog(client, tables.accounts, clock),
    passwords,
    secrets: secretSource,
    initialPassword,
    secureCookies: true,
    note: async (record: ChangeRecord) => void (await changes.save([], record)),
    door: createStaffDoor({ client, clock, tables, tokens }),
  };
  const handler = httpFunction({
    routes: [...publicRoutes(deps), ...staffRoutes(deps)],
    appOrigin,
    errorPage: renderProblemPage,
    clock,
  });
  const send = (call: ApiCall) => handler(apiEvent(call), lambdaContext);
  const post = (path: string, fields: Readonly<Record<string, string>>, cookie = '') =>
    send({ method: 'POST', path, body: formBody(fields), headers: { ...formHeaders, origin: appOrigin, cookie } });
  return {
    host,
    database,
    clock,
    deps,
    send,
    post,
    register: (programmeId: string, email: string) =>
      registerAdministrator({ ...deps, clock })({ programmeId, email, displayName: '管理 太郎' }, lambdaContext),
    pass(ms: number) {
      clock.pass(ms);
      host.pass(ms);
    },
    async stop() {
      await host.stop();
      await database.stop();
    },
  };
}

/** The value of a cookie that an answer sets, as the browser would send it back. */
export function cookieOf(result: { multiValueHeaders?: Record<string, unknown[]> | undefined }, name: string): string {
  const set = (result.multiValueHeaders?.['set-cookie'] ?? []).map(String);
  const found = set.find((each) => each.startsWith(`${name}=`));
  return found?.split(';')[0] ?? '';
}
