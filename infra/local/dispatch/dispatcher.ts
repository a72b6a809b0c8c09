/** Puts the parts of the dispatcher together: queues, streams, schedules, the bus, and the loop that moves the clock. */
import { type Advance, createAdvance } from '../advance.ts';
import type { MovableClock } from '../clock.ts';
import type { SystemModel } from '../model.ts';
import type { Endpoint, EventSink, FunctionInvoker, Store } from '../ports.ts';
import type { DurableWorkBoard } from '../work-board.ts';
import { createAsyncInvocations } from './async-invocations.ts';
import { type DeadLetter, listDeadLetters } from './dead-letters.ts';
import { createEventBus, createEventsEndpoint } from './event-bus.ts';
import { openQueueStore } from './queue-store.ts';
import { createQueues, type Queues } from './queues.ts';
import { createScheduler } from './scheduler.ts';
import { createSqsEndpoint } from './sqs-endpoint.ts';
import { createStreams, type StreamReader } from './streams.ts';
import { createTickHints } from './tick-hints.ts';

export interface DispatcherOptions {
  readonly model: SystemModel;
  readonly store: Store;
  readonly clock: MovableClock;
  readonly board: DurableWorkBoard;
  readonly invoker: FunctionInvoker;
  readonly reader: StreamReader;
}

export interface Dispatcher {
  /** For everything that invokes from outside, e.g. the front door: voids the hints of the schedules. */
  readonly invoker: FunctionInvoker;
  readonly events: EventSink;
  readonly queues: Queues;
  readonly endpoints: readonly Endpoint[];
  readonly advance: Advance;
  notifyWrite(tableName: string): void;
  deadLetters(): readonly DeadLetter[];
  start(): void;
  stop(): Promise<void>;
}

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { model, store, clock, board, reader } = options;
  const { region, account } = model;
  const hints = createTickHints(options.invoker);
  const invoker = hints.voiding;
  const queueStore = openQueueStore(store, clock, model.queues);
  const queues = createQueues({ queues: queueStore, clock, invoker, eventSources: model.eventSources, region });
  const invocations = createAsyncInvocations({
    ...{ board, clock, invoker, hints },
    functions: model.functions,
    deadLetters: queues,
  });
  const events = createEventBus({ store, clock, board, queues, invocations, model });
  const { tables, eventSources } = model;
  const streams = createStreams({ store, clock, reader, invoker, deadLetters: queues, tables, eventSources, region });
  const { schedules } = model;
  const scheduler = createScheduler({ store, clock, schedules, invocations, hints, region, account });
  const sources = [board, streams, queues];

  return {
    invoker,
    events,
    queues,
    endpoints: [
      createSqsEndpoint({ queues: model.queues, store: queueStore, sink: queues }),
      createEventsEndpoint(events, model),
    ],
    advance: createAdvance({ clock, sources, scheduler }),
    notifyWrite: streams.notifyWrite,
    deadLetters: () => listDeadLetters(model, queueStore),
    start() {
      for (const source of [...sources, scheduler]) source.start();
    },
    async stop() {
      await Promise.all([scheduler, ...sources].map((source) => source.stop()));
    },
  };
}
