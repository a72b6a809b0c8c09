/**
 * The seams inside the one-machine host. Every part (gate, endpoints, dispatcher) is written against these few
 * interfaces, so that each part can be tested alone with a temporary folder and a fixed clock.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { Readable } from 'node:stream';

/** The system's clock in epoch milliseconds (UTC). Ticks at real speed from a stored offset; tests move it. */
export interface SystemClock {
  now(): number;
}

/**
 * The host's durable state: one SQLite file per data folder, opened by the host alone (WAL, synchronous=FULL).
 * What `transaction` wrote is on disk when it returns; nested calls join the outer transaction.
 */
export interface Store {
  readonly db: DatabaseSync;
  transaction<T>(write: () => T): T;
}

/** A thing to be done at or after `dueAt` on the system's clock, at least once, surviving kill -9. */
export interface Work {
  readonly kind: string;
  readonly payload: unknown;
  /** Epoch milliseconds on the system's clock; absent means now. */
  readonly dueAt?: number;
  /** The same key twice is one work (while the first is not done). */
  readonly key?: string;
  /** Works of one lane run one after another, in order; works without a lane run concurrently. */
  readonly lane?: string;
}

export type WorkOutcome = 'done' | { readonly retryAt: number };

/**
 * Everything that an endpoint or the gate wants done later is a row on this board. The board is one `DueSource`
 * among four (with queues, streams and schedules): `idle` and `advance` look nowhere else.
 */
export interface WorkBoard {
  /** Durable when it returns; joins the surrounding `store.transaction`. */
  add(work: Work): void;
  /** Who does works of this kind. A throw counts as `{ retryAt: now + 1 s }`. */
  on(kind: string, run: (payload: unknown, about: { readonly attempt: number }) => Promise<WorkOutcome>): void;
}

/** An event for a bus, as `PutEvents` or an AWS service would place it. */
export interface BusEvent {
  readonly busName: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
  readonly resources?: readonly string[];
  /** Epoch milliseconds; the clock's reading when absent. */
  readonly time?: number;
}

export interface EventSink {
  /** Accepts the event durably (joins the surrounding transaction) and answers its id. */
  accept(event: BusEvent): string;
}

/** Who calls: a function (access key = function id), a holder of a presigned URL signed by one, or nobody. */
export type Caller =
  | { readonly kind: 'function'; readonly functionId: string }
  | { readonly kind: 'presigned'; readonly functionId: string }
  | { readonly kind: 'anonymous' };

export interface GateRequest {
  readonly method: string;
  /** Path and query as sent, still percent-encoded, e.g. `/bucket/a%20b?uploadId=1`. */
  readonly target: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
  readonly caller: Caller;
}

export interface GateResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string | Readable;
}

/** One permission that a call needs, e.g. `{ action: 's3:PutObject', resource: 'arn:aws:s3:::bucket/key' }`. */
export interface NeededPermission {
  readonly action: string;
  readonly resource: string;
  /** Values of condition keys that the call carries, e.g. `dynamodb:LeadingKeys`. */
  readonly conditions?: Readonly<Record<string, readonly string[]>>;
}

/** What an endpoint understood of a request, before anything is done. */
export interface ParsedCall {
  /** The AWS name of the operation, e.g. `PutObject`; used for recording and for faults. */
  readonly operation: string;
  readonly needs: readonly NeededPermission[];
  /**
   * Whose permissions count, where the endpoint itself verified a signature that the gate cannot see (the fields of
   * a browser's POST form to S3). Absent means the caller of the request.
   */
  readonly caller?: Caller;
  /** Does it. Called only after the gate has checked the permissions, possibly twice (the `twice` fault). */
  run(): Promise<GateResponse>;
}

/**
 * A small stand-in for one AWS service. It speaks a listed set of calls and answers 501 to anything else.
 * Signature, policy, faults and recording are the gate's; an endpoint never sees an unsigned call unless it
 * says so by `allowsAnonymous`.
 */
export interface Endpoint {
  /** The service name in the credential scope: `s3`, `ses`, `kms`, `cognito-idp`, `dynamodb`, `sqs`, `events`, `cloudfront`. */
  readonly service: string;
  /**
   * Requests that the gate may pass on although they carry no signature, as the real service would: a CORS preflight,
   * a POST form whose signature is in the body, a public key set. Looks at method, target and headers only. Absent
   * means none.
   */
  allowsAnonymous?(request: Pick<GateRequest, 'method' | 'target' | 'headers'>): boolean;
  /** Reads the request (small bodies may be read here; S3 streams stay unread until `run`). */
  parse(request: GateRequest): Promise<ParsedCall>;
  /** The error document of this service's protocol, e.g. XML for S3, JSON for KMS. */
  refuse(code: string, message: string, status: number): GateResponse;
}

/** A part of the host that does something by itself: now, or when the clock reaches an instant. */
export interface DueSource {
  readonly name: string;
  /** Whether nothing is running and nothing is runnable at this instant. */
  isIdle(now: number): boolean;
  /** The earliest instant at which something becomes runnable; undefined when nothing is waiting. */
  nextDueAt(): number | undefined;
  /** How many things wait for a later instant. */
  delayed(now: number): number;
  /** Looks again at what is due: after the clock moved, or after something was added. */
  wake(): void;
  start(): void;
  /** Takes nothing new; answers when what was running has ended. */
  stop(): Promise<void>;
}

export type InvocationResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: { readonly type: string; readonly message: string } };

/** Runs a function once and waits for it; a timeout and a throw are both `ok: false`. */
export interface FunctionInvoker {
  invoke(functionArn: string, event: unknown, about: { readonly requestId: string }): Promise<InvocationResult>;
}

/** Where a function's or an endpoint's dead letter, or a bus target's message, is put. Joins the transaction. */
export interface MessageSink {
  send(queueArn: string, message: NewMessage): { readonly messageId: string; readonly md5: string };
}

export interface NewMessage {
  readonly body: string;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  /** Replaces the queue's own delay; seconds. */
  readonly delaySeconds?: number;
  readonly attributes?: Readonly<Record<string, { readonly DataType: string; readonly StringValue: string }>>;
}

/** What the front door asks of the S3 endpoint in CloudFront's place (the bucket policy has already let it in). */
export interface ObjectReader {
  /** Undefined when there is no such key. The body is a stream from the start of `range`, or the whole object. */
  read(
    bucketName: string,
    key: string,
    range?: { readonly start: number; readonly end?: number },
  ): Promise<StoredObject | undefined>;
}

export interface StoredObject {
  /** Of the whole object, in bytes. */
  readonly size: number;
  readonly etag: string;
  readonly lastModified: number;
  /** Content-Type, Content-Disposition, Cache-Control, Content-Encoding and the like; lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
}

/** What the SES endpoint has sent, for the inbox page; newest last. */
export interface MailArchive {
  list(query: { readonly to?: string; readonly since?: number; readonly limit?: number }): readonly SentMail[];
  /** Puts mails of the past into the archive, for demo data: no events follow. One that is there already stays. */
  place(mails: readonly PastMail[]): Promise<void>;
}

export interface PastMail {
  readonly id: string;
  readonly raw: Buffer;
  readonly recipients: readonly string[];
  /** Epoch milliseconds. */
  readonly sentAt: number;
}

export interface SentMail {
  readonly id: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** ISO 8601, UTC. */
  readonly sentAt: string;
}
