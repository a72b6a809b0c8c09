/**
 * One change, one transaction: the rows, what happened (outbox), who did it (audit), and what the repeat of the
 * command or event is recognised by. No audit row, no change.
 */
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { Cause, ChangeRecord, IdSource, Saved } from '../../../shared/kernel/change.ts';
import { jstDateOf, msOf } from '../../../shared/kernel/time.ts';
import { plainKey, programmeKey, shardOf } from './keys.ts';

export type RowWrite = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

export interface ChangeTables {
  /** The context's own table: idempotency and seen rows lie beside its business rows. */
  readonly own: string;
  readonly outbox: string;
  readonly audit: string;
}

const transactionLimit = 100;
const commandHours = 48;
const seenDays = 60;

export interface ChangeSaver {
  save(rows: readonly RowWrite[], record: ChangeRecord): Promise<Saved>;
}

export function createChangeSaver(client: DynamoDBDocumentClient, tables: ChangeTables, ids: IdSource): ChangeSaver {
  return {
    async save(rows, record) {
      const recognition = recognitionRow(tables.own, record);
      const items: RowWrite[] = [
        ...rows,
        ...recognition,
        ...record.events.map((fact) => outboxRow(tables.outbox, record.cause, fact, ids.next())),
        auditRow(tables.audit, record, ids.next()),
      ];
      if (items.length > transactionLimit)
        throw new Error(`a change of ${items.length} rows is more than one transaction`);
      return write(client, items, recognition.length > 0 && record.cause.heard ? rows.length : undefined);
    },
  };
}

async function write(client: DynamoDBDocumentClient, items: RowWrite[], heardAt: number | undefined): Promise<Saved> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: items }));
      return 'saved';
    } catch (fault) {
      if (!(fault instanceof TransactionCanceledException)) throw fault;
      const codes = (fault.CancellationReasons ?? []).map((reason) => reason.Code);
      if (heardAt !== undefined && codes[heardAt] === 'ConditionalCheckFailed') return 'heard-before';
      if (codes.includes('ConditionalCheckFailed')) return 'changed-meanwhile';
      // Two transactions met on one row, or the table asked to slow down: nothing was written, so try again.
      if (attempt >= 5 || !codes.some((code) => code !== undefined && retried.has(code))) throw fault;
      await new Promise((resolve) => setTimeout(resolve, 20 * 2 ** attempt * (0.5 + Math.random())));
    }
  }
}

const retried: ReadonlySet<string> = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);

function recognitionRow(table: string, { cause, result }: ChangeRecord): RowWrite[] {
  if (cause.heard !== undefined) {
    const { subscriber, eventId } = cause.heard;
    const expiresAt = Math.floor(msOf(cause.at) / 1000) + seenDays * 86_400;
    return [putNew(table, { ...seenKey(subscriber, eventId), expiresAt })];
  }
  if (cause.command === undefined) return [];
  const { bodyDigest } = cause.command;
  const expiresAt = Math.floor(msOf(cause.at) / 1000) + commandHours * 3600;
  const row = { ...commandKey(cause), bodyDigest, result: JSON.stringify(result ?? null), expiresAt };
  return [putNew(table, row, Math.floor(msOf(cause.at) / 1000))];
}

/** An expired row counts as absent: its removal by the database is not relied on. */
function putNew(table: string, Item: Record<string, unknown>, nowSeconds?: number): RowWrite {
  if (nowSeconds === undefined)
    return { Put: { TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' } };
  return {
    Put: {
      TableName: table,
      Item,
      ConditionExpression: 'attribute_not_exists(pk) OR expiresAt < :now',
      ExpressionAttributeValues: { ':now': nowSeconds },
    },
  };
}

function seenKey(subscriber: string, eventId: string): { pk: string; sk: string } {
  return { pk: plainKey('seen', subscriber, eventId), sk: 'seen' };
}

/** Throws where the cause has no command. */
export function commandKey(cause: Pick<Cause, 'programmeId' | 'command'>): { pk: string; sk: string } {
  if (cause.command === undefined) throw new Error('a cause without a command has no idempotency row');
  const { caller, operation, key } = cause.command;
  return { pk: programmeKey(cause.programmeId, 'command', caller, operation, key), sk: 'command' };
}

function outboxRow(table: string, cause: Cause, fact: ChangeRecord['events'][number], id: string): RowWrite {
  const shard = shardOf(id);
  const day = jstDateOf(cause.at);
  return {
    Put: {
      TableName: table,
      Item: {
        pk: programmeKey(cause.programmeId, day, shard),
        sk: `${cause.at}#${id}`,
        id,
        type: fact.type,
        context: fact.context,
        programmeId: cause.programmeId,
        occurredAt: cause.at,
        data: JSON.stringify(fact.data),
        requestId: cause.requestId,
        dueShard: `unpublished#${shard}`,
        dueAt: cause.at,
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

function auditRow(table: string, { cause, audit }: ChangeRecord, id: string): RowWrite {
  const day = jstDateOf(cause.at);
  return {
    Put: {
      TableName: table,
      Item: {
        pk: programmeKey(cause.programmeId, day, shardOf(id)),
        sk: `${cause.at}#${id}`,
        id,
        at: cause.at,
        programmeId: cause.programmeId,
        actor: cause.actor,
        action: audit.action,
        target: audit.target,
        detail: audit.detail ?? {},
        requestId: cause.requestId,
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}
