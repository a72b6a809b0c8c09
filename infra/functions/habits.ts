/** What several entries of the catalogue have in common. */
import { catalogue, type EventType } from '../../events/catalogue.ts';
import { append, type Capability, letStaffIn, type TableHandle, write } from '../capabilities.ts';
import type { EventPattern } from '../constructs/queue-function.ts';
import type { Holdings } from './entry.ts';

/** Events of ours, by the names under which they travel. */
export function hears(...types: readonly [EventType, ...EventType[]]): EventPattern {
  const sources = types.map((type) => `mikata.${catalogue[type].context}`);
  return { source: [...new Set(sources)].sort(), 'detail-type': [...types].sort() };
}

/** A change is one transaction: the context's own rows, the event, the audit row. */
export function change(own: TableHandle, { tables }: Holdings): readonly Capability[] {
  return [write(own), append(tables.outbox), append(tables.audit)];
}

export function staffDoor({ tables, userPool }: Holdings): Capability {
  return letStaffIn(tables.sessions, tables.accounts, userPool);
}

/** A page of staff is an answer within seconds; the gateway gives up after 29. */
export const staffPage = { memoryMb: 1024, timeoutSeconds: 20, concurrency: 20 } as const;
export const subscriber = { memoryMb: 512, timeoutSeconds: 60, concurrency: 5, batchSize: 10, bus: 'ours' } as const;
export const everyMinute = { schedule: 'rate(1 minute)', startWithinSeconds: 60 } as const;
/** A run of a day or a week may start up to an hour late rather than not at all. */
export const lateStartSeconds = 3600;
