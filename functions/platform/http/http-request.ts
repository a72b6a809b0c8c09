/** The gateway's event, read once: names in lower case, cookies apart, the body as bytes. */
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { sha256Hex } from '../digest.ts';
import { platformProblem, RefusedRequest } from './problem.ts';

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly requestId: string;
  /** The address that the trusted hop saw; for rate limits, never for identity. */
  readonly sourceAddress: string;
}

export function readHttpRequest(event: APIGatewayProxyEvent, requestId: string): HttpRequest {
  const headers: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(event.headers ?? {}))
    if (value !== undefined) headers[name.toLowerCase()] = value;
  const query: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(event.queryStringParameters ?? {}))
    if (value !== undefined) query[name] = value;
  return {
    method: event.httpMethod,
    path: event.path,
    headers,
    query,
    cookies: readCookies(headers['cookie'] ?? ''),
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    requestId,
    sourceAddress: viewerAddress(headers) ?? event.requestContext?.identity?.sourceIp ?? '',
  };
}

/** CloudFront puts the viewer's address and port; what a client writes into X-Forwarded-For is not believed. */
function viewerAddress(headers: Readonly<Record<string, string>>): string | undefined {
  return headers['cloudfront-viewer-address']?.replace(/:\d+$/, '');
}

function readCookies(header: string): Record<string, string> {
  const cookies: Record<string, string> = Object.create(null);
  for (const part of header.split(';')) {
    const at = part.indexOf('=');
    if (at > 0) cookies[part.slice(0, at).trim()] ??= part.slice(at + 1).trim();
  }
  return cookies;
}

/** Largest form or JSON body; files go straight to the bucket. */
export const bodyLimitBytes = 1_000_000;

/** The body as named values. Throws RefusedRequest where it cannot be read. */
export function readFields(request: HttpRequest, accepts: 'form' | 'json'): Record<string, unknown> {
  if (request.body.byteLength > bodyLimitBytes) throw new RefusedRequest(platformProblem('body-too-large'));
  if (request.body.byteLength === 0) return {};
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  const expected = accepts === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
  if (type !== expected) throw new RefusedRequest(platformProblem('media-type-not-supported'));
  const text = decodeUtf8(request.body);
  return accepts === 'json' ? readJson(text) : readForm(text);
}

function decodeUtf8(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new RefusedRequest(platformProblem('body-not-readable'));
  }
}

function readJson(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RefusedRequest(platformProblem('body-not-readable'));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RefusedRequest(platformProblem('body-not-readable'));
  }
  return Object.assign(Object.create(null), value);
}

/** A name that comes several times (check boxes) becomes a list; browsers' CRLF becomes LF. */
function readForm(text: string): Record<string, unknown> {
  const fields: Record<string, string | string[]> = Object.create(null);
  for (const [name, raw] of new URLSearchParams(text)) {
    const value = raw.replace(/\r\n?/g, '\n');
    const before = fields[name];
    if (before === undefined) fields[name] = value;
    else fields[name] = typeof before === 'string' ? [before, value] : [...before, value];
  }
  return fields;
}

/** Digest of what was asked, without the fields that differ between two sendings of the same form. */
export function digestOfBody(request: HttpRequest): string {
  return sha256Hex(request.body);
}
