/** The event that Lambda hands to a function for a batch of an SQS queue, and what its answer means. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { MessageRow } from './queue-store.ts';

const Attributes = z.record(z.string(), z.object({ DataType: z.string(), StringValue: z.string() }));

export function sqsEvent(batch: readonly MessageRow[], queueArn: string, region: string) {
  return { Records: batch.map((row) => record(row, queueArn, region)) };
}

function record(row: MessageRow, queueArn: string, region: string) {
  return {
    messageId: row.message_id,
    receiptHandle: randomUUID(),
    body: row.body,
    attributes: {
      ApproximateReceiveCount: String(row.receives),
      SentTimestamp: String(row.sent_at),
      SenderId: 'AIDALOCALHOST',
      ApproximateFirstReceiveTimestamp: String(row.first_received_at ?? row.sent_at),
      ...(row.group_id === null
        ? {}
        : { SequenceNumber: String(row.id).padStart(20, '1'), MessageGroupId: row.group_id }),
      ...(row.dedup_id === null ? {} : { MessageDeduplicationId: row.dedup_id }),
      ...(row.source === null ? {} : { DeadLetterQueueSourceArn: row.source }),
    },
    messageAttributes: Object.fromEntries(
      Object.entries(Attributes.parse(JSON.parse(row.attributes))).map(([name, { DataType, StringValue }]) => [
        name,
        { stringValue: StringValue, stringListValues: [], binaryListValues: [], dataType: DataType },
      ]),
    ),
    md5OfBody: row.md5,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: region,
  };
}

const Failures = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
});

/**
 * The identifiers that failed. As Lambda reads it: no list or an empty one is success; an answer that names nothing
 * of the batch, or is not of this shape, fails the whole batch.
 */
export function failedItems(answer: unknown, identifiers: readonly string[]): ReadonlySet<string> {
  const parsed = Failures.safeParse(answer ?? {});
  if (!parsed.success) return new Set(identifiers);
  const failed = (parsed.data.batchItemFailures ?? []).map((failure) => failure.itemIdentifier);
  const strange = failed.some((identifier) => !identifiers.includes(identifier));
  return new Set(strange ? identifiers : failed);
}
