/** What every operation of the S3 endpoint works with. */
import { createHash, randomBytes } from 'node:crypto';
import type { BucketModel } from '../../model.ts';
import type {
  Caller,
  EventSink,
  GateRequest,
  GateResponse,
  NeededPermission,
  Store,
  SystemClock,
  WorkBoard,
} from '../../ports.ts';
import type { SecretOf } from './chunk-signer.ts';
import type { ContentFolder } from './content-folder.ts';
import type { ObjectTable } from './object-table.ts';
import type { S3Call } from './s3-call.ts';
import { S3Refusal } from './s3-refusal.ts';
import type { UploadTable } from './upload-table.ts';

export interface S3Context {
  readonly buckets: ReadonlyMap<string, BucketModel>;
  readonly account: string;
  readonly store: Store;
  readonly objects: ObjectTable;
  readonly uploads: UploadTable;
  readonly content: ContentFolder;
  readonly clock: SystemClock;
  readonly events: EventSink;
  readonly board: WorkBoard;
  readonly secretOf: SecretOf;
}

/** An operation that has been understood: what it needs, and how it is done. */
interface Prepared {
  readonly needs: readonly NeededPermission[];
  readonly caller?: Caller;
  run(): Promise<GateResponse>;
}

export type Prepare = (context: S3Context, call: S3Call, request: GateRequest) => Prepared | Promise<Prepared>;

export const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** Refuses NoSuchBucket. */
export function bucketOf(context: S3Context, name: string): BucketModel {
  const bucket = context.buckets.get(name);
  if (!bucket) throw new S3Refusal('NoSuchBucket');
  return bucket;
}

function objectArn(bucket: string, key: string): string {
  return `arn:aws:s3:::${bucket}/${key}`;
}

export function onObject(action: string, bucket: string, key: string): NeededPermission {
  return { action: `s3:${action}`, resource: objectArn(bucket, key) };
}

export function answer(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: GateResponse['body'] = '',
): GateResponse {
  return { status, headers, body };
}

export function xmlAnswer(body: string, headers: Readonly<Record<string, string>> = {}): GateResponse {
  return { status: 200, headers: { 'content-type': 'application/xml', ...headers }, body };
}

export function quoted(etag: string): string {
  return `"${etag}"`;
}

/** As in XML documents of S3: no milliseconds are kept. */
export function isoTime(epochMs: number): string {
  return new Date(Math.floor(epochMs / 1000) * 1000).toISOString();
}

export function newVersionId(bucket: BucketModel): string {
  return bucket.versioned ? randomBytes(24).toString('base64url') : 'null';
}

export function versionHeader(bucket: BucketModel, versionId: string): Record<string, string> {
  return bucket.versioned ? { 'x-amz-version-id': versionId } : {};
}

/** Multipart ETag: the MD5 of the parts' MD5s, and their number. */
export function etagOfParts(md5s: readonly string[]): string {
  const hash = createHash('md5');
  for (const md5 of md5s) hash.update(Buffer.from(md5, 'hex'));
  return `${hash.digest('hex')}-${md5s.length}`;
}
