import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Instant } from '../../../shared/kernel/time.ts';
import type { Outbox, OutboxRow } from './outbox.ts';

export interface EventPublisher {
  /** Hands the rows to the bus and marks them. Answers the rows that the bus did not take. */
  publish(rows: readonly OutboxRow[], at: Instant): Promise<readonly OutboxRow[]>;
}

/** Entries that one PutEvents call takes. */
const entriesAtOnce = 10;

export function createEventPublisher(
  busName: string,
  outbox: Outbox,
  bus: Pick<EventBridgeClient, 'send'> = new EventBridgeClient({ maxAttempts: 4 }),
): EventPublisher {
  return {
    async publish(rows, at) {
      const refused: OutboxRow[] = [];
      for (let start = 0; start < rows.length; start += entriesAtOnce) {
        const batch = rows.slice(start, start + entriesAtOnce);
        const answer = await bus.send(new PutEventsCommand({ Entries: batch.map((row) => entryOf(row, busName)) }));
        const taken = batch.filter((_, place) => answer.Entries?.[place]?.EventId !== undefined);
        refused.push(...batch.filter((row) => !taken.includes(row)));
        await Promise.all(taken.map((row) => outbox.markPublished(row, at)));
      }
      return refused;
    },
  };
}

function entryOf(row: OutboxRow, busName: string) {
  const { id, type, programmeId, occurredAt } = row;
  return {
    EventBusName: busName,
    Source: `mikata.${row.context}`,
    DetailType: type,
    Time: new Date(occurredAt),
    Detail: JSON.stringify({ id, type, programmeId, occurredAt, data: JSON.parse(row.data) }),
  };
}
