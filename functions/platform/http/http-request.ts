/** The gateway's event, read once: names in lower case, cookies apart, the body as bytes. */
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { sha256Hex } from '../digest.ts';
import { readMultipartForm } from './multipart-form.ts';
import { platformProblem, RefusedRequest } from './problem.ts';

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Every value of a name that stands several times, as boxes that are ticked do; `query` has the last. */
  readonly queryLists: Readonly<Record<string, readonly string[]>>;
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
  const queryLists: Record<string, readonly string[]> = Object.create(null);
  for (const [name, value] of Object.entries(query))
    queryLists[name] = event.multiValueQueryStringParameters?.[name] ?? [value];
  return {
    method: event.httpMethod,
    path: event.path,
    headers,
    query,
    queryLists,
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
const bodyLimitBytes = 1_000_000;

/** Throws RefusedRequest where the body cannot be read. */
function readFields(request: HttpRequest, accepts: 'form' | 'json'): Record<string, unknown> {
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
    else if (typeof before === 'string') fields[name] = [before, value];
    else before.push(value);
  }
  return fields;
}

/** The body as named values, and a digest by which a repeat of the same request is recognised. */
export async function readBody(
  request: HttpRequest,
  accepts: 'form' | 'json' | 'multipart',
): Promise<{ readonly fields: Record<string, unknown>; readonly bodyDigest: string }> {
  if (accepts !== 'multipart') return { fields: readFields(request, accepts), bodyDigest: sha256Hex(request.body) };
  const { fields, files } = await readMultipartForm(request);
  // The boundary between the parts is new at each sending, so the digest is made of what the parts hold.
  const held = Object.entries(files).map(([name, file]) => [name, file.name, sha256Hex(file.bytes)]);
  return { fields: { ...fields, ...files }, bodyDigest: sha256Hex(JSON.stringify([Object.entries(fields), held])) };
}
