/**
 * A function as Lambda runs it: started when first needed, with its own environment, the bundle that would be
 * deployed, its concurrency, timeout and payload limits. One thread serves concurrent invocations; a timeout or a
 * crash gives the next invocation a fresh one, and so does a rest: a thread that nobody needs holds 40 MB.
 */
import type { FunctionModel } from '../model.ts';
import type { InvocationResult } from '../ports.ts';
import type { FunctionLog } from './function-log.ts';
import { type FunctionThread, startThread } from './function-thread.ts';

/** @source AWS Lambda, "Lambda quotas": 6 MB for request and response of a synchronous invocation */
const largestPayload = 6 * 1024 * 1024;
const usualConcurrency = 16;
const keptLines = 1000;
/** Longer than the minute between two ticks of a schedule. */
const usualRestMs = 3 * 60_000;

export interface FunctionWorkerOptions {
  readonly model: FunctionModel;
  /** Of the gate, e.g. `http://127.0.0.1:4100`. */
  readonly endpoint: string;
  /** The secret that goes with the access key, which is the function's id. */
  readonly secret: string;
  readonly region: string;
  /** Milliseconds (one signed 64-bit number) that the thread adds to real time. */
  readonly clockOffset: SharedArrayBuffer;
  readonly log: FunctionLog;
  /** Replaces variables of the template, e.g. addresses that are other ones on one machine. */
  readonly environment?: Readonly<Record<string, string>>;
  /** After so many real milliseconds without work the thread ends; three minutes unless given. */
  readonly restMs?: number;
}

export interface Invocation {
  readonly requestId: string;
  /** Shortens the function's own timeout; real milliseconds. */
  readonly budgetMs?: number;
}

export interface FunctionWorker {
  /** Waits its turn where the function's concurrency is used up. Never rejects. */
  invoke(event: unknown, invocation: Invocation): Promise<InvocationResult>;
  /** The last lines that the function printed, oldest first. */
  logs(): readonly string[];
  /** Whether nothing runs and nothing waits. */
  isIdle(): boolean;
  /** Ends the thread with all that runs in it; what waits is refused. */
  stop(): Promise<void>;
}

/** What Lambda sets for every function, and where its AWS calls go. */
function environmentOf(options: FunctionWorkerOptions): Readonly<Record<string, string>> {
  const { model, endpoint, secret, region, environment } = options;
  return {
    ...model.environment,
    ...environment,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_LAMBDA_FUNCTION_NAME: model.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(model.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${model.name}`,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_ACCESS_KEY_ID: model.id,
    AWS_SECRET_ACCESS_KEY: secret,
    AWS_ENDPOINT_URL: endpoint,
    // Nothing of the developer's own AWS settings reaches a function.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    LAMBDA_TASK_ROOT: model.codeFolder,
    _HANDLER: model.handler,
    TZ: 'UTC',
  };
}

function refusal(type: string, message: string): InvocationResult {
  return { ok: false, error: { type, message } };
}

export function createFunctionWorker(options: FunctionWorkerOptions): FunctionWorker {
  const { model, clockOffset, log, restMs = usualRestMs } = options;
  const mostAtOnce = model.reservedConcurrency ?? usualConcurrency;
  const threads = new Set<FunctionThread>();
  const waiting: (() => void)[] = [];
  const lines: string[] = [];
  let running = 0;
  let isStopped = false;
  let resting: NodeJS.Timeout | undefined;

  function hear(line: string): void {
    lines.push(line);
    if (lines.length > keptLines) lines.shift();
  }

  function openThread(): FunctionThread {
    const open = [...threads].find((thread) => thread.isOpen());
    if (open) return open;
    const start = {
      codeFolder: model.codeFolder,
      handler: model.handler,
      functionName: model.name,
      functionArn: model.arn,
      memoryMb: model.memoryMb,
      clock: clockOffset,
    };
    const thread = startThread({ start, environment: environmentOf(options), log, hear });
    threads.add(thread);
    void thread.ended.then(() => threads.delete(thread));
    return thread;
  }

  function rest(): void {
    clearTimeout(resting);
    resting = setTimeout(() => void endThreads(), restMs);
    resting.unref();
  }

  async function endThreads(): Promise<void> {
    await Promise.all([...threads].map((thread) => thread.end()));
  }

  async function turn(): Promise<void> {
    clearTimeout(resting);
    if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
  }

  /** The place goes straight to who waits longest. */
  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
    if (running === 0) rest();
  }

  async function runNow(event: string, { requestId, budgetMs }: Invocation): Promise<InvocationResult> {
    if (isStopped) return refusal('Runtime.ExitError', 'The host is stopping');
    const timeoutMs = model.timeoutSeconds * 1000;
    const thread = openThread();
    const result = await thread.run({ requestId, event, budgetMs: Math.min(budgetMs ?? timeoutMs, timeoutMs) });
    if (!result.ok) log.add(model.name, `${requestId} ${result.error.type}: ${result.error.message}`);
    return result;
  }

  return {
    async invoke(event, invocation) {
      const text = JSON.stringify(event) ?? 'null';
      if (Buffer.byteLength(text) > largestPayload) {
        return refusal('RequestEntityTooLargeException', `The event is larger than ${largestPayload} bytes`);
      }
      await turn();
      try {
        return await runNow(text, invocation);
      } finally {
        leave();
      }
    },
    logs: () => [...lines],
    isIdle: () => running === 0,
    async stop() {
      isStopped = true;
      clearTimeout(resting);
      await endThreads();
    },
  };
}
