import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Instant } from '../../../shared/kernel/time.ts';
import { describeFault, log } from '../logger.ts';
import type { Outbox, OutboxRow } from './outbox.ts';

export interface EventPublisher {
  /**
   * Hands the rows to the bus and marks them. Answers the rows that the bus did not take: one call that fails holds up
   * its own rows alone, or a single bad row would keep all later events from ever being told.
   */
  publish(rows: readonly OutboxRow[], at: Instant): Promise<readonly OutboxRow[]>;
}

/**
 * Entries, and bytes of all their texts, that one PutEvents call takes.
 * @source Amazon EventBridge User Guide, "Calculating PutEvents event entry size": 256 KB for the whole request
 */
const entriesAtOnce = 10;
const bytesAtOnce = 256 * 1024;

export function createEventPublisher(
  busName: string,
  outbox: Outbox,
  bus: Pick<EventBridgeClient, 'send'> = new EventBridgeClient({ maxAttempts: 4 }),
): EventPublisher {
  return {
    async publish(rows, at) {
      const refused: OutboxRow[] = [];
      for (const batch of batchesOf(rows)) {
        const taken = await put(bus, busName, batch);
        refused.push(...batch.filter((row) => !taken.includes(row)));
        await Promise.all(taken.map((row) => outbox.markPublished(row, at)));
      }
      return refused;
    },
  };
}

async function put(
  bus: Pick<EventBridgeClient, 'send'>,
  busName: string,
  batch: readonly OutboxRow[],
): Promise<readonly OutboxRow[]> {
  try {
    const answer = await bus.send(new PutEventsCommand({ Entries: batch.map((row) => entryOf(row, busName)) }));
    return batch.filter((_, place) => answer.Entries?.[place]?.EventId !== undefined);
  } catch (fault) {
    log('ERROR', 'events not published', { count: batch.length, error: describeFault(fault) });
    return [];
  }
}

/** In order; a row that is too large for any call stands alone, so that the bus refuses it and nothing else. */
function batchesOf(rows: readonly OutboxRow[]): readonly (readonly OutboxRow[])[] {
  const batches: OutboxRow[][] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = sizeOf(row);
    const last = batches.at(-1);
    if (last === undefined || last.length === entriesAtOnce || bytes + size > bytesAtOnce) {
      batches.push([row]);
      bytes = size;
    } else {
      last.push(row);
      bytes += size;
    }
  }
  return batches;
}

/** Time counts 14 bytes; the envelope around the data is counted generously. */
function sizeOf({ data, type, context }: OutboxRow): number {
  return 14 + 2 * type.length + context.length + 400 + Buffer.byteLength(data);
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
