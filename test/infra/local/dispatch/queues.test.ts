import { afterEach, describe, expect, it, vi } from 'vitest';
import { openQueueStore } from '../../../../infra/local/dispatch/queue-store.ts';
import { createQueues, type Queues } from '../../../../infra/local/dispatch/queues.ts';
import type { EventSourceModel, QueueModel } from '../../../../infra/local/model.ts';
import { openStore } from '../../../../infra/local/store.ts';
import { type FixedClock, fixedClock } from '../../../support/fakes/fixed-clock.ts';
import { scriptedInvoker } from '../../../support/fakes/scripted-invoker.ts';
import { anEventSource, aQueue, queueArn } from '../../../support/fixtures/local-model.ts';

interface SqsRecord {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: Record<string, string>;
}
const records = (event: unknown) => (event as { Records: readonly SqsRecord[] }).Records;
const bodies = (event: unknown) => records(event).map((record) => record.body);
const work = queueArn('work');
const fifo = queueArn('work.fifo');
const dead = queueArn('dead');

let stopping: Queues[] = [];
afterEach(async () => {
  await Promise.all(stopping.map((queues) => queues.stop()));
  stopping = [];
});

function setUp(
  answer: (event: unknown) => unknown,
  source: Partial<EventSourceModel> = {},
  queue: Partial<QueueModel> = {},
) {
  const clock = fixedClock();
  const deadLetter = { arn: dead, maxReceives: 3 };
  const models = [
    aQueue('work', { deadLetter, ...queue }),
    aQueue('work.fifo', { deadLetter, ...queue }),
    aQueue('dead'),
  ];
  const store = openQueueStore(openStore(':memory:'), clock, models);
  const { invoker, invocations } = scriptedInvoker(({ event }) => answer(event));
  const queues = createQueues({
    queues: store,
    clock,
    invoker,
    eventSources: [anEventSource(source)],
    region: 'ap-northeast-1',
  });
  queues.start();
  stopping.push(queues);
  const idle = () => vi.waitUntil(() => queues.isIdle(clock.now()));
  return { clock, store, queues, invocations, idle };
}

async function pass(
  seconds: number,
  { clock, queues, idle }: { clock: FixedClock; queues: Queues; idle(): Promise<unknown> },
) {
  clock.set(clock.now() + seconds * 1000);
  queues.wake();
  await idle();
}

describe('a queue with a function', () => {
  it('hands over a batch in the shape of Lambda and deletes it', async () => {
    const host = setUp(() => undefined);
    host.queues.send(work, { body: '{"a":1}', attributes: { kind: { DataType: 'String', StringValue: 'x' } } });
    await host.idle();
    expect(records(host.invocations[0]?.event)).toEqual([
      {
        messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        receiptHandle: expect.any(String),
        body: '{"a":1}',
        attributes: {
          ApproximateReceiveCount: '1',
          SentTimestamp: '1775001600000',
          SenderId: expect.any(String),
          ApproximateFirstReceiveTimestamp: '1775001600000',
        },
        messageAttributes: {
          kind: { stringValue: 'x', stringListValues: [], binaryListValues: [], dataType: 'String' },
        },
        md5OfBody: 'bb6cb5c68df4652941caf652a366f2d8',
        eventSource: 'aws:sqs',
        eventSourceARN: work,
        awsRegion: 'ap-northeast-1',
      },
    ]);
    expect(host.store.list(work)).toEqual([]);
  });

  it('hides a failed message for the visibility timeout, and buries it after the allowed receives', async () => {
    const host = setUp(() => {
      throw new Error('no');
    });
    host.queues.send(work, { body: 'poison' });
    await host.idle();
    expect([host.invocations.length, host.queues.nextDueAt()]).toEqual([1, host.clock.now() + 60_000]);
    await pass(59, host);
    expect(host.invocations).toHaveLength(1);
    await pass(1, host);
    await pass(60, host);
    expect(host.invocations.map(({ event }) => records(event)[0]?.attributes['ApproximateReceiveCount'])).toEqual([
      '1',
      '2',
      '3',
    ]);
    expect(host.store.list(dead)).toEqual([]);
    await pass(60, host);
    expect(host.invocations).toHaveLength(3);
    expect(host.store.list(dead)).toMatchObject([{ body: 'poison', source: work, receives: 3 }]);
    expect(host.queues.nextDueAt()).toBeUndefined();
  });

  it('keeps only the items that the function names as failed', async () => {
    const host = setUp((event) => ({
      batchItemFailures: records(event)
        .filter(({ body }) => body === 'b')
        .map(({ messageId }) => ({ itemIdentifier: messageId })),
    }));
    for (const body of ['a', 'b', 'c']) host.queues.send(work, { body });
    await host.idle();
    expect(host.store.list(work)).toMatchObject([{ body: 'b' }]);
  });

  it.each([
    ['an item that is not of the batch', { batchItemFailures: [{ itemIdentifier: 'strange' }] }],
    ['an empty identifier', { batchItemFailures: [{ itemIdentifier: '' }] }],
    ['no list', { batchItemFailures: 'all' }],
  ])('fails the whole batch when the answer names %s', async (_name, answer) => {
    const host = setUp(() => answer);
    for (const body of ['a', 'b']) host.queues.send(work, { body });
    await host.idle();
    expect(host.store.list(work).map((row) => row.body)).toEqual(['a', 'b']);
  });

  it('takes no more than the batch size at once and no more batches than its concurrency', async () => {
    let now = 0;
    let most = 0;
    const host = setUp(
      async () => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setTimeout(resolve, 5));
        now -= 1;
      },
      { batchSize: 2, maxConcurrency: 2 },
    );
    for (let n = 0; n < 10; n++) host.queues.send(work, { body: String(n) });
    await host.idle();
    expect(host.invocations.every(({ event }) => records(event).length === 2)).toBe(true);
    expect([host.invocations.length, most]).toEqual([5, 2]);
  });

  it('waits for the batching window unless a batch is full', async () => {
    const host = setUp(() => undefined, { batchSize: 2, batchingWindowSeconds: 10 });
    host.queues.send(work, { body: 'a' });
    await host.idle();
    expect([host.invocations.length, host.queues.nextDueAt()]).toEqual([0, host.clock.now() + 10_000]);
    await pass(10, host);
    expect(host.invocations.map(({ event }) => bodies(event))).toEqual([['a']]);
    for (const body of ['b', 'c']) host.queues.send(work, { body });
    await host.idle();
    expect(host.invocations.map(({ event }) => bodies(event))).toEqual([['a'], ['b', 'c']]);
  });

  it('holds a delayed message back, and drops one that is past its retention', async () => {
    const host = setUp(() => undefined, {}, { retentionSeconds: 300 });
    host.queues.send(work, { body: 'later', delaySeconds: 30 });
    host.queues.send(work, { body: 'too late', delaySeconds: 900 });
    await pass(30, host);
    await pass(900, host);
    expect(host.invocations.map(({ event }) => bodies(event))).toEqual([['later']]);
    expect(host.store.list(work)).toEqual([]);
  });

  it('deletes what no filter wants', async () => {
    const host = setUp(() => undefined, { filters: [{ body: { type: ['wanted'] } }] });
    for (const type of ['wanted', 'other']) host.queues.send(work, { body: JSON.stringify({ type }) });
    await host.idle();
    expect(host.invocations.map(({ event }) => bodies(event))).toEqual([['{"type":"wanted"}']]);
    expect(host.store.list(work)).toEqual([]);
  });

  it.each([
    ['longer than 262144 bytes', work, { body: 'x'.repeat(262_145) }],
    [
      'longer than that together with its attributes',
      work,
      { body: 'x'.repeat(262_140), attributes: { a: { DataType: 'String', StringValue: 'b' } } },
    ],
    ['empty', work, { body: '' }],
    ['for a FIFO queue but of no group', fifo, { body: 'a' }],
    ['for a queue that is not there', queueArn('nowhere'), { body: 'a' }],
  ])('refuses a message that is %s', (_name, arn, message) => {
    expect(() => setUp(() => undefined).queues.send(arn, message)).toThrow();
  });
});

