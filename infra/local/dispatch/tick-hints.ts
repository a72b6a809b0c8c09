/**
 * What scheduled functions said about when they are needed next: `{ nextDueAt }`, an instant or null. The cloud
 * ignores it. Here `advance` skips ticks before that instant, until any other invocation voids what was said:
 * whatever ran may have made something due.
 */
import * as z from 'zod';
import type { FunctionInvoker, InvocationResult } from '../ports.ts';

const Hint = z.object({ nextDueAt: z.iso.datetime({ offset: true }).nullable() });

export interface TickHints {
  /** The invoker for everything but ticks: each call voids all hints, when it begins and when it ends. */
  readonly voiding: FunctionInvoker;
  /** Runs a tick, whose answer becomes the hint; an answer without one voids the hints of all schedules. */
  tick(schedule: string, run: (quiet: FunctionInvoker) => Promise<InvocationResult>): Promise<InvocationResult>;
  /** No tick is needed before this instant; undefined where nothing is known. */
  needlessBefore(schedule: string): number | undefined;
}

export function createTickHints(invoker: FunctionInvoker): TickHints {
  const hints = new Map<string, number>();
  return {
    voiding: {
      async invoke(functionArn, event, about) {
        hints.clear();
        try {
          return await invoker.invoke(functionArn, event, about);
        } finally {
          hints.clear();
        }
      },
    },
    async tick(schedule, run) {
      hints.delete(schedule);
      const result = await run(invoker);
      const hint = Hint.safeParse(result.ok ? result.value : undefined);
      if (!hint.success) hints.clear();
      else
        hints.set(schedule, hint.data.nextDueAt === null ? Number.POSITIVE_INFINITY : Date.parse(hint.data.nextDueAt));
      return result;
    },
    needlessBefore: (schedule) => hints.get(schedule),
  };
}
