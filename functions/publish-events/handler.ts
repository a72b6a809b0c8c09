import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { Clock } from '../../shared/kernel/time.ts';
import { systemClock } from '../platform/clock.ts';
import type { EventPublisher } from '../platform/outbox/event-publisher.ts';
import { type OutboxRow, readable } from '../platform/outbox/outbox.ts';

export interface PublishEventsDeps {
  readonly publisher: EventPublisher;
  readonly clock?: Clock;
}

export function createHandler({ publisher, clock = systemClock }: PublishEventsDeps) {
  return async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const rows = event.Records.flatMap(({ eventName, dynamodb }) =>
      eventName === 'INSERT' && dynamodb?.NewImage ? rowOf(dynamodb.NewImage) : [],
    );
    const refused = await publisher.publish(rows, clock.now());
    // Rows that the bus did not take now are taken up by redrive-events, so the stream never stands still for them.
    if (refused.length === rows.length && rows.length > 0) throw new Error('the event bus took none of the rows');
    return { batchItemFailures: [] };
  };
}

/** All attributes of an outbox row are text. */
function rowOf(image: Readonly<Record<string, { readonly S?: string | undefined }>>): readonly OutboxRow[] {
  const plain = Object.fromEntries(
    Object.entries(image).flatMap(([name, value]) => (value.S === undefined ? [] : [[name, value.S]])),
  );
  return readable(plain);
}
