/**
 * Messages on disk with the semantics of SQS: attempts, visible-at, delay, FIFO groups, five-minute deduplication,
 * retention and the move to the dead-letter queue. Which messages are in flight is known in memory only, so after a
 * kill -9 they are visible again at once, with the receive already counted.
 */
import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { ServiceError } from '../endpoints/service-error.ts';
import type { QueueModel } from '../model.ts';
import type { MessageSink, NewMessage, Store, SystemClock } from '../ports.ts';

export const maxMessageBytes = 262_144;
const deduplicationMs = 5 * 60_000;

const messageRow = z.object({
  id: z.number(),
  queue: z.string(),
  message_id: z.string(),
  body: z.string(),
  md5: z.string(),
  attributes: z.string(),
  group_id: z.string().nullable(),
  dedup_id: z.string().nullable(),
  sent_at: z.number(),
  visible_at: z.number(),
  receives: z.number(),
  first_received_at: z.number().nullable(),
  source: z.string().nullable(),
});
export type MessageRow = z.infer<typeof messageRow>;

const Counted = z.object({ n: z.number().nullable() });

export interface QueueStore extends MessageSink {
  /** Receives up to `most` visible messages: counts the receive, and moves the worn-out ones to the dead letters. */
  take(queueArn: string, most: number): readonly MessageRow[];
  /** Ends the flight of a batch: the failed ones become visible again after the visibility timeout, others are gone. */
  settle(batch: readonly MessageRow[], failed: ReadonlySet<string>): void;
  /** The earliest instant at which a message can be received; what waits behind its FIFO group does not count. */
  nextAt(queueArn: string): number | undefined;
  /** Messages that are not in flight. */
  waiting(queueArn: string): number;
  ready(queueArn: string, now: number): number;
  counts(queueArn: string): { readonly visible: number; readonly inFlight: number; readonly delayed: number };
  list(queueArn: string): readonly MessageRow[];
  queue(arn: string): QueueModel | undefined;
}

/** First of its group, and nothing of its group in flight: only then may a FIFO message be received. */
const free = `
  m.queue = :queue AND m.id NOT IN (SELECT id FROM in_flight)
  AND (m.group_id IS NULL OR :fifo = 0
    OR m.group_id NOT IN (SELECT group_id FROM in_flight WHERE queue = :queue AND group_id IS NOT NULL))`;
const headOfGroup = `(:fifo = 0 OR NOT EXISTS (
  SELECT 1 FROM messages e WHERE e.queue = m.queue AND e.group_id = m.group_id AND e.id < m.id))`;
const notHeld = `(:fifo = 0 OR NOT EXISTS (SELECT 1 FROM messages e
  WHERE e.queue = m.queue AND e.group_id = m.group_id AND e.id < m.id AND e.visible_at > :now))`;

