/**
 * A function that a clock starts. It reads the clock once, does what is due by then, and says when something will be
 * due next: the cloud ignores that, the one-machine host uses it to skip empty minutes.
 */
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Clock, Instant } from '../../../shared/kernel/time.ts';
import { systemClock } from '../clock.ts';

export interface ScheduledOutcome {
  /** Undefined: unknown, come again. Null: nothing is waiting. */
  readonly nextDueAt?: Instant | null;
}

export type ScheduledHandler = (event: unknown, context: Context) => Promise<ScheduledOutcome>;

export function scheduledFunction(
  run: (now: Instant, context: Pick<Context, 'getRemainingTimeInMillis' | 'awsRequestId'>) => Promise<ScheduledOutcome>,
  clock: Clock = systemClock,
): ScheduledHandler {
  const handler = middy().handler((_event: unknown, context: Context) => run(clock.now(), context));
  return async (event, context) => handler(event, context);
}
