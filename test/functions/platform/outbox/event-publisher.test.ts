import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { happened } from '../../../../events/event.ts';
import { RoundOpened } from '../../../../events/round-opened.v1.ts';
import { randomIds } from '../../../../functions/platform/clock.ts';
import { createChangeSaver } from '../../../../functions/platform/dynamodb/change.ts';
import { createEventPublisher } from '../../../../functions/platform/outbox/event-publisher.ts';
import { createOutbox, type OutboxRow } from '../../../../functions/platform/outbox/outbox.ts';
import { createHandler as createPublish } from '../../../../functions/publish-events/handler.ts';
import { createHandler as createRedrive } from '../../../../functions/redrive-events/handler.ts';
import { addMs, Instant } from '../../../../shared/kernel/time.ts';
import { lambdaContext } from '../../../support/api-event.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../../support/embedded-dynamodb.ts';
import { ours } from '../../../support/staff-world.ts';

let database: EmbeddedDynamoDb;
const bus = mockClient(EventBridgeClient);
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  database = await startEmbeddedDynamoDb();
});
afterAll(async () => {
  bus.restore();
  await database.stop();
});
beforeEach(() => {
  bus.reset();
  bus.on(PutEventsCommand).callsFake(({ Entries }) => ({ Entries: Entries.map(() => ({ EventId: 'taken' })) }));
});

const start = Instant.parse('2026-06-10T00:00:00.000Z');
const outbox = () => createOutbox(database.client, 'outbox');
const publisher = () => createEventPublisher('mikata-bus', outbox(), new EventBridgeClient({}));
const entries = () => bus.commandCalls(PutEventsCommand).map(({ args }) => args[0].input.Entries ?? []);

/** Writes events through the change saver and answers their rows as they wait. */
async function waiting(count: number, at: Instant, titleLength = 20): Promise<readonly OutboxRow[]> {
  const changes = createChangeSaver(database.client, { own: 'surveys', outbox: 'outbox', audit: 'audit' }, randomIds);
  for (let number = 0; number < count; number += 1) {
    const data = {
      roundId: randomIds.next(),
      surveyTitle: '調'.repeat(titleLength),
      dueOn: '2026-06-30',
      organisations: 1,
    };
    await changes.save([], {
      cause: { programmeId: ours, actor: { kind: 'visitor' }, at, requestId: 'r' },
      audit: { action: 'a', target: 't' },
      events: [happened(RoundOpened, data)],
    });
  }
  return (await outbox().unpublishedSince(addMs(at, 1))).filter(({ occurredAt }) => occurredAt === at);
}

const imageOf = (row: object) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, { S: String(value) }]));
const streamOf = (rows: readonly object[]) =>
  ({
    Records: rows.map((row) => ({ eventName: 'INSERT', dynamodb: { NewImage: imageOf(row) } })),
  }) as unknown as DynamoDBStreamEvent;

