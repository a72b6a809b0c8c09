import type { FunctionInvoker, InvocationResult } from '../../../infra/local/ports.ts';

export interface Invocation {
  readonly functionArn: string;
  readonly event: unknown;
}

/** Runs `answer` in place of a function and keeps what it was called with; a throw of `answer` is the function's. */
export function scriptedInvoker(answer: (invocation: Invocation) => unknown = () => null) {
  const invocations: Invocation[] = [];
  const invoker: FunctionInvoker = {
    async invoke(functionArn, event): Promise<InvocationResult> {
      invocations.push({ functionArn, event });
      try {
        return { ok: true, value: await answer({ functionArn, event }) };
      } catch (error) {
        return { ok: false, error: { type: 'Error', message: String(error) } };
      }
    },
  };
  return { invoker, invocations };
}
