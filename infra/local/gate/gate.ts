/**
 * The one door between functions and services. Every AWS call of a function (`AWS_ENDPOINT_URL`) and every presigned
 * URL of a browser comes here: its signature is checked, the function's policy of the template decides, faults are
 * injected, the call is recorded, and only then does an endpoint run it.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { FunctionModel } from '../model.ts';
import type { Endpoint, GateResponse, SystemClock } from '../ports.ts';
import { type CallRecord, createCallRecord } from './call-record.ts';
import { type Exchange, readExchange } from './exchange.ts';
import { createFaults, type Faults } from './faults.ts';
import { type Passage, passCall, type Victim } from './pass-call.ts';

export interface GateOptions {
  readonly functions: readonly FunctionModel[];
  readonly endpoints: readonly Endpoint[];
  readonly secret: string;
  readonly clock: SystemClock;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** The embedded database's process, for the faults that kill it. */
  readonly databasePid?: () => number | undefined;
  /** Hears what an endpoint threw; the caller got a 500. */
  readonly onFailure?: (error: unknown, about: { readonly service: string; readonly operation: string }) => void;
}

export interface Gate {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly faults: Faults;
  readonly record: CallRecord;
  /** The secret of a function's access key; undefined for a key that is no function. */
  secretOf(accessKey: string): string | undefined;
  stop(): Promise<void>;
}

export async function startGate(options: GateOptions): Promise<Gate> {
  const functions = new Map(options.functions.map((model) => [model.id, model]));
  const faults = createFaults();
  const record = createCallRecord();
  const secretOf = (accessKey: string) => (functions.has(accessKey) ? options.secret : undefined);
  const passage: Passage = {
    functions,
    endpoints: new Map(options.endpoints.map((endpoint) => [endpoint.service, endpoint])),
    clock: options.clock,
    faults,
    record,
    secretOf,
    kill: (what) => kill(what, options.databasePid?.()),
    onFailure: options.onFailure ?? (() => undefined),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const exchange = readExchange(request);
    const given = await passCall(exchange, passage);
    if (given === 'cut') {
      response.destroy();
      return;
    }
    await send(response, given, exchange, options.clock);
  }

  const server = createServer({ requestTimeout: 15 * 60_000, keepAliveTimeout: 60_000 }, (request, response) => {
    // A caller that went away in the middle of a body is its own matter.
    answer(request, response).catch(() => response.destroy());
  });
  const url = await listen(server, options.port ?? 0);
  return {
    url,
    faults,
    record,
    secretOf,
    async stop() {
      server.close();
      server.closeAllConnections();
      if (server.listening) await once(server, 'close');
    },
  };
}

/** To a process of 0, a signal goes to everybody in the own group. */
function kill(what: Victim, databasePid: number | undefined): void {
  if (what === 'group') process.kill(0, 'SIGKILL');
  else if (what === 'host') process.kill(process.pid, 'SIGKILL');
  else if (databasePid !== undefined) process.kill(databasePid, 'SIGKILL');
}

async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the gate has no port');
  return `http://127.0.0.1:${address.port}`;
}

async function send(
  response: ServerResponse,
  { status, headers, body }: GateResponse,
  { requestId, service }: Exchange,
  clock: SystemClock,
): Promise<void> {
  response.writeHead(status, {
    [service === 's3' ? 'x-amz-request-id' : 'x-amzn-requestid']: requestId,
    ...headers,
    // SDKs correct their own clock by this header; the real time would lead them away from the system's.
    date: new Date(clock.now()).toUTCString(),
  });
  if (typeof body === 'string' || Buffer.isBuffer(body)) {
    response.end(body);
    return;
  }
  await pipeline(body, response);
}
