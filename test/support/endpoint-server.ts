/** Serves one endpoint over HTTP without signature check or policy, so that the real SDK clients can talk to it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { Caller, Endpoint, GateRequest, ParsedCall } from '../../infra/local/ports.ts';

export interface ServedEndpoint {
  readonly url: string;
  /** What was understood, oldest first: for assertions on `needs`. */
  readonly calls: ParsedCall[];
  close(): Promise<void>;
}

const defaultCaller: Caller = { kind: 'function', functionId: 'Test-Function' };

export async function serveEndpoint(endpoint: Endpoint, caller: Caller = defaultCaller): Promise<ServedEndpoint> {
  const calls: ParsedCall[] = [];
  const server = createServer((incoming, outgoing) => {
    answer(endpoint, caller, calls, incoming, outgoing).catch((error: unknown) => {
      outgoing.statusCode = 500;
      outgoing.end(String(error instanceof Error ? error.stack : error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The test server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  endpoint: Endpoint,
  caller: Caller,
  calls: ParsedCall[],
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  const request: GateRequest = {
    method: incoming.method ?? 'GET',
    target: incoming.url ?? '/',
    headers,
    body: incoming,
    caller,
  };
  const call = await endpoint.parse(request);
  calls.push(call);
  const response = await call.run();
  outgoing.writeHead(response.status, response.headers);
  if (response.body instanceof Readable) response.body.pipe(outgoing);
  else outgoing.end(response.body);
}
