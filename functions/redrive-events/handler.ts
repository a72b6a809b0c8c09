import { addMs } from '../../shared/kernel/time.ts';
import { log } from '../platform/logger.ts';
import { type ScheduledHandler, scheduledFunction } from '../platform/messaging/scheduled-function.ts';
import type { EventPublisher } from '../platform/outbox/event-publisher.ts';
import type { Outbox } from '../platform/outbox/outbox.ts';

export interface RedriveEventsDeps {
  readonly outbox: Outbox;
  readonly publisher: EventPublisher;
}

/** The stream gets this long before a row counts as left behind. */
const patienceMs = 2 * 60_000;

export function createHandler({ outbox, publisher }: RedriveEventsDeps): ScheduledHandler {
  return scheduledFunction(async (now) => {
    const rows = await outbox.unpublishedSince(addMs(now, -patienceMs));
    if (rows.length > 0) log('WARN', 'events left behind are published', { count: rows.length });
    await publisher.publish(rows, now);
    const oldest = await outbox.oldestUnpublished();
    return { nextDueAt: oldest === undefined ? null : addMs(oldest, patienceMs) };
  });
}
