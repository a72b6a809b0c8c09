/** The event that Lambda hands to a function for records of a DynamoDB stream, and what is told of a lost batch. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { EventSourceModel } from '../model.ts';

/** A record as the stream gives it; images stay in DynamoDB's own JSON. */
export const StreamRecord = z.looseObject({
  eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
  dynamodb: z.looseObject({ SequenceNumber: z.string() }),
});
export type StreamRecord = z.infer<typeof StreamRecord>;

/** The engine knows neither the region, nor the system's clock, nor ids that are unique over tables: filled in here. */
export function lambdaRecord(record: StreamRecord, sourceArn: string, region: string, now: number) {
  const sequence = record.dynamodb.SequenceNumber;
  return {
    ...record,
    eventID: createHash('md5').update(`${sourceArn}#${sequence}`).digest('hex'),
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    dynamodb: { ...record.dynamodb, ApproximateCreationDateTime: Math.floor(now / 1000) },
    eventSourceARN: sourceArn,
  };
}

export interface LostBatch {
  readonly source: EventSourceModel;
  readonly requestId: string;
  readonly invocations: number;
  readonly records: readonly StreamRecord[];
  readonly now: number;
}

/** The body of the message to the on-failure destination: where the records are, not the records themselves. */
export function lostBatchMessage({ source, requestId, invocations, records, now }: LostBatch): string {
  const timestamp = new Date(now).toISOString();
  return JSON.stringify({
    requestContext: {
      requestId,
      functionArn: source.functionArn,
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: invocations,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp,
    DDBStreamBatchInfo: {
      shardId: 'shardId-00000001',
      startSequenceNumber: records[0]?.dynamodb.SequenceNumber,
      endSequenceNumber: records.at(-1)?.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: timestamp,
      approximateArrivalOfLastRecord: timestamp,
      batchSize: records.length,
      streamArn: source.sourceArn,
    },
  });
}
