/**
 * Checks AWS Signature Version 4, in the header form and in the query form of presigned URLs. Time is the system's
 * clock, given by the caller: a signature made by a function whose clock was moved is judged by that same clock.
 * @source AWS IAM User Guide, "Create a signed AWS API request"; Amazon S3 API, "Authenticating Requests (SigV4)"
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalHeaders, canonicalPath, canonicalQuery, splitTarget } from './canonical-request.ts';

const algorithm = 'AWS4-HMAC-SHA256';
const largestSkewMs = 15 * 60 * 1000;
/** @source Amazon S3 API, "Authenticating Requests: Using Query Parameters": at most seven days */
const longestExpirySeconds = 7 * 24 * 60 * 60;

export interface SignedMessage {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Signature {
  readonly accessKey: string;
  readonly service: string;
  readonly region: string;
  readonly day: string;
  readonly isPresigned: boolean;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `20260401T000000Z` */
  readonly signedAt: string;
  readonly expiresSeconds?: number;
}

export type SignatureFault = 'unknown-key' | 'mismatch' | 'skewed' | 'expired' | 'malformed';

function credentialOf(credential: string): Pick<Signature, 'accessKey' | 'day' | 'region' | 'service'> | undefined {
  const match = /^([^/]+)\/(\d{8})\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request$/.exec(credential);
  const [, accessKey, day, region, service] = match ?? [];
  return accessKey && day && region && service ? { accessKey, day, region, service } : undefined;
}

function fromHeader({ headers }: SignedMessage, authorization: string): Signature | 'malformed' {
  const parts = new Map(
    authorization
      .slice(algorithm.length)
      .split(',')
      .map((part) => part.trim().split('=', 2))
      .map(([name, value]) => [name ?? '', value ?? ''] as const),
  );
  const credential = credentialOf(parts.get('Credential') ?? '');
  const signature = parts.get('Signature');
  const signedAt = headers['x-amz-date'];
  if (!authorization.startsWith(`${algorithm} `) || !credential || !signature || !signedAt) return 'malformed';
  const signedHeaders = (parts.get('SignedHeaders') ?? '').split(';');
  return { ...credential, isPresigned: false, signedHeaders, signature, signedAt };
}

function fromQuery(query: URLSearchParams): Signature | 'malformed' {
  const credential = credentialOf(query.get('X-Amz-Credential') ?? '');
  const signature = query.get('X-Amz-Signature');
  const signedAt = query.get('X-Amz-Date');
  const expiresSeconds = Number(query.get('X-Amz-Expires'));
  if (query.get('X-Amz-Algorithm') !== algorithm || !credential || !signature || !signedAt) return 'malformed';
  if (!Number.isInteger(expiresSeconds) || expiresSeconds < 1 || expiresSeconds > longestExpirySeconds) {
    return 'malformed';
  }
  const signedHeaders = (query.get('X-Amz-SignedHeaders') ?? '').split(';');
  return { ...credential, isPresigned: true, signedHeaders, signature, signedAt, expiresSeconds };
}

/** What the request says of its signature, unchecked; `undefined` where it carries none. */
export function readSignature(message: SignedMessage): Signature | 'malformed' | undefined {
  const authorization = message.headers['authorization'];
  if (authorization !== undefined) return fromHeader(message, authorization);
  const query = new URLSearchParams(splitTarget(message.target).query);
  return query.has('X-Amz-Signature') || query.has('X-Amz-Credential') ? fromQuery(query) : undefined;
}

/** Epoch milliseconds, or NaN. */
function instantOf(signedAt: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(signedAt);
  if (!match) return Number.NaN;
  const [, year, month, day, hour, minute, second] = match;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** A key holds for a day, a region and a service; a hundred of them are more than a system has at once. */
const keys = new Map<string, Buffer>();
const mostKeys = 100;

function signingKey({ day, region, service }: Signature, secret: string): Buffer {
  const name = [secret, day, region, service].join(' ');
  const known = keys.get(name);
  if (known) return known;
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), service), 'aws4_request');
  if (keys.size >= mostKeys) keys.clear();
  keys.set(name, key);
  return key;
}

function expectedSignature(message: SignedMessage, signature: Signature, secret: string): string {
  const { path, query } = splitTarget(message.target);
  const { day, region, service, signedAt, signedHeaders, isPresigned } = signature;
  // S3 signs no hash of the body in a presigned URL, and else whatever the header claims; who reads the body checks it.
  const payload = isPresigned ? 'UNSIGNED-PAYLOAD' : (message.headers['x-amz-content-sha256'] ?? '');
  const canonical = [
    message.method,
    canonicalPath(path, service),
    canonicalQuery(query),
    ...canonicalHeaders(message.headers, signedHeaders),
    '',
    signedHeaders.join(';'),
    payload,
  ].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const digest = createHash('sha256').update(canonical).digest('hex');
  return hmac(signingKey(signature, secret), [algorithm, signedAt, scope, digest].join('\n')).toString('hex');
}

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function timeFault({ signedAt, day, expiresSeconds }: Signature, now: number): SignatureFault | undefined {
  const at = instantOf(signedAt);
  if (Number.isNaN(at) || !signedAt.startsWith(day)) return 'malformed';
  if (expiresSeconds === undefined) return Math.abs(now - at) > largestSkewMs ? 'skewed' : undefined;
  if (at - now > largestSkewMs) return 'skewed';
  return now > at + expiresSeconds * 1000 ? 'expired' : undefined;
}

/** S3 wants all `x-amz-` headers signed (HeadersNotSigned), else whoever holds a URL could add some. */
function leavesOut(message: SignedMessage, { signedHeaders, isPresigned, service }: Signature): boolean {
  if (!signedHeaders.includes('host')) return true;
  const unsigned = Object.keys(message.headers).filter(
    (name) => name.startsWith('x-amz-') && !signedHeaders.includes(name),
  );
  const harmless = isPresigned ? ['x-amz-content-sha256'] : [];
  return service === 's3' && unsigned.some((name) => !harmless.includes(name));
}

/** Undefined where the signature holds. The body's hash is not looked at; see `bodyHashHolds`. */
export function signatureFault(
  message: SignedMessage,
  signature: Signature,
  { secretOf, now }: { secretOf(accessKey: string): string | undefined; now: number },
): SignatureFault | undefined {
  const secret = secretOf(signature.accessKey);
  if (secret === undefined) return 'unknown-key';
  if (leavesOut(message, signature)) return 'mismatch';
  // Which fault it is may be told only to who holds the secret.
  if (!sameText(expectedSignature(message, signature, secret), signature.signature)) return 'mismatch';
  return timeFault(signature, now);
}
