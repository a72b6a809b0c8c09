/**
 * Event source mappings of queues: takes batches and hands them to the functions, as Lambda's pollers do, but woken
 * by a send instead of polling.
 */
import { randomUUID } from 'node:crypto';
import { createDueTimer } from '../due-timer.ts';
import type { EventSourceModel } from '../model.ts';
import type { DueSource, FunctionInvoker, MessageSink, SystemClock } from '../ports.ts';
import { compilePattern } from './pattern.ts';
import type { MessageRow, QueueStore } from './queue-store.ts';
import { failedItems, sqsEvent } from './sqs-event.ts';

/** Lambda starts with five pollers per mapping. */
const usualConcurrency = 5;

export interface Queues extends DueSource, MessageSink {}

export interface QueuesOptions {
  readonly queues: QueueStore;
  readonly clock: SystemClock;
  readonly invoker: FunctionInvoker;
  /** Of all sources; those of other things than queues are left alone. */
  readonly eventSources: readonly EventSourceModel[];
  readonly region: string;
}

interface Mapping {
  readonly source: EventSourceModel;
  readonly accepts: (row: MessageRow) => boolean;
  running: number;
}

export function createQueues({ queues, clock, invoker, eventSources, region }: QueuesOptions): Queues {
  const mappings: readonly Mapping[] = eventSources
    .filter((source) => source.enabled && queues.queue(source.sourceArn))
    .map((source) => ({ source, accepts: filterOf(source), running: 0 }));
  const running = new Set<Promise<void>>();
  const timer = createDueTimer(clock, nextDueAt, startDue);

  /** When this mapping may take a batch: at once if one is full, else when the oldest has waited for the window. */
  function dueAt({ source }: Mapping): number | undefined {
    const nextAt = queues.nextAt(source.sourceArn);
    if (nextAt === undefined || source.batchingWindowSeconds === 0) return nextAt;
    const full = queues.ready(source.sourceArn, clock.now()) >= source.batchSize;
    return full ? nextAt : nextAt + source.batchingWindowSeconds * 1000;
  }

  function nextDueAt(): number | undefined {
    const instants = mappings.map(dueAt).filter((instant) => instant !== undefined);
    return instants.length === 0 ? undefined : Math.min(...instants);
  }

  function startDue(): void {
    for (const mapping of mappings) {
      const most = mapping.source.maxConcurrency ?? usualConcurrency;
      while (mapping.running < most && (dueAt(mapping) ?? Number.POSITIVE_INFINITY) <= clock.now()) start(mapping);
    }
  }

  function start(mapping: Mapping): void {
    const batch = queues.take(mapping.source.sourceArn, mapping.source.batchSize);
    if (batch.length === 0) return;
    mapping.running += 1;
    const ended = deliver(mapping, batch).finally(() => {
      mapping.running -= 1;
      running.delete(ended);
      timer.wake();
    });
    running.add(ended);
  }

  async function deliver(mapping: Mapping, batch: readonly MessageRow[]): Promise<void> {
    const wanted = batch.filter(mapping.accepts);
    const failed = wanted.length === 0 ? new Set<string>() : await invoke(mapping.source, wanted);
    queues.settle(batch, failed);
  }

  async function invoke(source: EventSourceModel, batch: readonly MessageRow[]): Promise<ReadonlySet<string>> {
    const identifiers = batch.map((row) => row.message_id);
    const event = sqsEvent(batch, source.sourceArn, region);
    const result = await invoker
      .invoke(source.functionArn, event, { requestId: randomUUID() })
      .catch((error: unknown) => ({ ok: false as const, error: { type: 'Host', message: String(error) } }));
    if (!result.ok) return new Set(identifiers);
    return source.reportsItemFailures ? failedItems(result.value, identifiers) : new Set();
  }

  return {
    name: 'queues',
    send(queueArn, message) {
      const sent = queues.send(queueArn, message);
      timer.wake();
      return sent;
    },
    isIdle: (now) =>
      running.size === 0 && mappings.every((mapping) => (dueAt(mapping) ?? Number.POSITIVE_INFINITY) > now),
    nextDueAt,
    delayed: () => mappings.reduce((sum, { source }) => sum + queues.waiting(source.sourceArn), 0),
    wake: timer.wake,
    start: timer.start,
    async stop() {
      timer.stop();
      await Promise.allSettled(running);
    },
  };
}

/** A filter of a queue mapping looks at the body, read as JSON where it is JSON. What no filter wants is deleted. */
function filterOf(source: EventSourceModel): (row: MessageRow) => boolean {
  const patterns = source.filters.map(compilePattern);
  if (patterns.length === 0) return () => true;
  return (row) => {
    const seen = { messageId: row.message_id, body: jsonOr(row.body) };
    return patterns.some((matches) => matches(seen));
  };
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
