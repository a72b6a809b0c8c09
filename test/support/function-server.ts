/** The front of one HTTP function, on loopback: what the gateway would hand over, and static files beside it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Context } from 'aws-lambda';
import type { HttpHandler } from '../../functions/platform/http/http-function.ts';
import { staticFiles } from '../../functions/ui/static-files.ts';
import { apiEvent } from './api-event.ts';

export interface FunctionServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** @param build gets the server's own origin, against which the function checks its forms */
export async function serveFunction(build: (origin: string) => HttpHandler): Promise<FunctionServer> {
  let handler: HttpHandler | undefined;
  const server = createServer((incoming, outgoing) => {
    answer(handler, incoming, outgoing).catch((error: unknown) => outgoing.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const origin = `http://127.0.0.1:${address.port}`;
  handler = build(origin);
  return {
    origin,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function answer(handler: HttpHandler | undefined, incoming: IncomingMessage, outgoing: ServerResponse) {
  const url = new URL(incoming.url ?? '/', 'http://loopback');
  const file = staticFiles.find(({ path }) => path === url.pathname);
  if (file !== undefined) {
    outgoing.writeHead(200, { 'content-type': file.contentType }).end(file.body);
    return;
  }
  if (handler === undefined) throw new Error('the function is not there yet');
  const result = await handler(
    apiEvent({
      method: incoming.method ?? 'GET',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
      body: (await buffer(incoming)).toString('utf8'),
    }),
    { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 20_000 } as Context,
  );
  const headers = Object.entries({ ...result.headers, ...result.multiValueHeaders });
  outgoing.writeHead(result.statusCode, Object.fromEntries(headers.map(([name, value]) => [name, value as string])));
  outgoing.end(result.isBase64Encoded ? Buffer.from(result.body, 'base64') : result.body);
}
