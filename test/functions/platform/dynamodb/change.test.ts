import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { happened } from '../../../../events/event.ts';
import { RoundOpeningRequested } from '../../../../events/round-opening-requested.v1.ts';
import { randomIds } from '../../../../functions/platform/clock.ts';
import { type ChangeSaver, createChangeSaver, type RowWrite } from '../../../../functions/platform/dynamodb/change.ts';
import { type CommandLog, createCommandLog } from '../../../../functions/platform/dynamodb/command-log.ts';
import { programmeKey, shardCount } from '../../../../functions/platform/dynamodb/keys.ts';
import type { Cause, ChangeRecord, Command } from '../../../../shared/kernel/change.ts';
import { CommandId, EventId } from '../../../../shared/kernel/ids.ts';
import { jstDateOf } from '../../../../shared/kernel/time.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../../support/embedded-dynamodb.ts';
import { movableClock, ours } from '../../../support/staff-world.ts';

let database: EmbeddedDynamoDb;
let changes: ChangeSaver;
let commands: CommandLog;
const clock = movableClock('2026-06-10T00:00:00.000Z');
beforeAll(async () => {
  database = await startEmbeddedDynamoDb();
  changes = createChangeSaver(database.client, { own: 'surveys', outbox: 'outbox', audit: 'audit' }, randomIds);
  commands = createCommandLog(database.client, 'surveys', clock);
});
afterAll(() => database.stop());

const opened = () => happened(RoundOpeningRequested, { roundId: randomIds.next() });
const aCommand = (given: Partial<Command> = {}): Command => ({
  caller: 'somebody',
  operation: 'test-change',
  key: CommandId.parse(randomIds.next()),
  bodyDigest: 'digest-1',
  ...given,
});
const aRecord = (cause: Partial<Cause> = {}, more: Partial<ChangeRecord> = {}): ChangeRecord => ({
  cause: { programmeId: ours, actor: { kind: 'visitor' }, at: clock.now(), requestId: randomIds.next(), ...cause },
  audit: { action: 'test-change', target: 'thing/1', detail: { size: 1 } },
  events: [opened()],
  ...more,
});
const put = (name: string, value = 1): RowWrite => ({
  Put: { TableName: 'surveys', Item: { pk: programmeKey(ours, 'thing', name), sk: 'thing', value } },
});
const putNew = (name: string): RowWrite => ({
  Put: { ...put(name).Put, ConditionExpression: 'attribute_not_exists(pk)' } as never,
});
const addOne = (name: string): RowWrite => ({
  Update: {
    TableName: 'surveys',
    Key: { pk: programmeKey(ours, 'thing', name), sk: 'thing' },
    UpdateExpression: 'ADD amount :one',
    ExpressionAttributeValues: { ':one': 1 },
  },
});
const read = async (name: string) => {
  const Key = { pk: programmeKey(ours, 'thing', name), sk: 'thing' };
  return (await database.client.send(new GetCommand({ TableName: 'surveys', Key, ConsistentRead: true }))).Item;
};
async function rowsOf(table: 'outbox' | 'audit', requestId: string) {
  const pages = await Promise.all(
    Array.from({ length: shardCount }, (_, shard) =>
      database.client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': programmeKey(ours, jstDateOf(clock.now()), String(shard)) },
        }),
      ),
    ),
  );
  return pages.flatMap(({ Items }) => Items ?? []).filter((row) => row['requestId'] === requestId);
}

describe('a change', () => {
  it('writes its row, its event and its audit row together', async () => {
    const record = aRecord();
    expect(await changes.save([putNew('together')], record)).toBe('saved');
    expect(await read('together')).toMatchObject({ value: 1 });
    const [event] = await rowsOf('outbox', record.cause.requestId);
    expect(event).toMatchObject({ type: 'round-opening-requested.v1', context: 'surveys', programmeId: ours });
    expect(event?.['dueShard']).toMatch(/^unpublished#[0-7]$/);
    const [audit] = await rowsOf('audit', record.cause.requestId);
    expect(audit).toMatchObject({
      action: 'test-change',
      target: 'thing/1',
      detail: { size: 1 },
      actor: { kind: 'visitor' },
    });
  });

  it('whose condition fails writes nothing: no row, no event, no audit row, no command', async () => {
    await changes.save([putNew('taken')], aRecord());
    const command = aCommand();
    const record = aRecord({ command });
    expect(await changes.save([put('innocent'), putNew('taken')], record)).toBe('changed-meanwhile');
    expect(await read('innocent')).toBeUndefined();
    expect(await rowsOf('outbox', record.cause.requestId)).toEqual([]);
    expect(await rowsOf('audit', record.cause.requestId)).toEqual([]);
    expect(await commands.find(ours, command)).toEqual({ kind: 'unknown' });
  });

  it('of more rows than one transaction takes is refused, the largest that fits is not', async () => {
    const rows = (count: number) => Array.from({ length: count }, (_, at) => put(`many-${at}`));
    await expect(changes.save(rows(99), aRecord())).rejects.toThrow('more than one transaction');
    expect(await changes.save(rows(98), aRecord())).toBe('saved');
  });
});

describe('an event', () => {
  it('has its effect once, and hearing it again is no conflict, also together with a condition that fails', async () => {
    const heard = { subscriber: 'surveys:on-test', eventId: EventId.parse(randomIds.next()) };
    expect(await changes.save([addOne('heard')], aRecord({ heard }))).toBe('saved');
    expect(await changes.save([addOne('heard')], aRecord({ heard }))).toBe('heard-before');
    expect(await changes.save([putNew('heard')], aRecord({ heard }))).toBe('heard-before');
    expect(await read('heard')).toMatchObject({ amount: 1 });
    const other = { ...heard, subscriber: 'notices:on-test' };
    expect(await changes.save([addOne('heard')], aRecord({ heard: other }))).toBe('saved');
    expect(
      await changes.save([putNew('heard')], aRecord({ heard: { ...heard, eventId: EventId.parse(randomIds.next()) } })),
    ).toBe('changed-meanwhile');
  });

  it('heard by twenty at once has one effect', async () => {
    const heard = { subscriber: 'surveys:on-test', eventId: EventId.parse(randomIds.next()) };
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => changes.save([addOne('rush')], aRecord({ heard }))),
    );
    expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
    expect(await read('rush')).toMatchObject({ amount: 1 });
  });
});

