/**
 * Amazon S3 on one machine: the listed calls over files and rows that are durable before they are acknowledged.
 * Nuances: the gate checks signatures and policies; inside a body (signed chunks, POST forms) that is done here.
 * A presigned URL's `x-amz-` parameters are headers. An object is a list of stretches of immutable files.
 */
import { randomBytes } from 'node:crypto';
import type { BucketModel } from '../../model.ts';
import type {
  Endpoint,
  EventSink,
  GateRequest,
  GateResponse,
  ObjectReader,
  ParsedCall,
  Store,
  SystemClock,
  WorkBoard,
} from '../../ports.ts';
import type { SecretOf } from './chunk-signer.ts';
import { openContentFolder } from './content-folder.ts';
import { corsHeaders, preflightHeaders } from './cors.ts';
import { createObjectAccess, type ObjectAccess } from './object-access.ts';
import { openObjectTable } from './object-table.ts';
import { isForm, operationOf, operations } from './operations.ts';
import { readCall, type S3Call } from './s3-call.ts';
import { answer, bucketOf, type S3Context } from './s3-context.ts';
import { errorDocument, S3Refusal } from './s3-refusal.ts';
import { openUploadTable } from './upload-table.ts';

export interface S3EndpointOptions {
  readonly buckets: readonly BucketModel[];
  /** The account number, as events name it. */
  readonly account: string;
  /** Where the content lies; made when missing, and rid of what a kill left behind. */
  readonly folder: string;
  readonly store: Store;
  readonly clock: SystemClock;
  readonly events: EventSink;
  readonly board: WorkBoard;
  /** The secret key of a function, for signatures that stand inside a body. */
  readonly secretOf: SecretOf;
}

export type S3Endpoint = Endpoint & ObjectReader & ObjectAccess;

function openContext({ buckets, folder, store, ...rest }: S3EndpointOptions): S3Context {
  const objects = openObjectTable(store);
  const uploads = openUploadTable(store, objects.segments);
  const content = openContentFolder(folder, objects.segments);
  const byName = new Map(buckets.map((bucket) => [bucket.name, bucket]));
  return { ...rest, store, buckets: byName, objects, uploads, content };
}

function refused(error: unknown, call: Pick<S3Call, 'method' | 'path'>): GateResponse {
  // A fault of the stand-in itself: the caller sees what S3 would say, the reason goes to the operator.
  if (!(error instanceof S3Refusal)) console.error(`S3 ${call.method} ${call.path}`, error);
  const refusal = error instanceof S3Refusal ? error : new S3Refusal('InternalError');
  const document = errorDocument(refusal.code, refusal.message, refusal.status, call.path);
  const headers = { ...document.headers, ...refusal.headers };
  return call.method === 'HEAD' ? answer(refusal.status, refusal.headers) : { ...document, headers };
}

function preflight(context: S3Context, call: S3Call): ParsedCall {
  const run = async () => answer(200, preflightHeaders(bucketOf(context, call.bucket), call.headers));
  return { operation: 'Preflight', needs: [], run };
}

async function prepare(context: S3Context, call: S3Call, request: GateRequest): Promise<ParsedCall> {
  if (call.method === 'OPTIONS') return preflight(context, call);
  const operation = operationOf(call);
  return { operation, ...(await operations[operation].prepare(context, call, request)) };
}

export function createS3Endpoint(options: S3EndpointOptions): S3Endpoint {
  const context = openContext(options);

  /** A refusal at this stage, too, is answered by `run`, so that it is recorded like any other answer. */
  async function parse(request: GateRequest): Promise<ParsedCall> {
    const base = { ...request.headers };
    let call: S3Call = { method: request.method, bucket: '', key: '', query: new Map(), headers: base, path: '' };
    const finish = (response: GateResponse): GateResponse => ({
      ...response,
      headers: {
        'x-amz-request-id': randomBytes(8).toString('hex').toUpperCase(),
        ...(call.method === 'OPTIONS' ? {} : corsHeaders(context.buckets.get(call.bucket), call.method, call.headers)),
        ...response.headers,
      },
    });
    try {
      call = readCall(request);
      const prepared = await prepare(context, call, request);
      const run = async () => {
        try {
          return finish(await prepared.run());
        } catch (error) {
          return finish(refused(error, call));
        }
      };
      return { ...prepared, run };
    } catch (error) {
      return { operation: 'Refused', needs: [], run: async () => finish(refused(error, call)) };
    }
  }

  return {
    service: 's3',
    parse,
    refuse: (code, message, status) => errorDocument(code, message, status),
    allowsAnonymous: ({ method, headers }) => method === 'OPTIONS' || (method === 'POST' && isForm(headers)),
    ...createObjectAccess(context),
  };
}
