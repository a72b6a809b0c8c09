/** One call through the gate: who is it, may it, does a fault strike, what does the endpoint say. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FunctionModel } from '../model.ts';
import type { Caller, Endpoint, GateRequest, GateResponse, ParsedCall, SystemClock } from '../ports.ts';
import type { CallOutcome, CallRecord } from './call-record.ts';
import type { Exchange } from './exchange.ts';
import type { FaultKind, Faults } from './faults.ts';
import { decide } from './policy.ts';
import {
  accessRefusal,
  bodyRefusal,
  internalRefusal,
  type Refusal,
  signatureRefusal,
  throttleRefusal,
  unsignedRefusal,
} from './refusals.ts';
import { signatureFault } from './sigv4.ts';

export interface Passage {
  readonly functions: ReadonlyMap<string, FunctionModel>;
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  readonly clock: SystemClock;
  readonly faults: Faults;
  readonly record: CallRecord;
  secretOf(accessKey: string): string | undefined;
  /** Ends a process with -9, for the `kill` faults. */
  kill(what: Victim): void;
  onFailure(error: unknown, about: { readonly service: string; readonly operation: string }): void;
}

export type Victim = 'host' | 'group' | 'database';

/** The largest body of services other than S3 (DynamoDB's BatchWriteItem). */
const largestBody = 16 * 1024 * 1024;

interface Noted {
  operation: string;
  outcome: CallOutcome;
  functionId: string | undefined;
  fault?: FaultKind;
}

/** `cut` asks the server to break the connection without an answer. */
export async function passCall(exchange: Exchange, passage: Passage): Promise<GateResponse | 'cut'> {
  const startedAt = performance.now();
  const noted: Noted = { operation: 'unknown', outcome: 'refused', functionId: undefined };
  let status = 0;
  try {
    const response = await checkAndRun(exchange, passage, noted);
    if (response !== 'cut') status = response.status;
    return response;
  } finally {
    passage.record.add({
      time: passage.clock.now(),
      requestId: exchange.requestId,
      service: exchange.service,
      ...noted,
      status,
      durationMs: performance.now() - startedAt,
    });
  }
}

async function checkAndRun(exchange: Exchange, passage: Passage, noted: Noted): Promise<GateResponse | 'cut'> {
  const { service } = exchange;
  const endpoint = findEndpoint(exchange, passage);
  if (!endpoint) return notHere(service);
  const caller = identify(exchange, endpoint, passage);
  if ('code' in caller) return refuse(endpoint, caller);
  noted.functionId = caller.kind === 'anonymous' ? undefined : caller.functionId;
  const isKept = service !== 's3' || passage.faults.mayRepeat(service);
  const body = isKept ? await readAll(exchange.incoming, service) : exchange.incoming;
  if (body === 'too-large') return refuse(endpoint, { code: 'RequestTooLarge', message: 'Too large', status: 413 });
  if (Buffer.isBuffer(body) && !bodyHashHolds(exchange, body)) return refuse(endpoint, bodyRefusal(service));
  const { method, target, headers } = exchange;
  const parse = () => {
    const fresh = Buffer.isBuffer(body) ? Readable.from([body], { objectMode: false }) : body;
    const request: GateRequest = { method, target, headers, caller, body: fresh };
    return endpoint.parse(request);
  };
  try {
    const call = await parse();
    noted.operation = call.operation;
    const counted = call.caller ?? caller;
    noted.functionId = counted.kind === 'anonymous' ? undefined : counted.functionId;
    const denial = deniedBecause(call, counted, passage);
    if (denial !== undefined) return refuse(endpoint, accessRefusal(service, denial));
    return await runWithFault({ endpoint, call, parse, service }, passage, noted);
  } catch (error) {
    noted.outcome = 'failed';
    passage.onFailure(error, { service, operation: noted.operation });
    return refuse(endpoint, internalRefusal(service, 'The stand-in for this service failed; see the log of the host.'));
  }
}

/** An unsigned call names no service: it goes to the one that says it would take it. */
function findEndpoint(exchange: Exchange, { endpoints }: Passage): Endpoint | undefined {
  if (exchange.signature !== undefined) return endpoints.get(exchange.service);
  const willing = [...endpoints.values()].find((endpoint) => endpoint.allowsAnonymous?.(exchange) === true);
  return willing ?? endpoints.get('s3') ?? [...endpoints.values()][0];
}

