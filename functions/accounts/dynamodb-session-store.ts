import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { longestMinutes } from '../../shared/access/staff-session.ts';
import type { SessionStore } from '../../shared/accounts/sign-in-ports.ts';
import { AccountId } from '../../shared/kernel/ids.ts';
import { addMs, Instant, msOf } from '../../shared/kernel/time.ts';
import type { ChangeSaver } from '../platform/dynamodb/change.ts';
import { plainKey } from '../platform/dynamodb/keys.ts';
import { sessionKey } from '../platform/http/staff-door.ts';

const pendingMs = 10 * 60_000;

const Pending = z.discriminatedUnion('step', [
  z.object({ step: z.literal('totp'), email: z.string(), continuation: z.string() }),
  z.object({ step: z.literal('new-password'), email: z.string(), continuation: z.string() }),
  z.object({
    step: z.literal('totp-setup'),
    email: z.string(),
    accountId: AccountId,
    accessToken: z.string(),
    totpSecret: z.string(),
  }),
]);
const PendingRow = z.object({ pending: Pending, endsAt: Instant });

export function createSessionStore(client: DynamoDBDocumentClient, table: string, changes: ChangeSaver): SessionStore {
  return {
    start(session, record) {
      const expiresAt = Math.floor(msOf(session.startedAt) / 1000) + longestMinutes * 60;
      const Item = { ...sessionKey(session.digest), ...session, expiresAt };
      return changes.save(
        [{ Put: { TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' } }],
        record,
      );
    },
    end(digest, record) {
      return changes.save([{ Delete: { TableName: table, Key: sessionKey(digest) } }], record);
    },
    async keepPending(digest, pending, at) {
      const endsAt = addMs(at, pendingMs);
      const Item = { ...pendingKey(digest), pending, endsAt, expiresAt: Math.floor(msOf(endsAt) / 1000) };
      await client.send(new PutCommand({ TableName: table, Item }));
    },
    async findPending(digest, at) {
      const found = await client.send(
        new GetCommand({ TableName: table, Key: pendingKey(digest), ConsistentRead: true }),
      );
      if (found.Item === undefined) return undefined;
      const row = PendingRow.parse(found.Item);
      return row.endsAt > at ? row.pending : undefined;
    },
    async dropPending(digest) {
      await client.send(new DeleteCommand({ TableName: table, Key: pendingKey(digest) }));
    },
  };
}

function pendingKey(digest: string): { pk: string; sk: string } {
  return { pk: plainKey('pending', digest), sk: 'pending' };
}
