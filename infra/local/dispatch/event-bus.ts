/**
 * EventBridge: an accepted event becomes, in the same transaction, one durable work per target of every rule that
 * matches it. Rules of a bus see that bus alone; AWS services place their events on `default`.
 */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { createJsonRpc, jsonOperation } from '../endpoints/json-rpc.ts';
import { ServiceError } from '../endpoints/service-error.ts';
import type { RuleModel, SystemModel } from '../model.ts';
import type { BusEvent, Endpoint, EventSink, MessageSink, Store, SystemClock, WorkBoard } from '../ports.ts';
import type { AsyncInvocations } from './async-invocations.ts';
import { compilePattern } from './pattern.ts';
import { targetInput } from './target-input.ts';

const kind = 'deliver-to-target';
const maxEntryBytes = 262_144;
const maxEntries = 10;

const Delivery = z.object({
  arn: z.string(),
  body: z.string(),
  groupId: z.string().optional(),
  deadLetterArn: z.string().optional(),
  rule: z.string(),
});
type Delivery = z.infer<typeof Delivery>;

export interface EventBusOptions {
  readonly store: Store;
  readonly clock: SystemClock;
  readonly board: WorkBoard;
  readonly queues: MessageSink;
  readonly invocations: AsyncInvocations;
  readonly model: Pick<SystemModel, 'buses' | 'rules' | 'region' | 'account'>;
}

export function createEventBus(options: EventBusOptions): EventSink {
  const { store, clock, board, queues, invocations, model } = options;
  const rules = model.rules
    .filter((rule) => rule.enabled)
    .map((rule) => ({ rule, matches: compilePattern(rule.pattern) }));

  board.on(kind, async (payload) => {
    const delivery = Delivery.parse(payload);
    store.transaction(() => deliver(delivery));
    return 'done';
  });

  function deliver(delivery: Delivery): void {
    const { arn, body, groupId, deadLetterArn, rule } = delivery;
    if (arn.split(':')[2] === 'lambda') {
      invocations.accept(arn, JSON.parse(body));
      return;
    }
    try {
      queues.send(arn, groupId === undefined ? { body } : { body, groupId });
    } catch (error) {
      // The real service would try for a day; nothing here gets better by waiting.
      if (!(error instanceof ServiceError) || deadLetterArn === undefined) throw error;
      const text = (StringValue: string) => ({ DataType: 'String', StringValue });
      const attributes = { RULE_ARN: text(rule), ERROR_CODE: text(error.code), ERROR_MESSAGE: text(error.message) };
      queues.send(deadLetterArn, { body, attributes });
    }
  }

  function place(rule: RuleModel, event: unknown): void {
    for (const target of rule.targets) {
      const delivery: Delivery = {
        arn: target.arn,
        body: targetInput(target, event, rule.name),
        rule: rule.name,
        ...(target.messageGroupId === undefined ? {} : { groupId: target.messageGroupId }),
        ...(target.deadLetterArn === undefined ? {} : { deadLetterArn: target.deadLetterArn }),
      };
      board.add({ kind, payload: delivery });
    }
  }

  return {
    accept(event) {
      const id = randomUUID();
      const envelope = {
        version: '0',
        id,
        'detail-type': event.detailType,
        source: event.source,
        account: model.account,
        time: `${new Date(event.time ?? clock.now()).toISOString().slice(0, 19)}Z`,
        region: model.region,
        resources: event.resources ?? [],
        detail: event.detail,
      };
      const matching = rules.filter(({ rule, matches }) => rule.busName === event.busName && matches(envelope));
      if (matching.length > 0) {
        store.transaction(() => {
          for (const { rule } of matching) place(rule, envelope);
        });
      }
      return id;
    },
  };
}

const Entry = z.strictObject({
  Time: z.number().optional(),
  Source: z.string().min(1).optional(),
  Resources: z.array(z.string()).optional(),
  DetailType: z.string().min(1).optional(),
  Detail: z.string().min(1).optional(),
  EventBusName: z.string().optional(),
  TraceHeader: z.string().optional(),
});
type Entry = z.infer<typeof Entry>;
const PutEvents = z.strictObject({ Entries: z.array(Entry) });

/** `PutEvents`, the only call of EventBridge that functions make. */
export function createEventsEndpoint(
  sink: EventSink,
  model: Pick<SystemModel, 'buses' | 'region' | 'account'>,
): Endpoint {
  const busOf = ({ EventBusName = 'default' }: Entry) => EventBusName.split('/').at(-1) ?? EventBusName;
  const arnOf = (bus: string) => `arn:aws:events:${model.region}:${model.account}:event-bus/${bus}`;
  const operations = {
    PutEvents: jsonOperation(PutEvents, {
      needs: ({ Entries }) =>
        [...new Set(Entries.map(busOf))].map((bus) => ({ action: 'events:PutEvents', resource: arnOf(bus) })),
      run({ Entries }) {
        checkSize(Entries);
        const results = Entries.map((entry) => acceptEntry(entry, busOf(entry), sink, model.buses));
        return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
      },
    }),
  };
  return {
    service: 'events',
    ...createJsonRpc({ target: 'AWSEvents', invalidCode: 'ValidationException', operations }),
  };
}

function checkSize(entries: readonly Entry[]): void {
  if (entries.length === 0 || entries.length > maxEntries) {
    throw new ServiceError('ValidationException', `Entries: between 1 and ${maxEntries}, not ${entries.length}`);
  }
  const bytes = entries.reduce((sum, entry) => sum + entryBytes(entry), 0);
  if (bytes > maxEntryBytes)
    throw new ServiceError('ValidationException', 'Total size of the entries in the request is over the limit.');
}

/** @source Amazon EventBridge User Guide, "Calculating PutEvents event entry size" */
function entryBytes(entry: Entry): number {
  const texts = [entry.Source, entry.DetailType, entry.Detail, ...(entry.Resources ?? [])];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text ?? ''), entry.Time === undefined ? 0 : 14);
}

function acceptEntry(entry: Entry, busName: string, sink: EventSink, buses: readonly string[]) {
  const { Source, DetailType, Detail, Resources, Time } = entry;
  if (!buses.includes(busName))
    return { ErrorCode: 'ResourceNotFoundException', ErrorMessage: `Event bus ${busName} does not exist.` };
  if (!Source || !DetailType || !Detail)
    return { ErrorCode: 'InvalidArgument', ErrorMessage: 'Source, DetailType and Detail are required.' };
  if (Source.startsWith('aws.'))
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  const detail = parseDetail(Detail);
  if (detail === undefined) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  const event: BusEvent = { busName, source: Source, detailType: DetailType, detail, resources: Resources ?? [] };
  return { EventId: sink.accept(Time === undefined ? event : { ...event, time: Time * 1000 }) };
}

function parseDetail(text: string): unknown {
  try {
    const detail: unknown = JSON.parse(text);
    return typeof detail === 'object' && detail !== null && !Array.isArray(detail) ? detail : undefined;
  } catch {
    return undefined;
  }
}
