import { afterEach, describe, expect, it } from 'vitest';
import type { EventSourceModel } from '../../../../infra/local/model.ts';
import { aDispatcher } from '../../../support/fixtures/dispatch.ts';
import { anEventSource, aQueue, aTable, queueArn } from '../../../support/fixtures/local-model.ts';

let stop = async () => {};
afterEach(() => stop());

const table = aTable('outbox');
const keys = (event: unknown) =>
  (event as { Records: readonly { dynamodb: { Keys: { pk: { S: string } } } }[] }).Records.map(
    ({ dynamodb }) => dynamodb.Keys.pk.S,
  );

const firstRecord = (event: unknown) => (event as { Records: readonly unknown[] }).Records[0];

function host(answer: (event: unknown) => unknown, changes: Partial<EventSourceModel> = {}) {
  const source = anEventSource({
    sourceArn: table.streamArn ?? '',
    batchSize: 4,
    reportsItemFailures: false,
    ...changes,
  });
  const made = aDispatcher({ tables: [table], eventSources: [source], queues: [aQueue('lost')] }, ({ event }) =>
    answer(event),
  );
  stop = () => made.dispatcher.stop();
  const write = async (...pks: readonly string[]) => {
    for (const pk of pks) made.stream.append(pk);
    made.dispatcher.notifyWrite('outbox');
    await made.idle();
  };
  return { ...made, write, batches: () => made.invocations.map(({ event }) => keys(event)) };
}

describe('a table stream with a function', () => {
  it('hands over what was written, in order and in the shape of Lambda, as soon as it is told', async () => {
    const { write, batches, invocations } = host(() => undefined);
    await write('a', 'b', 'c', 'd', 'e');
    expect(batches().flat()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(firstRecord(invocations[0]?.event)).toEqual({
      eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
      eventName: 'INSERT',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'ap-northeast-1',
      dynamodb: {
        SequenceNumber: '1',
        Keys: { pk: { S: 'a' } },
        NewImage: { pk: { S: 'a' } },
        ApproximateCreationDateTime: 1_775_001_600,
      },
      eventSourceARN: table.streamArn,
    });
  });

  it('passes over records that no filter wants', async () => {
    const { stream, write, batches } = host(() => undefined, {
      filters: [{ eventName: ['INSERT'], dynamodb: { NewImage: { pk: { S: [{ prefix: 'e' }] } } } }],
    });
    stream.append('e0', 'MODIFY');
    await write('x', 'e1');
    expect(batches()).toEqual([['e1']]);
  });

  it('tries a failed batch again, with longer rests, before it goes on', async () => {
    let fails = 3;
    const { clock, write, batches, advance } = host(() => {
      if (fails-- > 0) throw new Error('no');
    });
    await write('a', 'b');
    const start = clock.now();
    await advance(7);
    expect(batches()).toEqual([
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'b'],
    ]);
    expect(clock.now() - start).toBe(7000);
    await write('c');
    expect(batches().at(-1)).toEqual(['c']);
  });

  it('goes on from the first item that failed', async () => {
    let fails = true;
    const { write, batches, advance } = host(
      (event) => (keys(event).includes('b') && fails ? { batchItemFailures: [{ itemIdentifier: '2' }] } : undefined),
      { reportsItemFailures: true },
    );
    await write('a', 'b', 'c');
    fails = false;
    await advance(1);
    expect(batches()).toEqual([
      ['a', 'b', 'c'],
      ['b', 'c'],
    ]);
  });

  it('halves a failing batch down to the poisoned record and sends word of that one away', async () => {
    const { write, batches, advance, dispatcher } = host(
      (event) => {
        if (keys(event).includes('c')) throw new Error('poison');
      },
      { bisects: true, maxRetries: 1, onFailureArn: queueArn('lost') },
    );
    await write('a', 'b', 'c', 'd');
    await advance(60);
    expect(
      batches()
        .filter((batch) => !batch.includes('c'))
        .flat(),
    ).toEqual(['a', 'b', 'd']);
    expect(batches().filter((batch) => batch.length === 1 && batch[0] === 'c')).toHaveLength(2);
    const [letter] = dispatcher.deadLetters();
    expect(JSON.parse(letter?.body ?? '')).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 2 },
      DDBStreamBatchInfo: {
        startSequenceNumber: '3',
        endSequenceNumber: '3',
        batchSize: 1,
        streamArn: table.streamArn,
      },
    });
  });

  it('goes on after a restart from where it was done', async () => {
    const { stream, write, store } = host(() => undefined);
    await write('a', 'b');
    const saved = store.db.prepare('SELECT after FROM stream_checkpoints').all();
    expect(saved).toEqual([{ after: '2' }]);
    stream.append('c');
    expect((await stream.reader.read('outbox', '2', 10)).map(({ dynamodb }) => dynamodb.SequenceNumber)).toEqual(['3']);
  });
});
