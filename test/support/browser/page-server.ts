import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { staticFiles } from '../../../functions/ui/static-files.ts';

export interface PageAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface PageServer {
  readonly origin: string;
  readonly requests: readonly SentRequest[];
  close(): Promise<void>;
}

/** No inline style and no inline script works under it. */
const contentPolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Serves pages on loopback as the system would: strict content policy, static files by digest. */
export async function servePages(answer: (request: SentRequest) => PageAnswer | undefined): Promise<PageServer> {
  const requests: SentRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const { pathname } = new URL(incoming.url ?? '/', 'http://loopback');
    const request = {
      method: incoming.method ?? 'GET',
      path: pathname,
      headers: incoming.headers,
      body: await text(incoming),
    };
    const file = staticFiles.find(({ path }) => path === pathname);
    if (file !== undefined) {
      response.writeHead(200, { 'content-type': file.contentType }).end(file.body);
      return;
    }
    requests.push(request);
    const { status, headers, body }: PageAnswer = answer(request) ?? { status: 404, body: 'not found' };
    response
      .writeHead(status ?? 200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': contentPolicy,
        ...headers,
      })
      .end(body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
