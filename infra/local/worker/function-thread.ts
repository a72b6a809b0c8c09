/** One thread with one copy of a function's code. It lives until a timeout, a crash or its end. */
import { Worker } from 'node:worker_threads';
import type { InvocationResult } from '../ports.ts';
import type { FunctionLog } from './function-log.ts';
import type { AnswerMessage, InvokeMessage, StartMessage } from './messages.ts';

export interface FunctionThreadOptions {
  readonly start: StartMessage;
  readonly environment: Readonly<Record<string, string>>;
  readonly log: FunctionLog;
  readonly hear: (line: string) => void;
}

export interface FunctionThread {
  /** Whether it may get new invocations. */
  isOpen(): boolean;
  run(invoke: {
    readonly requestId: string;
    readonly event: string;
    readonly budgetMs: number;
  }): Promise<InvocationResult>;
  readonly ended: Promise<void>;
  end(): Promise<void>;
}

/** Lambda gives ten seconds of a whole processor; this machine may be busy with much else. */
const longestStartMs = 60_000;

interface Pending {
  readonly resolve: (result: InvocationResult) => void;
  readonly timer: NodeJS.Timeout;
}

function failure(type: string, message: string): InvocationResult {
  return { ok: false, error: { type, message } };
}

export function startThread({ start, environment, log, hear }: FunctionThreadOptions): FunctionThread {
  const pending = new Map<number, Pending>();
  let isOpen = true;
  let lastInvocation = 0;
  /** Of every invocation from now on. */
  let fate: InvocationResult | undefined;
  const worker = new Worker(new URL('./worker-bootstrap.ts', import.meta.url), {
    name: start.functionName,
    workerData: start,
    env: { ...environment },
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  log.follow(start.functionName, worker.stdout, hear);
  log.follow(start.functionName, worker.stderr, hear);

  function settle(invocation: number, result: InvocationResult): void {
    const waiting = pending.get(invocation);
    if (!waiting) return;
    pending.delete(invocation);
    clearTimeout(waiting.timer);
    waiting.resolve(result);
    endIfDone();
  }

  function settleAll(result: InvocationResult): void {
    isOpen = false;
    for (const invocation of [...pending.keys()]) settle(invocation, result);
    endIfDone();
  }

  function endIfDone(): void {
    if (!isOpen && pending.size === 0) void worker.terminate();
  }

  // The time to load the code is not the invocation's, as in Lambda; it ends with `ready` or with the thread.
  const loaded = Promise.withResolvers<void>();
  const slowStart = setTimeout(() => {
    fate = failure('Sandbox.Timedout', `The function's code was not loaded within ${longestStartMs / 1000} seconds`);
    settleAll(fate);
    loaded.resolve();
  }, longestStartMs);
  void loaded.promise.then(() => clearTimeout(slowStart));
  worker.on('message', (answer: AnswerMessage) => {
    if (answer.kind === 'ready') {
      loaded.resolve();
    } else if (answer.kind === 'broken') {
      fate = failure(answer.type, answer.message);
      settleAll(fate);
      loaded.resolve();
    } else if (answer.kind === 'value') {
      settle(answer.invocation, { ok: true, value: JSON.parse(answer.value) });
    } else {
      settle(answer.invocation, failure(answer.type, answer.message));
    }
  });
  worker.on('error', (error: unknown) => {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log.add(start.functionName, message);
    fate = failure('Runtime.ExitError', `The function's thread broke: ${message.split('\n')[0]}`);
    settleAll(fate);
  });
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', (code) => {
      fate ??= failure('Runtime.ExitError', `The function's thread ended with code ${code}`);
      settleAll(fate);
      loaded.resolve();
      resolve();
    });
  });

  return {
    isOpen: () => isOpen,
    ended,
    async run({ requestId, event, budgetMs }) {
      await loaded.promise;
      if (fate) return fate;
      const { promise, resolve } = Promise.withResolvers<InvocationResult>();
      lastInvocation += 1;
      const invocation = lastInvocation;
      const timer = setTimeout(() => {
        // Its neighbours in the thread may go on; nothing new comes to a thread that holds a runaway.
        isOpen = false;
        const seconds = (budgetMs / 1000).toFixed(2);
        settle(invocation, failure('Sandbox.Timedout', `${requestId} Error: Task timed out after ${seconds} seconds`));
      }, budgetMs);
      pending.set(invocation, { resolve, timer });
      const message: InvokeMessage = { invocation, requestId, event, budgetMs };
      worker.postMessage(message);
      return promise;
    },
    async end() {
      isOpen = false;
      await worker.terminate();
    },
  };
}