function identify(exchange: Exchange, endpoint: Endpoint, { secretOf, clock }: Passage): Caller | Refusal {
  const { signature, service } = exchange;
  if (signature === undefined) {
    return endpoint.allowsAnonymous?.(exchange) === true ? { kind: 'anonymous' } : unsignedRefusal(endpoint.service);
  }
  if (signature === 'malformed') return signatureRefusal(service, 'malformed');
  const fault = signatureFault(exchange, signature, { secretOf, now: clock.now() });
  if (fault !== undefined) return signatureRefusal(service, fault);
  return { kind: signature.isPresigned ? 'presigned' : 'function', functionId: signature.accessKey };
}

async function readAll(incoming: Readable, service: string): Promise<Buffer | 'too-large'> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size > largestBody && service !== 's3') return 'too-large';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** S3's streamed bodies carry their own checks; its endpoint makes them. */
function bodyHashHolds({ headers, signature, service }: Exchange, body: Buffer): boolean {
  if (service === 's3' || typeof signature !== 'object' || signature.isPresigned) return true;
  return createHash('sha256').update(body).digest('hex') === headers['x-amz-content-sha256'];
}

function deniedBecause({ needs }: ParsedCall, caller: Caller, { functions, record }: Passage): string | undefined {
  if (caller.kind === 'anonymous')
    return needs.length > 0 ? 'Nobody is signed in, and this call needs a grant.' : undefined;
  const statements = functions.get(caller.functionId)?.statements ?? [];
  for (const need of needs) {
    const decision = decide(statements, need);
    if (decision.kind === 'denied') {
      const why =
        decision.why === 'explicit-deny'
          ? 'with an explicit deny in its policy'
          : `because no statement of its policy allows the ${need.action} action`;
      return `Function ${caller.functionId} is not authorized to perform: ${need.action} on resource: ${need.resource} ${why}`;
    }
    record.used(caller.functionId, decision.statement, decision.action);
  }
  return undefined;
}

interface Runnable {
  readonly endpoint: Endpoint;
  readonly call: ParsedCall;
  readonly service: string;
  parse(): Promise<ParsedCall>;
}

async function runWithFault(
  { endpoint, call, parse, service }: Runnable,
  { faults, kill }: Passage,
  noted: Noted,
): Promise<GateResponse | 'cut'> {
  const { operation } = call;
  const fault = faults.strike({ service, operation, functionId: noted.functionId });
  noted.outcome = fault === undefined ? 'answered' : 'faulted';
  if (fault === undefined) return call.run();
  noted.fault = fault;
  switch (fault) {
    case 'before':
      return refuse(endpoint, internalRefusal(service, 'Refused before it was done (injected)'));
    case 'throttle':
      return refuse(endpoint, throttleRefusal(service));
    case 'after':
      await discard(await call.run());
      return 'cut';
    case 'twice': {
      const again = await parse();
      const [first, second] = await Promise.allSettled([call.run(), again.run()]);
      if (second.status === 'fulfilled') await discard(second.value);
      if (first.status === 'rejected') throw first.reason;
      return first.value;
    }
    case 'kill-host-before':
    case 'kill-group-before':
    case 'kill-database-before':
      kill(killed[fault]);
      // Host and group are gone by now; the database is not, and the call finds that out.
      return call.run();
    case 'kill-host-after':
    case 'kill-group-after':
    case 'kill-database-after': {
      const response = await call.run();
      kill(killed[fault]);
      return response;
    }
  }
}

const killed = {
  'kill-host-before': 'host',
  'kill-host-after': 'host',
  'kill-group-before': 'group',
  'kill-group-after': 'group',
  'kill-database-before': 'database',
  'kill-database-after': 'database',
} as const;

async function discard({ body }: GateResponse): Promise<void> {
  if (body instanceof Readable) body.destroy();
}

function refuse(endpoint: Endpoint, { code, message, status }: Refusal): GateResponse {
  return endpoint.refuse(code, message, status);
}

function notHere(service: string): GateResponse {
  const body = JSON.stringify({ __type: 'NotImplemented', message: `There is no stand-in for ${service} here.` });
  return { status: 501, headers: { 'content-type': 'application/json' }, body };
}