function prepare({ db }: Store) {
  db.exec(`
    CREATE TABLE IF NOT EXISTS messages (
      id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, message_id TEXT NOT NULL, body TEXT NOT NULL,
      md5 TEXT NOT NULL, attributes TEXT NOT NULL, group_id TEXT, dedup_id TEXT, sent_at INTEGER NOT NULL,
      visible_at INTEGER NOT NULL, receives INTEGER NOT NULL DEFAULT 0, first_received_at INTEGER, source TEXT
    ) STRICT;
    CREATE INDEX IF NOT EXISTS messages_by_visible ON messages (queue, visible_at, id);
    CREATE INDEX IF NOT EXISTS messages_by_group ON messages (queue, group_id, id) WHERE group_id IS NOT NULL;
    CREATE TABLE IF NOT EXISTS deduplications (
      queue TEXT NOT NULL, dedup_id TEXT NOT NULL, message_id TEXT NOT NULL, until INTEGER NOT NULL,
      PRIMARY KEY (queue, dedup_id)
    ) STRICT;
    PRAGMA temp_store = MEMORY;
    CREATE TEMP TABLE in_flight (id INTEGER PRIMARY KEY, queue TEXT NOT NULL, group_id TEXT);
  `);
  return {
    insert:
      db.prepare(`INSERT INTO messages (queue, message_id, body, md5, attributes, group_id, dedup_id, sent_at, visible_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    visible: db.prepare(`SELECT m.* FROM messages m WHERE ${free} AND ${notHeld} AND m.visible_at <= :now
      ORDER BY m.id LIMIT :most`),
    ready: db.prepare(`SELECT count(*) AS n FROM messages m WHERE ${free} AND ${notHeld} AND m.visible_at <= :now`),
    next: db.prepare(`SELECT min(m.visible_at) AS n FROM messages m WHERE ${free} AND ${headOfGroup}`),
    fly: db.prepare('INSERT INTO in_flight (id, queue, group_id) VALUES (?, ?, ?)'),
    land: db.prepare('DELETE FROM in_flight WHERE id = ?'),
    flying: db.prepare('SELECT count(*) AS n FROM in_flight WHERE queue = ?'),
    count: db.prepare('SELECT count(*) AS n FROM messages WHERE queue = ?'),
    list: db.prepare('SELECT * FROM messages WHERE queue = ? ORDER BY id'),
    received: db.prepare(
      'UPDATE messages SET receives = receives + 1, first_received_at = coalesce(first_received_at, ?) WHERE id = ?',
    ),
    bury: db.prepare('UPDATE messages SET queue = ?, source = queue, visible_at = ? WHERE id = ?'),
    hide: db.prepare('UPDATE messages SET visible_at = ? WHERE id = ?'),
    remove: db.prepare('DELETE FROM messages WHERE id = ?'),
    expire: db.prepare(
      'DELETE FROM messages WHERE queue = ? AND sent_at <= ? AND id NOT IN (SELECT id FROM in_flight)',
    ),
    known: db.prepare('SELECT message_id FROM deduplications WHERE queue = ? AND dedup_id = ? AND until > ?'),
    remember: db.prepare(
      'INSERT OR REPLACE INTO deduplications (queue, dedup_id, message_id, until) VALUES (?, ?, ?, ?)',
    ),
    forget: db.prepare('DELETE FROM deduplications WHERE until <= ?'),
  };
}

export function openQueueStore(store: Store, clock: SystemClock, queues: readonly QueueModel[]): QueueStore {
  const sql = prepare(store);
  const byArn = new Map(queues.map((queue) => [queue.arn, queue]));
  const count = (row: unknown) => Counted.parse(row).n ?? 0;
  const scope = (arn: string) => ({ ':queue': arn, ':fifo': byArn.get(arn)?.fifo ? 1 : 0 });

  function known(arn: string): QueueModel {
    const queue = byArn.get(arn);
    if (!queue) throw new ServiceError('QueueDoesNotExist', `The specified queue does not exist: ${arn}`);
    return queue;
  }

  function send(arn: string, message: NewMessage) {
    const queue = known(arn);
    check(queue, message);
    const md5 = createHash('md5').update(message.body).digest('hex');
    return store.transaction(() => {
      const now = clock.now();
      const deduplicationId = queue.fifo ? (message.deduplicationId ?? sha256(message.body)) : undefined;
      const repeated =
        deduplicationId &&
        z
          .object({ message_id: z.string() })
          .optional()
          .parse(sql.known.get(arn, deduplicationId, now));
      if (repeated) return { messageId: repeated.message_id, md5 };
      const messageId = randomUUID();
      const visibleAt = now + (message.delaySeconds ?? queue.delaySeconds) * 1000;
      const attributes = JSON.stringify(message.attributes ?? {});
      sql.insert.run(
        arn,
        messageId,
        message.body,
        md5,
        attributes,
        message.groupId ?? null,
        deduplicationId ?? null,
        now,
        visibleAt,
      );
      if (deduplicationId) {
        sql.forget.run(now);
        sql.remember.run(arn, deduplicationId, messageId, now + deduplicationMs);
      }
      return { messageId, md5 };
    });
  }

  function take(arn: string, most: number): readonly MessageRow[] {
    const queue = known(arn);
    return store.transaction(() => {
      const now = clock.now();
      expire(queue, now);
      const rows = z.array(messageRow).parse(sql.visible.all({ ...scope(arn), ':now': now, ':most': most }));
      return rows
        .filter((row) => receive(queue, row, now))
        .map((row) => ({ ...row, receives: row.receives + 1, first_received_at: row.first_received_at ?? now }));
    });
  }

  function receive(queue: QueueModel, row: MessageRow, now: number): boolean {
    if (queue.deadLetter && row.receives >= queue.deadLetter.maxReceives) {
      sql.bury.run(queue.deadLetter.arn, now, row.id);
      return false;
    }
    sql.received.run(now, row.id);
    sql.fly.run(row.id, queue.arn, row.group_id);
    return true;
  }

  function expire(queue: QueueModel, now: number): void {
    sql.expire.run(queue.arn, now - queue.retentionSeconds * 1000);
  }

  function settle(batch: readonly MessageRow[], failed: ReadonlySet<string>): void {
    store.transaction(() => {
      for (const row of batch) {
        sql.land.run(row.id);
        if (failed.has(row.message_id)) sql.hide.run(clock.now() + known(row.queue).visibilitySeconds * 1000, row.id);
        else sql.remove.run(row.id);
      }
    });
  }

  return {
    send,
    take,
    settle,
    queue: (arn) => byArn.get(arn),
    ready: (arn, now) => count(sql.ready.get({ ...scope(arn), ':now': now })),
    nextAt: (arn) => Counted.parse(sql.next.get(scope(arn))).n ?? undefined,
    waiting: (arn) => count(sql.count.get(arn)) - count(sql.flying.get(arn)),
    counts(arn) {
      expire(known(arn), clock.now());
      const inFlight = count(sql.flying.get(arn));
      const visible = count(sql.ready.get({ ...scope(arn), ':now': clock.now() }));
      return { visible, inFlight, delayed: count(sql.count.get(arn)) - inFlight - visible };
    },
    list(arn) {
      expire(known(arn), clock.now());
      return z.array(messageRow).parse(sql.list.all(arn));
    },
  };
}

/** What SQS refuses before it takes a message. */
function check(queue: QueueModel, message: NewMessage): void {
  const attributes = Object.entries(message.attributes ?? {});
  const attributeBytes = attributes.map(([name, { DataType, StringValue }]) => name + DataType + StringValue).join('');
  if (Buffer.byteLength(message.body) + Buffer.byteLength(attributeBytes) > maxMessageBytes) {
    throw new ServiceError(
      'InvalidParameterValue',
      `One or more parameters are invalid. Reason: Message must be shorter than ${maxMessageBytes} bytes.`,
    );
  }
  if (message.body === '')
    throw new ServiceError('MissingParameter', 'The request must contain the parameter MessageBody.');
  if (queue.fifo && !message.groupId) {
    throw new ServiceError('MissingParameter', 'The request must contain the parameter MessageGroupId.');
  }
  if (queue.fifo && !message.deduplicationId && !queue.contentBasedDeduplication) {
    throw new ServiceError(
      'InvalidParameterValue',
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  }
  if (queue.fifo && message.delaySeconds !== undefined) {
    throw new ServiceError('InvalidParameterValue', 'A FIFO queue has one delay for all of its messages');
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
