/**
 * The one HTTP address of the machine. In front stands CloudFront, chosen by the Host header; plain 127.0.0.1 and
 * localhost show the application for its paths and otherwise one portal. It listens on this machine alone and takes
 * only hosts that mean this machine, so that no web page can reach it under a name of its own.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { SystemClock } from '../ports.ts';
import type { Distribution } from './distribution.ts';
import { appAlias, plainPortalAlias } from './local-origins.ts';
import { type Answer, jsonAnswer, readVisit, textAnswer, type Visit } from './visit.ts';

/** CloudFront's limits: the address in characters, all headers together in bytes. */
const maxUrlLength = 8192;
const maxHeaderBytes = 20_480;
const headersTimeoutMs = 15_000;
const requestTimeoutMs = 120_000;
const keepAliveMs = 60_000;

export interface FrontDoorOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly clock: SystemClock;
}

export interface Doors {
  readonly distributions: readonly Distribution[];
  /** Answers what exists on this machine only; undefined for everything else. */
  local(visit: Visit): Promise<Answer | undefined>;
}

export interface FrontDoor {
  readonly port: number;
  /** From here on requests are answered; before, with 503. */
  open(doors: Doors): void;
  /** Takes no new connection, lets what runs end for so long, then cuts. */
  stop(graceMs: number): Promise<void>;
}

export async function startFrontDoor({ port, clock }: FrontDoorOptions): Promise<FrontDoor> {
  let doors: Doors | undefined;
  const server = createServer(
    { maxHeaderSize: maxHeaderBytes, headersTimeout: headersTimeoutMs, requestTimeout: requestTimeoutMs },
    (request, response) => {
      answer(request, response).catch(() => response.destroy());
    },
  );
  server.keepAliveTimeout = keepAliveMs;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const visit = readVisit(request);
    const given = await choose(visit).catch((error: unknown) => {
      console.error(`${visit.method} (front door):`, error);
      return jsonAnswer(502, { message: 'Internal server error' });
    });
    await send(visit, given, response);
    request.resume();
  }

  async function choose(visit: Visit): Promise<Answer> {
    if (!visit.path.startsWith('/')) return textAnswer(400, 'Bad request');
    if (visit.path.length + visit.query.length > maxUrlLength) return textAnswer(414, 'The address is too long.');
    const host = hostOf(visit);
    if (!doors) return textAnswer(503, '起動中です。しばらくしてから、もう一度お試しください。');
    if (host === undefined) return textAnswer(421, 'このアドレスでは受け付けていません。');
    const distribution = distributionFor(host, visit.path, doors.distributions);
    return (
      (await doors.local(visit)) ??
      (await distribution?.answer(visit)) ??
      textAnswer(404, 'このアドレスには何もありません。')
    );
  }

  async function send(visit: Visit, { status, headers, body }: Answer, response: ServerResponse): Promise<void> {
    response.writeHead(status, { ...mutable(headers), date: new Date(clock.now()).toUTCString() });
    if (visit.method === 'HEAD') {
      if (body instanceof Readable) body.destroy();
      response.end();
    } else if (body instanceof Readable) await pipeline(body, response);
    else response.end(body);
  }

  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    open(given) {
      doors = given;
    },
    async stop(graceMs) {
      const closed = server.listening ? once(server, 'close') : Promise.resolve();
      server.close();
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(cut);
    },
  };
}

/** Without the port; undefined for a name that is not this machine's. */
function hostOf(visit: Visit): string | undefined {
  const host = (visit.incoming.headers.host ?? '').toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
  return host === '127.0.0.1' || host === '[::1]' || /^([a-z0-9-]+\.)*localhost$/.test(host) ? host : undefined;
}

function distributionFor(host: string, path: string, distributions: readonly Distribution[]): Distribution | undefined {
  const named = (alias: string) => distributions.find(({ aliases }) => aliases.includes(alias));
  const byHost = named(host);
  if (byHost || host.endsWith('.localhost')) return byHost;
  const app = named(appAlias);
  return app?.knows(path) ? app : (named(plainPortalAlias) ?? app);
}

/** node:http wants arrays that it could change. */
function mutable(headers: Answer['headers']): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  );
}
