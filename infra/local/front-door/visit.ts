/** A request as the viewer sent it, and an answer before it goes out. */
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';

export interface Visit {
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  /** Names and values as sent, in order. */
  readonly headers: readonly (readonly [string, string])[];
  readonly viewer: { readonly address: string; readonly port: number };
  readonly incoming: IncomingMessage;
}

export interface Answer {
  readonly status: number;
  /** Lower-case names; several values are several lines. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer | string | Readable;
}

export function readVisit(incoming: IncomingMessage): Visit {
  const url = incoming.url ?? '/';
  const question = url.indexOf('?');
  const headers: (readonly [string, string])[] = [];
  for (let at = 0; at + 1 < incoming.rawHeaders.length; at += 2) {
    headers.push([incoming.rawHeaders[at] ?? '', incoming.rawHeaders[at + 1] ?? '']);
  }
  return {
    method: incoming.method ?? 'GET',
    path: question < 0 ? url : url.slice(0, question),
    query: question < 0 ? '' : url.slice(question + 1),
    headers,
    viewer: { address: incoming.socket.remoteAddress ?? '127.0.0.1', port: incoming.socket.remotePort ?? 0 },
    incoming,
  };
}

export function headerOf(visit: Visit, name: string): string | undefined {
  const value = visit.incoming.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

export function jsonAnswer(status: number, value: unknown, headers: Answer['headers'] = {}): Answer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

export function textAnswer(status: number, text: string): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `${text}\n` };
}