describe('publishing', () => {
  it('hands ten at a time to the bus, as contracts say, and marks what it took', async () => {
    const rows = await waiting(23, start);
    expect(await publisher().publish(rows, start)).toEqual([]);
    expect(entries().map((batch) => batch.length)).toEqual([10, 10, 3]);
    const [first] = entries().flat();
    expect(first).toMatchObject({
      EventBusName: 'mikata-bus',
      Source: 'mikata.surveys',
      DetailType: 'round-opened.v1',
    });
    expect(RoundOpened.envelope.parse(JSON.parse(first?.Detail ?? ''))).toMatchObject({
      programmeId: ours,
      occurredAt: start,
    });
    expect(await outbox().unpublishedSince(addMs(start, 1))).toEqual([]);
  });

  it('answers what the bus did not take, and leaves it waiting', async () => {
    const at = addMs(start, 1000);
    const rows = await waiting(3, at);
    bus.on(PutEventsCommand).resolves({
      FailedEntryCount: 1,
      Entries: [{ EventId: 'taken' }, { ErrorCode: 'ThrottlingException' }, { EventId: 'taken' }],
    });
    expect(await publisher().publish(rows, at)).toEqual([rows[1]]);
    expect((await outbox().unpublishedSince(addMs(at, 1))).map(({ id }) => id)).toEqual([rows[1]?.id]);
  });

  it('goes on after a call that failed: one bad batch holds up no other', async () => {
    const at = addMs(start, 2000);
    const rows = await waiting(12, at);
    bus
      .on(PutEventsCommand)
      .rejectsOnce(new Error('ValidationException'))
      .resolves({ Entries: [{ EventId: 'a' }, { EventId: 'b' }] });
    expect(await publisher().publish(rows, at)).toHaveLength(10);
    expect(entries()).toHaveLength(2);
    await createRedrive({ outbox: outbox(), publisher: publisher() })({}, lambdaContext);
  });

  it('never asks the bus for more than 256 KB in one call', async () => {
    const [row] = await waiting(1, addMs(start, 3000));
    if (row === undefined) throw new Error('no row');
    const rows = Array.from({ length: 10 }, (_, at) => ({
      ...row,
      id: row.id,
      data: JSON.stringify('あ'.repeat(30_000)),
      sk: `${row.sk}${at}`,
    }));
    await publisher()
      .publish(rows, start)
      .catch(() => undefined);
    const sizes = entries().map((batch) => batch.reduce((sum, { Detail }) => sum + Buffer.byteLength(Detail ?? ''), 0));
    expect(sizes.length).toBeGreaterThan(4);
    expect(Math.max(...sizes)).toBeLessThan(256 * 1024);
  });

  it('brings no erased row back to life', async () => {
    const [row] = await waiting(1, addMs(start, 4000));
    if (row === undefined) throw new Error('no row');
    const ghost = { ...row, sk: 'erased' };
    await outbox().markPublished(ghost, start);
    expect(
      (await database.client.send(new GetCommand({ TableName: 'outbox', Key: { pk: row.pk, sk: 'erased' } }))).Item,
    ).toBeUndefined();
  });
});

describe('the stream', () => {
  const handle = (event: DynamoDBStreamEvent) => createPublish({ publisher: publisher() })(event);

  it('publishes new rows, and nothing for changes and removals', async () => {
    const rows = await waiting(2, addMs(start, 5000));
    await handle(streamOf(rows));
    expect(entries().flat()).toHaveLength(2);
    await handle({
      Records: [{ eventName: 'MODIFY', dynamodb: { NewImage: imageOf(rows[0] ?? {}) } }, { eventName: 'REMOVE' }],
    } as never);
    expect(entries().flat()).toHaveLength(2);
  });

  it('passes a row that cannot be read, and publishes the others', async () => {
    const rows = await waiting(1, addMs(start, 6000));
    await handle(streamOf([{ pk: 'broken' }, ...rows]));
    expect(entries().flat()).toHaveLength(1);
  });

  it('is asked again where the bus took nothing at all, and not where it took some', async () => {
    const rows = await waiting(2, addMs(start, 7000));
    bus.on(PutEventsCommand).rejects(new Error('no connection'));
    await expect(handle(streamOf(rows))).rejects.toThrow('none of the rows');
    bus.on(PutEventsCommand).resolves({ Entries: [{ EventId: 'a' }, {}] });
    expect(await handle(streamOf(rows))).toEqual({ batchItemFailures: [] });
  });
});

describe('the redrive', () => {
  it('takes up what has waited for two minutes, not what is fresh, and says when the next is due', async () => {
    const far = Instant.parse('2027-01-01T00:00:00.000Z');
    const clearOut = createRedrive({ outbox: outbox(), publisher: publisher() });
    vi.useFakeTimers({ now: Date.parse(far), toFake: ['Date'] });
    while ((await clearOut({}, lambdaContext)).nextDueAt !== null);
    bus.resetHistory();
    const [old, fresh] = [addMs(far, -120_001), addMs(far, -60_000)];
    await waiting(1, old);
    await waiting(1, fresh);
    const outcome = await clearOut({}, lambdaContext);
    vi.useRealTimers();
    expect(entries().flat()).toHaveLength(1);
    expect(outcome).toEqual({ nextDueAt: addMs(fresh, 120_000) });
  });
});