describe('a command', () => {
  it('is found with its result, with another body under its key, or not at all', async () => {
    const command = aCommand();
    await changes.save([], aRecord({ command }, { result: { number: 7, text: '結果' } }));
    expect(await commands.find(ours, command)).toEqual({ kind: 'done', result: { number: 7, text: '結果' } });
    expect(await commands.find(ours, { ...command, bodyDigest: 'digest-2' })).toEqual({ kind: 'other-body' });
    for (const other of [
      { caller: 'another' },
      { operation: 'other-change' },
      { key: CommandId.parse('another-key-1') },
    ]) {
      expect(await commands.find(ours, { ...command, ...other })).toEqual({ kind: 'unknown' });
    }
  });

  it('is forgotten after 48 hours, also where the row still lies there, and may then be used again', async () => {
    const command = aCommand();
    expect(await changes.save([addOne('expiry')], aRecord({ command }))).toBe('saved');
    clock.pass(48 * 3_600_000);
    expect(await commands.find(ours, command)).toMatchObject({ kind: 'done' });
    expect(await changes.save([addOne('expiry')], aRecord({ command }))).toBe('changed-meanwhile');
    clock.pass(1000);
    expect(await commands.find(ours, command)).toEqual({ kind: 'unknown' });
    expect(await changes.save([addOne('expiry')], aRecord({ command }))).toBe('saved');
    expect(await read('expiry')).toMatchObject({ amount: 2 });
  });

  it('never doubles an effect, in whatever order and however often commands come', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: 4 }), fc.boolean()), { minLength: 1, maxLength: 12 }),
        async (sequence) => {
          run += 1;
          const name = `random-${run}`;
          const send = (number: number) =>
            changes.save(
              [addOne(name)],
              aRecord({ command: aCommand({ key: CommandId.parse(`command-${run}-${number}`) }) }),
            );
          const parallel = sequence.filter(([, atOnce]) => atOnce).map(([number]) => send(number));
          for (const [number, atOnce] of sequence) if (!atOnce) await send(number);
          await Promise.all(parallel);
          expect((await read(name))?.['amount']).toBe(new Set(sequence.map(([number]) => number)).size);
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe('what the database answers besides', () => {
  const cancelled = (...codes: string[]) =>
    new TransactionCanceledException({
      message: 'cancelled',
      $metadata: {},
      CancellationReasons: codes.map((Code) => ({ Code })),
    });
  const mocked = () => mockClient(DynamoDBDocumentClient);
  afterEach(() => mocked().restore());

  it('two transactions that met on a row: it is tried again, and given up after five tries', async () => {
    const mock = mocked();
    mock.on(TransactWriteCommand).rejectsOnce(cancelled('None', 'TransactionConflict')).resolves({});
    expect(await changes.save([put('x')], aRecord())).toBe('saved');
    expect(mock.commandCalls(TransactWriteCommand)).toHaveLength(2);
    mock.reset();
    mock.on(TransactWriteCommand).rejects(cancelled('TransactionConflict'));
    await expect(changes.save([put('x')], aRecord())).rejects.toThrow(TransactionCanceledException);
    expect(mock.commandCalls(TransactWriteCommand)).toHaveLength(5);
    mock.restore();
  });

  it('anything else is a fault and is not tried again', async () => {
    const mock = mocked();
    mock.on(TransactWriteCommand).rejects(cancelled('ItemCollectionSizeLimitExceeded', 'None'));
    await expect(changes.save([put('x')], aRecord())).rejects.toThrow();
    expect(mock.commandCalls(TransactWriteCommand)).toHaveLength(1);
    mock.restore();
  });
});
