/**
 * Table streams to functions: one batch at a time per function, in order. A write to the table wakes its readers
 * (`notifyWrite`); a slow look besides finds what was written while nobody told.
 */
import { randomUUID } from 'node:crypto';
import { createDueTimer } from '../due-timer.ts';
import type { EventSourceModel, TableModel } from '../model.ts';
import type { DueSource, FunctionInvoker, MessageSink, Store, SystemClock } from '../ports.ts';
import { compilePattern } from './pattern.ts';
import { failedItems } from './sqs-event.ts';
import { type Checkpoint, openCheckpoints } from './stream-checkpoints.ts';
import { lambdaRecord, lostBatchMessage, type StreamRecord } from './stream-event.ts';

const slowLookMs = 10_000;
const longestRestMs = 60_000;

export interface StreamReader {
  /** Up to `limit` records of the table's stream after that sequence number, oldest first. */
  read(tableName: string, after: string | undefined, limit: number): Promise<readonly StreamRecord[]>;
}

export interface Streams extends DueSource {
  /** Told by the gate after a successful write; cheap, and harmless for tables that nobody reads. */
  notifyWrite(tableName: string): void;
}

export interface StreamsOptions {
  readonly store: Store;
  readonly clock: SystemClock;
  readonly reader: StreamReader;
  readonly invoker: FunctionInvoker;
  readonly deadLetters: MessageSink;
  readonly tables: readonly TableModel[];
  readonly eventSources: readonly EventSourceModel[];
  readonly region: string;
}

interface Follower {
  readonly source: EventSourceModel;
  readonly tableName: string;
  readonly accepts: (record: unknown) => boolean;
  checkpoint: Checkpoint;
  /** There may be records that it has not seen. */
  behind: boolean;
  running: Promise<void> | undefined;
}

