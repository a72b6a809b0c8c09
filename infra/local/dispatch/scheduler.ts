/**
 * EventBridge Scheduler: fires each schedule on the system's clock, from a cursor on disk. Runs missed while the
 * host was down are caught up once. While `advance` moves the clock, ticks that their functions called needless are
 * skipped; all schedules of one instant are fired or skipped together, so that none voids another's hint for ever.
 */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { createDueTimer } from '../due-timer.ts';
import type { ScheduleModel } from '../model.ts';
import type { DueSource, Store, SystemClock } from '../ports.ts';
import type { AsyncInvocations } from './async-invocations.ts';
import { lastDue, readSchedule, type ScheduleTimes } from './schedule-expression.ts';
import type { TickHints } from './tick-hints.ts';

const minuteMs = 60_000;

export interface Scheduler extends DueSource {
  /** True while the clock is being advanced: needless ticks are then passed over. */
  skipNeedless(skips: boolean): void;
  /** Right after the clock moved, before anything else runs: fires or passes over what is due by now. */
  arrive(): void;
}

export interface SchedulerOptions {
  readonly store: Store;
  readonly clock: SystemClock;
  readonly schedules: readonly ScheduleModel[];
  readonly invocations: AsyncInvocations;
  readonly hints: TickHints;
  readonly region: string;
  readonly account: string;
}

interface Running {
  readonly model: ScheduleModel;
  readonly times: ScheduleTimes;
  readonly anchor: number;
  /** The last instant that was fired or passed over. */
  cursor: number;
  next: number;
}

const Saved = z.object({ expression: z.string(), anchor: z.number(), cursor: z.number() });

export function createScheduler(options: SchedulerOptions): Scheduler {
  const { store, clock, invocations, hints } = options;
  const { find, save } = prepare(store);
  let skips = false;
  const schedules = options.schedules.filter((schedule) => schedule.enabled).map(restore);
  const timer = createDueTimer(clock, nextDueAt, fireDue);

  function restore(model: ScheduleModel): Running {
    const saved = Saved.optional().parse(find.get(model.name));
    const expression = expressionOf(model);
    // A rate counts from a whole minute, so that schedules of one rhythm share their instants.
    const anchor = saved?.expression === expression ? saved.anchor : Math.floor(clock.now() / minuteMs) * minuteMs;
    const cursor = saved?.expression === expression ? saved.cursor : clock.now();
    store.transaction(() => save.run(model.name, expression, anchor, cursor));
    const times = readSchedule(model.expression, model.timezone, anchor);
    return { model, times, anchor, cursor, next: times.next(cursor) ?? Number.POSITIVE_INFINITY };
  }

  /** The next tick of this schedule that is worth firing, by what its function said. */
  function worthwhile({ model, times, next }: Running): number {
    const needlessBefore = hints.needlessBefore(model.name);
    if (needlessBefore === undefined || next >= needlessBefore) return next;
    if (needlessBefore === Number.POSITIVE_INFINITY) return needlessBefore;
    return times.next(needlessBefore - 1) ?? Number.POSITIVE_INFINITY;
  }

  function earliest(of: (schedule: Running) => number): number | undefined {
    const instant = Math.min(Number.POSITIVE_INFINITY, ...schedules.map(of));
    return instant === Number.POSITIVE_INFINITY ? undefined : instant;
  }

  function nextDueAt(): number | undefined {
    return earliest(skips ? worthwhile : ({ next }) => next);
  }

  function fireDue(): void {
    const now = clock.now();
    const due = schedules.filter(({ next }) => next <= now);
    if (due.length === 0) return;
    const needed = (nextDueAt() ?? Number.POSITIVE_INFINITY) <= now;
    if (needed) {
      store.transaction(() => {
        for (const schedule of due) fire(schedule, now);
      });
    }
    for (const schedule of due) {
      schedule.cursor = now;
      schedule.next = schedule.times.next(now) ?? Number.POSITIVE_INFINITY;
    }
  }

  /** What is due by name only, because its tick was passed over some time ago, stays passed over. */
  function fire(schedule: Running, now: number): void {
    const { model, times, anchor, cursor } = schedule;
    const scheduledAt = lastDue(times, cursor, now) ?? now;
    if (skips && worthwhile(schedule) > now && now - scheduledAt >= minuteMs) return;
    invocations.accept(model.targetArn, inputOf(model, scheduledAt, options), model.name);
    save.run(model.name, expressionOf(model), anchor, now);
  }

  return {
    name: 'schedules',
    skipNeedless(skip) {
      if (skips) fireDue();
      skips = skip;
      timer.wake();
    },
    arrive: fireDue,
    isIdle: (now) => (nextDueAt() ?? Number.POSITIVE_INFINITY) > now,
    nextDueAt,
    delayed: () => 0,
    wake: timer.wake,
    start: timer.start,
    stop: async () => timer.stop(),
  };
}

const expressionOf = (model: ScheduleModel) => `${model.expression} ${model.timezone}`;

function prepare(store: Store) {
  store.db.exec(`CREATE TABLE IF NOT EXISTS schedules (
    name TEXT PRIMARY KEY, expression TEXT NOT NULL, anchor INTEGER NOT NULL, cursor INTEGER NOT NULL
  ) STRICT`);
  return {
    find: store.db.prepare('SELECT expression, anchor, cursor FROM schedules WHERE name = ?'),
    save: store.db.prepare('INSERT OR REPLACE INTO schedules (name, expression, anchor, cursor) VALUES (?, ?, ?, ?)'),
  };
}

/** The schedule's own input with Scheduler's context attributes filled in, or Scheduler's envelope. */
function inputOf(
  { name, input }: ScheduleModel,
  scheduledAt: number,
  { region, account }: { readonly region: string; readonly account: string },
): unknown {
  const time = `${new Date(scheduledAt).toISOString().slice(0, 19)}Z`;
  const arn = `arn:aws:scheduler:${region}:${account}:schedule/default/${name}`;
  const executionId = randomUUID();
  if (input === undefined) {
    const envelope = { version: '0', id: executionId, 'detail-type': 'Scheduled Event', source: 'aws.scheduler' };
    return { ...envelope, account, time, region, resources: [arn], detail: '{}' };
  }
  const filled = input
    .replaceAll('<aws.scheduler.scheduled-time>', time)
    .replaceAll('<aws.scheduler.schedule-arn>', arn)
    .replaceAll('<aws.scheduler.execution-id>', executionId)
    .replaceAll('<aws.scheduler.attempt-number>', '1');
  return JSON.parse(filled);
}
