/**
 * The shape of every subscriber: an event from our bus through a queue, parsed by its contract, handled as one change
 * that also marks it as heard. A message that fails goes back alone; one that can never be read ends in the
 * dead-letter queue.
 */
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import type { EventContract } from '../../../events/event.ts';
import type { Cause } from '../../../shared/kernel/change.ts';
import type { EventId, ProgrammeId } from '../../../shared/kernel/ids.ts';
import type { Clock, Instant } from '../../../shared/kernel/time.ts';
import { systemClock } from '../clock.ts';
import { describeFault, log } from '../logger.ts';

export interface HeardEvent<Data> {
  readonly id: EventId;
  readonly type: string;
  readonly programmeId: ProgrammeId;
  readonly occurredAt: Instant;
  readonly data: Data;
}

/** What a subscriber does with one kind of event. `cause.heard` makes its effect happen once. */
export interface Subscription {
  readonly type: string;
  handle(detail: unknown, now: Instant): Promise<void>;
}

/** `name` is the subscriber's folder, e.g. `notices/on-invitations-issued`. */
export function subscription<Type extends string, Data extends z.ZodType>(
  contract: EventContract<Type, Data>,
  name: string,
  handle: (event: HeardEvent<z.output<Data>>, cause: Cause) => Promise<void>,
): Subscription {
  return {
    type: contract.type,
    async handle(detail, now) {
      const { id, type, programmeId, occurredAt } = contract.envelope.omit({ data: true }).parse(detail);
      const data = contract.data.parse(z.object({ data: z.unknown() }).parse(detail).data);
      const heard = { subscriber: name.replace('/', ':'), eventId: id };
      const actor = { kind: 'system', name } as const;
      await handle({ id, type, programmeId, occurredAt, data }, { programmeId, actor, at: now, requestId: id, heard });
    },
  };
}

const BusMessage = z.object({ 'detail-type': z.string(), detail: z.unknown() });

export type QueueHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

export function eventSubscriber(subscriptions: readonly Subscription[], clock: Clock = systemClock): QueueHandler {
  return queueFunction(async (body) => {
    const message = BusMessage.parse(body);
    const found = subscriptions.find(({ type }) => type === message['detail-type']);
    if (found === undefined) throw new Error(`no subscription for ${message['detail-type']}`);
    await found.handle(message.detail, clock.now());
  });
}

/** Any queue of JSON messages, also those with events of AWS services. Order is kept within a FIFO group. */
export function queueFunction(handle: (body: unknown) => Promise<void>): QueueHandler {
  const handler = middy<SQSEvent, SQSBatchResponse>().handler((event) => handleBatch(event, handle));
  return async (event, context) => handler(event, context);
}

async function handleBatch(event: SQSEvent, handle: (body: unknown) => Promise<void>): Promise<SQSBatchResponse> {
  const failed: SQSRecord[] = [];
  const heldGroups = new Set<string>();
  for (const record of event.Records) {
    const group = record.attributes.MessageGroupId;
    if (group !== undefined && heldGroups.has(group)) failed.push(record);
    else if (!(await succeeds(record, handle))) {
      failed.push(record);
      if (group !== undefined) heldGroups.add(group);
    }
  }
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

async function succeeds(record: SQSRecord, handle: (body: unknown) => Promise<void>): Promise<boolean> {
  try {
    await handle(JSON.parse(record.body));
    return true;
  } catch (fault) {
    log('ERROR', 'message failed', { requestId: record.messageId, error: describeFault(fault) });
    return false;
  }
}