export function createStreams(options: StreamsOptions): Streams {
  const { clock, reader, invoker, deadLetters, region } = options;
  const checkpoints = openCheckpoints(options.store);
  const followers = options.eventSources.filter((source) => source.enabled).flatMap(follow);
  const timer = createDueTimer(clock, () => dueAt(({ running }) => running === undefined), startDue);
  let slowLook: NodeJS.Timeout | undefined;

  function follow(source: EventSourceModel): Follower[] {
    const table = options.tables.find(({ streamArn }) => streamArn === source.sourceArn);
    if (!table) return [];
    const patterns = source.filters.map(compilePattern);
    const accepts = (record: unknown) => patterns.length === 0 || patterns.some((matches) => matches(record));
    const checkpoint = checkpoints.find(source);
    return [{ source, tableName: table.name, accepts, checkpoint, behind: true, running: undefined }];
  }

  function dueAt(counts: (follower: Follower) => boolean = () => true): number | undefined {
    const due = followers.filter((follower) => follower.behind && counts(follower));
    return due.length === 0 ? undefined : Math.min(...due.map(({ checkpoint }) => checkpoint.retryAt));
  }

  function startDue(): void {
    for (const follower of followers) {
      if (follower.running || !follower.behind || follower.checkpoint.retryAt > clock.now()) continue;
      follower.running = readOn(follower)
        .catch((error: unknown) => rest(follower, error))
        .finally(() => {
          follower.running = undefined;
          timer.wake();
        });
    }
  }

  function rest(follower: Follower, error: unknown): void {
    console.error(`stream of ${follower.tableName}:`, error);
    follower.behind = true;
    follower.checkpoint = { ...follower.checkpoint, retryAt: clock.now() + 1000 };
  }

  async function readOn(follower: Follower): Promise<void> {
    const { after, limit } = follower.checkpoint;
    follower.behind = false;
    const records = await reader.read(follower.tableName, after, limit);
    if (records.length === 0) return;
    follower.behind = true;
    const { sourceArn } = follower.source;
    const wanted = records.filter((record) => follower.accepts(lambdaRecord(record, sourceArn, region, clock.now())));
    if (wanted.length > 0) await handOver(follower, records, wanted);
    else keep(follower, passed(follower, records.at(-1)));
  }

  async function handOver(follower: Follower, records: readonly StreamRecord[], wanted: readonly StreamRecord[]) {
    const { source, checkpoint } = follower;
    const requestId = randomUUID();
    const event = { Records: wanted.map((record) => lambdaRecord(record, source.sourceArn, region, clock.now())) };
    const result = await invoker.invoke(source.functionArn, event, { requestId });
    const failedAt = firstFailure(source, result, wanted);
    if (failedAt === undefined) return keep(follower, passed(follower, records.at(-1)));
    const done = records[records.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === failedAt) - 1];
    const reached = done ? passed(follower, done) : checkpoint;
    const failed = wanted.slice(wanted.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === failedAt));
    if (source.bisects && failed.length > 1) {
      return keep(follower, { ...reached, limit: Math.ceil(records.length / 2), retryAt: clock.now() });
    }
    const failures = done ? 1 : checkpoint.failures + 1;
    if (source.maxRetries < 0 || failures <= source.maxRetries) {
      const restMs = Math.min(1000 * 2 ** (failures - 1), longestRestMs);
      return keep(follower, { ...reached, limit: checkpoint.limit, failures, retryAt: clock.now() + restMs });
    }
    giveUp(follower, { requestId, failures, failed, last: records.at(-1) });
  }

  function giveUp(
    follower: Follower,
    lost: { requestId: string; failures: number; failed: readonly StreamRecord[]; last: StreamRecord | undefined },
  ): void {
    const { source } = follower;
    options.store.transaction(() => {
      if (source.onFailureArn !== undefined) {
        const about = { source, requestId: lost.requestId, invocations: lost.failures, records: lost.failed };
        deadLetters.send(source.onFailureArn, { body: lostBatchMessage({ ...about, now: clock.now() }) });
      }
      keep(follower, passed(follower, lost.last));
    });
  }

  function passed({ source, checkpoint }: Follower, last: StreamRecord | undefined): Checkpoint {
    return {
      after: last?.dynamodb.SequenceNumber ?? checkpoint.after,
      failures: 0,
      retryAt: 0,
      limit: source.batchSize,
    };
  }

  function keep(follower: Follower, checkpoint: Checkpoint): void {
    checkpoints.save(follower.source, checkpoint);
    follower.checkpoint = checkpoint;
  }

  function lookAtAll(): void {
    for (const follower of followers) follower.behind = true;
    timer.wake();
  }

  return {
    name: 'streams',
    notifyWrite(tableName) {
      const told = followers.filter((follower) => follower.tableName === tableName);
      for (const follower of told) follower.behind = true;
      if (told.length > 0) timer.wake();
    },
    isIdle: (now) =>
      followers.every(({ running, behind, checkpoint }) => !running && (!behind || checkpoint.retryAt > now)),
    nextDueAt: dueAt,
    delayed: (now) => followers.filter(({ behind, checkpoint }) => behind && checkpoint.retryAt > now).length,
    wake: timer.wake,
    start() {
      if (followers.length > 0) slowLook = setInterval(lookAtAll, slowLookMs).unref();
      timer.start();
    },
    async stop() {
      clearInterval(slowLook);
      timer.stop();
      await Promise.allSettled(followers.map(({ running }) => running));
    },
  };
}

/** The sequence number at which the batch has to be tried again; undefined when all of it is done. */
function firstFailure(
  source: EventSourceModel,
  result: Awaited<ReturnType<FunctionInvoker['invoke']>>,
  wanted: readonly StreamRecord[],
): string | undefined {
  const sequences = wanted.map(({ dynamodb }) => dynamodb.SequenceNumber);
  if (!result.ok) return sequences[0];
  if (!source.reportsItemFailures) return undefined;
  const failed = failedItems(result.value, sequences);
  return sequences.find((sequence) => failed.has(sequence));
}
