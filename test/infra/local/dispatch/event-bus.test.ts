import { afterEach, describe, expect, it } from 'vitest';
import { createEventsEndpoint } from '../../../../infra/local/dispatch/event-bus.ts';
import { targetInput } from '../../../../infra/local/dispatch/target-input.ts';
import type { SystemModel } from '../../../../infra/local/model.ts';
import { aDispatcher } from '../../../support/fixtures/dispatch.ts';
import { endpointCaller } from '../../../support/fixtures/endpoint-call.ts';
import {
  aFunction,
  anEventSource,
  aQueue,
  aRule,
  functionArn,
  queueArn,
} from '../../../support/fixtures/local-model.ts';

let stop = async () => {};
afterEach(() => stop());

const submitted = {
  busName: 'mikata',
  source: 'mikata.surveys',
  detailType: 'ResponseSubmitted',
  detail: { round: 3 },
};
const deadLetter = { arn: queueArn('dead'), maxReceives: 2 };
const model: Partial<SystemModel> = {
  functions: [
    aFunction('worker'),
    aFunction('direct', { asynchronous: { maxAttempts: 3, maxAgeSeconds: 3600, deadLetterArn: queueArn('dead') } }),
  ],
  queues: [aQueue('work', { deadLetter }), aQueue('order.fifo'), aQueue('dead')],
  eventSources: [anEventSource()],
  rules: [
    aRule('to-queue', { 'detail-type': ['ResponseSubmitted'] }, [{ arn: queueArn('work') }]),
    aRule('to-fifo', { 'detail-type': ['PageChanged'] }, [{ arn: queueArn('order.fifo'), messageGroupId: 'portal' }]),
    aRule('to-function', { 'detail-type': ['ResponseReturned'] }, [
      { arn: functionArn('direct'), inputPath: '$.detail' },
    ]),
    aRule('to-nowhere', { 'detail-type': ['Lost'] }, [{ arn: queueArn('gone'), deadLetterArn: queueArn('dead') }]),
    aRule('of-default', {}, [{ arn: queueArn('work') }], 'default'),
  ],
};

function host(answer?: Parameters<typeof aDispatcher>[1]) {
  const made = aDispatcher(model, answer);
  stop = () => made.dispatcher.stop();
  return made;
}

describe('the bus', () => {
  it('brings an event through its rule and queue to the function, as EventBridge words it', async () => {
    const { dispatcher, invocations, idle } = host();
    const id = dispatcher.events.accept(submitted);
    await idle();
    expect(invocations).toHaveLength(1);
    const event = invocations[0]?.event as { Records: readonly { body: string }[] } | undefined;
    expect(JSON.parse(event?.Records[0]?.body ?? '')).toEqual({
      version: '0',
      id,
      'detail-type': 'ResponseSubmitted',
      source: 'mikata.surveys',
      account: '123456789012',
      time: '2026-04-01T00:00:00Z',
      region: 'ap-northeast-1',
      resources: [],
      detail: { round: 3 },
    });
  });

  it('tries a failing consumer again and then leaves the message among the dead letters', async () => {
    const { dispatcher, invocations, advance, idle } = host(() => {
      throw new Error('no');
    });
    dispatcher.events.accept(submitted);
    expect(await idle()).toEqual({ delayed: 1, nextAt: Date.parse('2026-04-01T00:01:00Z') });
    await advance(3600);
    expect(invocations).toHaveLength(2);
    expect(dispatcher.deadLetters()).toMatchObject([{ queue: 'dead', receives: 2, source: queueArn('work') }]);
    expect(await idle()).toEqual({ delayed: 0, nextAt: undefined });
  });

  it('gives a FIFO queue the group of its target', async () => {
    const { dispatcher, store, idle } = host();
    dispatcher.events.accept({ ...submitted, detailType: 'PageChanged' });
    await idle();
    expect(store.db.prepare('SELECT group_id FROM messages').all()).toEqual([{ group_id: 'portal' }]);
  });

  it('invokes a function target asynchronously: after one and two minutes again, then a dead letter', async () => {
    const times: number[] = [];
    const { clock, dispatcher, advance } = host(() => {
      times.push(clock.now());
      throw new Error('still no');
    });
    dispatcher.events.accept({ ...submitted, detailType: 'ResponseReturned' });
    const start = clock.now();
    await advance(3600);
    expect(times.map((time) => (time - start) / 60_000)).toEqual([0, 1, 3]);
    expect(dispatcher.deadLetters()).toMatchObject([
      { body: '{"round":3}', attributes: { ErrorMessage: { StringValue: 'Error: still no' } } },
    ]);
  });

  it('keeps what cannot be delivered as a dead letter of the target', async () => {
    const { dispatcher, idle } = host();
    dispatcher.events.accept({ ...submitted, detailType: 'Lost' });
    await idle();
    expect(dispatcher.deadLetters()).toMatchObject([
      { attributes: { ERROR_CODE: { StringValue: 'QueueDoesNotExist' } } },
    ]);
  });

  it('shows an event to the rules of its own bus only', async () => {
    const { dispatcher, invocations, idle } = host();
    dispatcher.events.accept({ ...submitted, detailType: 'Other' });
    await idle();
    expect(invocations).toHaveLength(0);
    dispatcher.events.accept({ ...submitted, busName: 'default', source: 'aws.ses', detailType: 'Other' });
    await idle();
    expect(invocations).toHaveLength(1);
  });
});

