/**
 * Asynchronous invocation as Lambda does it: accepted durably, tried again after one and two minutes, then put into
 * the function's dead-letter queue. Schedules and bus targets that name a function come this way.
 */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { FunctionModel } from '../model.ts';
import type { FunctionInvoker, InvocationResult, MessageSink, SystemClock, WorkBoard, WorkOutcome } from '../ports.ts';
import type { TickHints } from './tick-hints.ts';

const kind = 'invoke-function';
const minuteMs = 60_000;
const errorMessageBytes = 1024;

const Accepted = z.object({
  functionArn: z.string(),
  event: z.unknown(),
  requestId: z.string(),
  acceptedAt: z.number(),
  /** The schedule whose tick this is: its answer may carry a hint. */
  schedule: z.string().optional(),
});
type Accepted = z.infer<typeof Accepted>;

export interface AsyncInvocations {
  /** Durable when it returns; joins the surrounding transaction. */
  accept(functionArn: string, event: unknown, schedule?: string): void;
}

export interface AsyncInvocationsOptions {
  readonly board: WorkBoard;
  readonly clock: SystemClock;
  readonly invoker: FunctionInvoker;
  readonly hints: TickHints;
  readonly functions: readonly FunctionModel[];
  readonly deadLetters: MessageSink;
}

export function createAsyncInvocations(options: AsyncInvocationsOptions): AsyncInvocations {
  const { board, clock, invoker, hints, functions, deadLetters } = options;
  const byArn = new Map(functions.map((one) => [one.arn, one]));

  board.on(kind, async (payload, { attempt }) => {
    const accepted = Accepted.parse(payload);
    const result = await invoke(accepted);
    return result.ok ? 'done' : afterFailure(accepted, attempt, result.error);
  });

  async function invoke({ functionArn, event, requestId, schedule }: Accepted): Promise<InvocationResult> {
    if (schedule === undefined) return invoker.invoke(functionArn, event, { requestId });
    return hints.tick(schedule, (quiet) => quiet.invoke(functionArn, event, { requestId }));
  }

  function afterFailure(accepted: Accepted, attempt: number, error: { readonly message: string }): WorkOutcome {
    const target = byArn.get(accepted.functionArn);
    const retryAt = clock.now() + attempt * minuteMs;
    const { maxAttempts = 0, maxAgeSeconds = 0, deadLetterArn } = target?.asynchronous ?? {};
    if (attempt < maxAttempts && retryAt <= accepted.acceptedAt + maxAgeSeconds * 1000) return { retryAt };
    if (deadLetterArn === undefined) return 'done';
    const text = (StringValue: string, DataType = 'String') => ({ DataType, StringValue });
    deadLetters.send(deadLetterArn, {
      body: JSON.stringify(accepted.event),
      attributes: {
        RequestID: text(accepted.requestId),
        ErrorCode: text('200', 'Number'),
        ErrorMessage: text(error.message.slice(0, errorMessageBytes) || 'Unhandled'),
      },
    });
    return 'done';
  }

  return {
    accept(functionArn, event, schedule) {
      const accepted: Accepted = { functionArn, event, requestId: randomUUID(), acceptedAt: clock.now() };
      board.add({ kind, payload: schedule === undefined ? accepted : { ...accepted, schedule } });
    },
  };
}
