/** An S3 request as its operations read it: path-style bucket and key, query, headers, with presigned headers merged. */
import type { GateRequest } from '../../ports.ts';
import { S3Refusal } from './s3-refusal.ts';

/** A key's limit in UTF-8 bytes. @source Amazon S3 User Guide, "Naming Amazon S3 objects" */
const longestKeyBytes = 1024;

/** The parts of a presigned URL that are the signature itself, or that the SDK adds for its own statistics. */
const signatureParameters = new Set([
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-signedheaders',
  'x-amz-signature',
  'x-amz-security-token',
  'x-id',
]);

export interface S3Call {
  readonly method: string;
  readonly bucket: string;
  /** Decoded; empty for calls on the bucket. */
  readonly key: string;
  /** Without the signature. */
  readonly query: ReadonlyMap<string, string>;
  readonly headers: Readonly<Record<string, string>>;
  /** The path as sent, for error documents. */
  readonly path: string;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Refusal('InvalidURI');
  }
}

function readQuery(source: string): readonly (readonly [string, string])[] {
  return source
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', ...value] = part.split('=');
      return [decode(name.replaceAll('+', ' ')), decode(value.join('=').replaceAll('+', ' '))] as const;
    });
}

/** Splits `/bucket/key?query`. Refuses InvalidURI and KeyTooLongError. */
export function readCall(request: Pick<GateRequest, 'method' | 'target' | 'headers'>): S3Call {
  const [path = '', ...rest] = request.target.split('?');
  const slash = path.indexOf('/', 1);
  const bucket = decode(slash < 0 ? path.slice(1) : path.slice(1, slash));
  const key = slash < 0 ? '' : decode(path.slice(slash + 1));
  if (Buffer.byteLength(key) > longestKeyBytes) throw new S3Refusal('KeyTooLongError');

  const headers: Record<string, string> = { ...request.headers };
  const query = new Map<string, string>();
  for (const [name, value] of readQuery(rest.join('?'))) {
    const lower = name.toLowerCase();
    if (signatureParameters.has(lower)) continue;
    // A presigned URL carries `x-amz-` headers as parameters; S3 reads them as the headers that they were.
    if (lower.startsWith('x-amz-')) headers[lower] ??= value;
    else query.set(name, value);
  }
  return { method: request.method, bucket, key, query, headers, path };
}

/** `bucket/key?versionId=v`, percent-encoded, with or without a leading slash. */
export function readCopySource(header: string): { bucket: string; key: string; versionId?: string } {
  const [path = '', query] = header.replace(/^\//, '').split('?');
  const slash = path.indexOf('/');
  if (slash <= 0 || slash === path.length - 1) {
    throw new S3Refusal(
      'InvalidArgument',
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
    );
  }
  const versionId = query === undefined ? undefined : new Map(readQuery(query)).get('versionId');
  const source = { bucket: decode(path.slice(0, slash)), key: decode(path.slice(slash + 1)) };
  return versionId === undefined ? source : { ...source, versionId };
}

/** A whole number within bounds from a query parameter. Refuses InvalidArgument. */
export function numberParameter(call: S3Call, name: string, least: number, most: number): number | undefined {
  const text = call.query.get(name);
  if (text === undefined || text === '') return undefined;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) {
    throw new S3Refusal('InvalidArgument', `${name} must be an integer between ${least} and ${most}, inclusive`);
  }
  return value;
}
