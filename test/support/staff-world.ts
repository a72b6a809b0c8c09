/** Staff of two programmes in the embedded database, signed in: a cookie and a token for each, and the real door. */
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { rowOf } from '../../functions/accounts/dynamodb-account-repository.ts';
import { sha256Hex } from '../../functions/platform/digest.ts';
import { createAccessTokens } from '../../functions/platform/http/access-tokens.ts';
import { csrfTokenOf } from '../../functions/platform/http/form-guard.ts';
import { type HttpHandler, httpFunction } from '../../functions/platform/http/http-function.ts';
import type { AnyRoute } from '../../functions/platform/http/route.ts';
import { accountKey, createStaffDoor, sessionKey } from '../../functions/platform/http/staff-door.ts';
import { renderProblemPage } from '../../functions/ui/problem-page.tsx';
import type { Role } from '../../shared/access/role.ts';
import { roles } from '../../shared/access/role.ts';
import { Account } from '../../shared/accounts/account.ts';
import { type AccountId, ProgrammeId } from '../../shared/kernel/ids.ts';
import { addMs, type Clock, Instant, msOf } from '../../shared/kernel/time.ts';
import { type ApiCall, apiEvent, lambdaContext } from './api-event.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from './embedded-dynamodb.ts';
import { accessClaims, startTokenIssuer } from './token-issuer.ts';

export const ours = ProgrammeId.parse('womens-support-2026');
export const theirs = ProgrammeId.parse('single-parent-2024');
export const appOrigin = 'https://app.example.jp';

export interface Person {
  readonly account: Account;
  readonly secret: string;
  readonly cookie: string;
  readonly csrf: string;
}

export interface StaffWorld extends Awaited<ReturnType<typeof startStaffWorld>> {}

/** A clock that tests move. */
export function movableClock(start: string): Clock & { pass(ms: number): void } {
  let now = Instant.parse(start);
  return {
    now: () => now,
    pass: (ms) => {
      now = addMs(now, ms);
    },
  };
}

export async function startStaffWorld(start = '2026-06-10T00:00:00.000Z') {
  const database = await startEmbeddedDynamoDb();
  const issuer = await startTokenIssuer();
  const clock = movableClock(start);
  const people = new Map<string, Person>();
  for (const [place, programmeId] of [ours, theirs].entries()) {
    for (const [number, role] of roles.entries()) {
      const person = aPerson(role, programmeId, place * 100 + number, clock.now());
      people.set(`${programmeId}/${role}`, person);
      await store(database, person, clock.now());
    }
  }
  const { sessions, accounts } = database.tables;
  const door = createStaffDoor({
    client: database.client,
    clock,
    tables: { sessions, accounts },
    tokens: createAccessTokens(issuer.pool),
  });
  const person = (role: Role, programmeId: ProgrammeId = ours): Person => {
    const found = people.get(`${programmeId}/${role}`);
    if (found === undefined) throw new Error('nobody has this role');
    return found;
  };
  return {
    database,
    issuer,
    clock,
    door,
    person,
    token: (of: Person) => issuer.sign(accessClaims(of.account.accountId, msOf(clock.now()) / 1000)),
    serve: (routes: readonly AnyRoute[]) => httpFunction({ routes, appOrigin, errorPage: renderProblemPage, clock }),
    /** Puts the account's row as given, whatever stood there. */
    putAccount: (account: Account) =>
      database.client.send(new PutCommand({ TableName: accounts, Item: rowOf(account) })),
    /** A session as if begun and last used at these moments. */
    putSession: (of: Person, startedAt: Instant, lastSeenAt: Instant) =>
      database.client.send(new PutCommand({ TableName: sessions, Item: sessionRow(of, startedAt, lastSeenAt) })),
    async stop() {
      await issuer.close();
      await database.stop();
    },
  };
}

/** As a browser on one of our own pages sends it. */
export async function visit(handler: HttpHandler, person: Person, call: ApiCall) {
  const headers = { cookie: person.cookie, 'x-csrf-token': person.csrf, origin: appOrigin, ...call.headers };
  return handler(apiEvent({ ...call, headers }), lambdaContext);
}

export function asProgram(token: string, headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers };
}

function aPerson(role: Role, programmeId: ProgrammeId, number: number, at: Instant): Person {
  const accountId = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}` as AccountId;
  const account = Account.parse({
    accountId,
    programmeId,
    role,
    displayName: `担当 ${number}`,
    status: 'active',
    email: `${role}@${programmeId}.example`,
    createdAt: addMs(at, -86_400_000),
    version: 1,
    ...(role === 'prefecture-officer' ? { organisationId: '120006' } : {}),
  });
  const secret = String(number).padStart(43, 's');
  return { account, secret, cookie: `mikata_staff=${accountId}.${secret}`, csrf: csrfTokenOf(secret) };
}

function sessionRow({ account, secret }: Person, startedAt: Instant, lastSeenAt: Instant) {
  const digest = sha256Hex(secret);
  return { ...sessionKey(digest), digest, accountId: account.accountId, startedAt, lastSeenAt };
}

async function store({ client, tables }: EmbeddedDynamoDb, person: Person, at: Instant): Promise<void> {
  await client.send(
    new PutCommand({
      TableName: tables.accounts,
      Item: { ...rowOf(person.account), ...accountKey(person.account.accountId) },
    }),
  );
  await client.send(new PutCommand({ TableName: tables.sessions, Item: sessionRow(person, at, at) }));
}
