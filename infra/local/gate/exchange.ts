/** A request as it came in, with who it says it is; nothing of it is believed yet. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { readSignature, type Signature } from './sigv4.ts';

export interface Exchange {
  readonly requestId: string;
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly incoming: IncomingMessage;
  /** `s3` where no credential scope says otherwise. */
  readonly service: string;
  readonly signature: Signature | 'malformed' | undefined;
}

function headersOf({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(',') : value,
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

export function readExchange(incoming: IncomingMessage): Exchange {
  const method = incoming.method ?? 'GET';
  const target = incoming.url ?? '/';
  const headers = headersOf(incoming);
  // A preflight carries the presigned address of the request to come, whose signature is not its own.
  const signature = method === 'OPTIONS' ? undefined : readSignature({ method, target, headers });
  const service = typeof signature === 'object' ? signature.service : 's3';
  return { requestId: randomUUID(), method, target, headers, incoming, service, signature };
}
