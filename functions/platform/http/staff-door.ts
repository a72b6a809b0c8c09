/**
 * Who lets staff in. Pages: an opaque cookie, whose digest names the session row; session and account come in one
 * read. The API: the user pool's access token, and the same account row. Role and programme are taken from the row,
 * never from what the client sends.
 */
import {
  BatchGetCommand,
  type BatchGetCommandInput,
  type BatchGetCommandOutput,
  type DynamoDBDocumentClient,
  GetCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Permission } from '../../../shared/access/permission.ts';
import { type Caller, may } from '../../../shared/access/policy.ts';
import { callerOf, judgeSession, StaffAccount, StaffSession } from '../../../shared/access/staff-session.ts';
import { AccountId } from '../../../shared/kernel/ids.ts';
import { type Clock, type Instant, instantFromMs, msOf } from '../../../shared/kernel/time.ts';
import { sha256Hex } from '../digest.ts';
import { plainKey } from '../dynamodb/keys.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { HttpRequest } from './http-request.ts';
import { platformProblem, RefusedRequest } from './problem.ts';
import type { Access } from './route.ts';

export const sessionCookieName = 'mikata_staff';
const touchEveryMs = 5 * 60_000;

export interface StaffDoor {
  /** For pages and API alike: lets in whoever holds the permission. */
  staff(permission: Permission): Access<Caller>;
}

export interface StaffDoorDeps {
  readonly client: DynamoDBDocumentClient;
  readonly clock: Clock;
  readonly tables: { readonly sessions: string; readonly accounts: string };
  readonly tokens: AccessTokens;
}

export function createStaffDoor(deps: StaffDoorDeps): StaffDoor {
  return {
    staff: (permission) => ({
      kind: 'staff',
      permission,
      async identify(request) {
        const known = request.path.startsWith('/api/') ? await byToken(deps, request) : await byCookie(deps, request);
        if (!may(known.who.role, permission)) throw new RefusedRequest(platformProblem('not-permitted'));
        return known;
      },
    }),
  };
}

async function byToken(deps: StaffDoorDeps, request: HttpRequest): Promise<{ who: Caller }> {
  const [scheme, token] = (request.headers['authorization'] ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || token === undefined)
    throw new RefusedRequest(platformProblem('login-needed'));
  const claims = await deps.tokens.verify(token, deps.clock.now());
  if (claims === undefined) throw new RefusedRequest(platformProblem('login-needed'));
  const found = await deps.client.send(
    new GetCommand({ TableName: deps.tables.accounts, Key: accountKey(claims.accountId), ConsistentRead: true }),
  );
  const account = StaffAccount.safeParse(found.Item);
  if (!account.success || account.data.status !== 'active') throw new RefusedRequest(platformProblem('login-needed'));
  const { signedOutBefore } = account.data;
  if (signedOutBefore !== undefined && claims.issuedAt < signedOutBefore)
    throw new RefusedRequest(platformProblem('login-needed'));
  return { who: callerOf(account.data) };
}

async function byCookie(deps: StaffDoorDeps, request: HttpRequest): Promise<{ who: Caller; formSecret: string }> {
  const value = request.cookies[sessionCookieName];
  const cookie = value === undefined ? undefined : readSessionCookie(value);
  if (cookie === undefined) throw new RefusedRequest(platformProblem('login-needed'));
  const { session, account } = await readBoth(deps, cookie);
  if (session === undefined || account === undefined) throw new RefusedRequest(platformProblem('login-needed'));
  const now = deps.clock.now();
  if (session.accountId !== account.accountId || judgeSession(session, account, now) !== 'let-in') {
    throw new RefusedRequest(platformProblem('login-needed'));
  }
  await touch(deps, session, now);
  return { who: callerOf(account), formSecret: cookie.secret };
}

/** `<account>.<secret>`: with the account's id in it, session and account come in one read. */
function readSessionCookie(value: string): { accountId: AccountId; secret: string } | undefined {
  const [id, secret] = value.split('.');
  const accountId = AccountId.safeParse(id);
  if (!accountId.success || secret === undefined || !/^[A-Za-z0-9_-]{43}$/.test(secret)) return undefined;
  return { accountId: accountId.data, secret };
}

export function sessionKey(digest: string): { pk: string; sk: string } {
  return { pk: plainKey('session', digest), sk: 'session' };
}

export function accountKey(accountId: AccountId): { pk: string; sk: string } {
  return { pk: plainKey('account', accountId), sk: 'account' };
}

async function readBoth(deps: StaffDoorDeps, cookie: { accountId: AccountId; secret: string }) {
  const { sessions, accounts } = deps.tables;
  const rows = await readAll(deps.client, {
    [sessions]: { Keys: [sessionKey(sha256Hex(cookie.secret))], ConsistentRead: true },
    [accounts]: { Keys: [accountKey(cookie.accountId)], ConsistentRead: true },
  });
  return {
    session: StaffSession.safeParse(rows[sessions]).data,
    account: StaffAccount.safeParse(rows[accounts]).data,
  };
}

/** A throttled table answers with keys it did not look at: that is not "no such session", which would sign people out. */
async function readAll(
  client: DynamoDBDocumentClient,
  wanted: NonNullable<BatchGetCommandInput['RequestItems']>,
): Promise<Readonly<Record<string, unknown>>> {
  const rows: Record<string, unknown> = {};
  let open: BatchGetCommandInput['RequestItems'] = wanted;
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    const found: BatchGetCommandOutput = await client.send(new BatchGetCommand({ RequestItems: open }));
    for (const [table, items] of Object.entries(found.Responses ?? {})) if (items[0]) rows[table] = items[0];
    open = found.UnprocessedKeys;
    if (open === undefined || Object.keys(open).length === 0) return rows;
    await new Promise((resolve) => setTimeout(resolve, 25 * 2 ** attempt));
  }
  throw new Error('the tables of sessions and accounts did not answer for all keys');
}

/** Keeps the session from idling out; written at most every five minutes, so that most clicks only read. */
async function touch(deps: StaffDoorDeps, session: StaffSession, now: Instant): Promise<void> {
  if (msOf(now) - msOf(session.lastSeenAt) < touchEveryMs) return;
  await deps.client
    .send(
      new UpdateCommand({
        TableName: deps.tables.sessions,
        Key: sessionKey(session.digest),
        UpdateExpression: 'SET lastSeenAt = :now',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':now': instantFromMs(msOf(now)) },
      }),
    )
    .catch((fault: unknown) => {
      // Signed out in this very moment: the next click says so.
      if (!(fault instanceof Error) || fault.name !== 'ConditionalCheckFailedException') throw fault;
    });
}