describe('a FIFO queue', () => {
  it('holds a group behind its failed message, and only that group', async () => {
    let fails = true;
    const host = setUp(
      (event) => ({
        batchItemFailures: records(event)
          .filter(({ body }) => body === 'a1' && fails)
          .map(({ messageId }) => ({ itemIdentifier: messageId })),
      }),
      { sourceArn: fifo, batchSize: 1 },
    );
    for (const body of ['a1', 'a2', 'b1']) host.queues.send(fifo, { body, groupId: body.slice(0, 1) });
    await host.idle();
    expect(host.invocations.flatMap(({ event }) => bodies(event))).toEqual(['a1', 'b1']);
    fails = false;
    await pass(60, host);
    expect(host.invocations.flatMap(({ event }) => bodies(event))).toEqual(['a1', 'b1', 'a1', 'a2']);
    expect(host.store.list(fifo)).toEqual([]);
  });

  it('never has two batches of one group at once', async () => {
    const running = new Set<string>();
    const host = setUp(
      async (event) => {
        const group = records(event)[0]?.attributes['MessageGroupId'] ?? '';
        expect(running.has(group)).toBe(false);
        running.add(group);
        await new Promise((resolve) => setTimeout(resolve, 2));
        running.delete(group);
      },
      { sourceArn: fifo, batchSize: 1 },
    );
    for (let n = 0; n < 12; n++) host.queues.send(fifo, { body: `m${n}`, groupId: `g${n % 2}` });
    await host.idle();
    const order = host.invocations
      .flatMap(({ event }) => bodies(event))
      .filter((body) => Number(body.slice(1)) % 2 === 0);
    expect(order).toEqual(['m0', 'm2', 'm4', 'm6', 'm8', 'm10']);
    expect(host.store.list(fifo)).toEqual([]);
  });

  it('takes a repeat within five minutes of the clock as the same message', async () => {
    const host = setUp(() => undefined, { sourceArn: fifo });
    const first = host.queues.send(fifo, { body: 'a', groupId: 'g' });
    await pass(299, host);
    expect(host.queues.send(fifo, { body: 'a', groupId: 'g' }).messageId).toBe(first.messageId);
    await pass(1, host);
    expect(host.queues.send(fifo, { body: 'a', groupId: 'g' }).messageId).not.toBe(first.messageId);
    await host.idle();
    expect(host.invocations).toHaveLength(2);
  });
});
