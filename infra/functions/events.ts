import { mark, markHanded, publish } from '../capabilities.ts';
import type { FunctionEntry, Holdings } from './entry.ts';
import { everyMinute } from './habits.ts';

/** The outbox: from its rows to the bus, and once more for what the stream lost. */
export function outboxFunctions({ tables, outboxStreamArn, bus }: Holdings): readonly FunctionEntry[] {
  return [
    {
      trigger: 'stream',
      folder: 'publish-events',
      streamArn: outboxStreamArn,
      memoryMb: 512,
      timeoutSeconds: 60,
      concurrency: 20,
      batchSize: 50,
      may: [markHanded(tables.outbox), publish(bus)],
      failureImpact:
        'Nothing follows from what people do: no mails, no pages, no imports, until the re-drive a few minutes later.',
    },
    {
      trigger: 'schedule',
      folder: 'redrive-events',
      ...everyMinute,
      memoryMb: 512,
      timeoutSeconds: 55,
      concurrency: 1,
      may: [mark(tables.outbox), publish(bus)],
      failureImpact: 'Events that the stream lost stay unpublished and their mails, pages and imports never happen.',
    },
  ];
}
