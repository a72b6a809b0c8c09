/** The services of this machine without gate and signatures, on a loopback address, for as long as seeding takes. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Endpoint, GateRequest, GateResponse } from '../ports.ts';

export interface LoopbackServices {
  readonly url: string;
  close(): Promise<void>;
}

export async function openLoopbackServices(endpoints: ReadonlyMap<string, Endpoint>): Promise<LoopbackServices> {
  const server = createServer((request, response) => {
    answer(endpoints, request, response).catch((fault: unknown) => {
      console.error('seeding:', fault);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function answer(
  endpoints: ReadonlyMap<string, Endpoint>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );
  const endpoint = endpoints.get(serviceOf(headers['authorization'] ?? ''));
  if (endpoint === undefined) return void response.writeHead(501).end();
  const asked: GateRequest = {
    method: request.method ?? 'GET',
    target: request.url ?? '/',
    headers,
    body: request,
    caller: { kind: 'function', functionId: 'seed' },
  };
  await send(await (await endpoint.parse(asked)).run(), response);
}

/** `Credential=<key>/<day>/<region>/<service>/aws4_request` */
function serviceOf(authorization: string): string {
  return /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(authorization)?.[1] ?? '';
}

async function send(answered: GateResponse, response: ServerResponse): Promise<void> {
  response.writeHead(answered.status, { ...answered.headers });
  if (answered.body instanceof Readable) return pipeline(answered.body, response);
  response.end(answered.body);
}
