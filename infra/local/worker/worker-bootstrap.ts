/** The inside of a function's thread: shifts the clock, loads the bundle that would be deployed, answers invocations. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { AnswerMessage, InvokeMessage, StartMessage } from './messages.ts';
import { shiftDate } from './shifted-date.ts';

type Handler = (event: unknown, context: unknown) => unknown;

/** @source AWS Lambda, "Lambda quotas": 6 MB for request and response of a synchronous invocation */
const largestPayload = 6 * 1024 * 1024;

const start: StartMessage = workerData;
const host = parentPort;
if (!host) throw new Error('this file runs in a thread of the host only');

function say(message: AnswerMessage): void {
  host?.postMessage(message);
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}

async function loadHandler(): Promise<Handler> {
  const [file = '', name = ''] = start.handler.split(/\.(?=[^.]+$)/);
  const candidates = ['.mjs', '.js', '.cjs'].map((extension) => join(start.codeFolder, `${file}${extension}`));
  const path = candidates.find(existsSync);
  if (path === undefined) throw new Error(`${start.codeFolder} holds no module ${file}`);
  const loaded: Record<string, unknown> = await import(pathToFileURL(path).href);
  const handler = loaded[name];
  if (!isHandler(handler)) throw new Error(`${file} exports no function ${name}`);
  return handler;
}

function contextOf({ requestId, budgetMs }: InvokeMessage): unknown {
  const endsAt = performance.now() + budgetMs;
  return {
    awsRequestId: requestId,
    functionName: start.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: start.functionArn,
    memoryLimitInMB: String(start.memoryMb),
    logGroupName: `/aws/lambda/${start.functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    // Real time: moving the clock by a day does not make a running invocation late.
    getRemainingTimeInMillis: () => Math.max(0, Math.round(endsAt - performance.now())),
  };
}

function errorType(error: unknown): string {
  return error instanceof Error ? error.name : 'Error';
}

function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function answer(handler: Handler, message: InvokeMessage): Promise<void> {
  const { invocation } = message;
  try {
    const value = JSON.stringify(await handler(JSON.parse(message.event), contextOf(message))) ?? 'null';
    const size = Buffer.byteLength(value);
    if (size <= largestPayload) return say({ kind: 'value', invocation, value });
    const told = `Response payload size (${size} bytes) exceeded maximum allowed payload size (${largestPayload} bytes).`;
    say({ kind: 'error', invocation, type: 'Function.ResponseSizeTooLarge', message: told });
  } catch (error) {
    console.error(error);
    say({ kind: 'error', invocation, type: errorType(error), message: errorMessage(error) });
  }
}

process.setSourceMapsEnabled(true);
shiftDate(start.clock);
try {
  const handler = await loadHandler();
  host.on('message', (message: InvokeMessage) => void answer(handler, message));
  say({ kind: 'ready' });
} catch (error) {
  console.error(error);
  say({ kind: 'broken', type: 'Runtime.ImportModuleError', message: errorMessage(error) });
}