describe('PutEvents', () => {
  const entry = (changes: object = {}) => ({
    Source: 'mikata.x',
    DetailType: 'T',
    Detail: '{"a":1}',
    EventBusName: 'mikata',
    ...changes,
  });
  function events() {
    const accepted: unknown[] = [];
    const sink = { accept: (event: unknown) => `id${accepted.push(event)}` };
    const endpoint = createEventsEndpoint(sink, { buses: ['default', 'mikata'], region: 'r', account: 'a' });
    return { accepted, put: endpointCaller(endpoint, 'AWSEvents.PutEvents') };
  }

  it('needs events:PutEvents on the bus that it names', async () => {
    const { put } = events();
    expect((await put({ Entries: [entry(), entry()] })).needs).toEqual([
      { action: 'events:PutEvents', resource: 'arn:aws:events:r:a:event-bus/mikata' },
    ]);
  });

  it('takes the good entries and names what is wrong with the others', async () => {
    const { accepted, put } = events();
    const bad = [
      { EventBusName: 'other' },
      { Detail: 'no' },
      { Detail: '[1]' },
      { DetailType: undefined },
      { Source: 'aws.ses' },
    ];
    const { body } = await put({ Entries: [entry({ Time: 1_775_001_600 }), ...bad.map(entry)] });
    expect(body).toMatchObject({
      FailedEntryCount: 5,
      Entries: [
        { EventId: 'id1' },
        { ErrorCode: 'ResourceNotFoundException' },
        { ErrorCode: 'MalformedDetail' },
        { ErrorCode: 'MalformedDetail' },
        { ErrorCode: 'InvalidArgument' },
        { ErrorCode: 'NotAuthorizedForSourceException' },
      ],
    });
    expect(accepted).toEqual([
      {
        busName: 'mikata',
        source: 'mikata.x',
        detailType: 'T',
        detail: { a: 1 },
        resources: [],
        time: 1_775_001_600_000,
      },
    ]);
  });

  it.each([
    ['eleven entries', Array.from({ length: 11 }, () => entry())],
    ['no entry', []],
    [
      'more than 256 KB together',
      [entry({ Detail: JSON.stringify('x'.repeat(200_000)) }), entry({ Detail: JSON.stringify('x'.repeat(70_000)) })],
    ],
  ])('refuses %s', async (_name, Entries) => {
    const { accepted, put } = events();
    expect((await put({ Entries })).status).toBe(400);
    expect(accepted).toEqual([]);
  });
});

describe('the input of a target', () => {
  const event = { source: 's', detail: { name: '相談"窓口"', files: [{ key: 'k' }], n: 3 }, 'detail-type': 'T' };
  it.each([
    ['the whole event', {}, JSON.stringify(event)],
    ['a part of it', { inputPath: '$.detail.files[0].key' }, '"k"'],
    ['a quoted key', { inputPath: "$['detail-type']" }, '"T"'],
    ['a part that is not there', { inputPath: '$.detail.none' }, 'null'],
    [
      'a template',
      {
        inputTransformer: {
          paths: { name: '$.detail.name', n: '$.detail.n', d: '$.detail.files' },
          template: '{"a": "<name>!", "b": <n>, "c": <d>, "r": "<aws.events.rule-name>", "x": "<other>"}',
        },
      },
      '{"a": "相談\\"窓口\\"!", "b": 3, "c": [{"key":"k"}], "r": "rule", "x": "<other>"}',
    ],
  ])('can be %s', (_name, target, expected) => {
    expect(targetInput({ arn: 'x', ...target }, event, 'rule')).toBe(expected);
  });
});
