/**
 * AWS JSON 1.1: one POST per call, the operation in `x-amz-target`, errors as `__type`. Used by KMS and Cognito.
 * A field that an operation does not know is answered with 501 and never ignored.
 */
import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import type { Caller, GateRequest, GateResponse, NeededPermission, ParsedCall } from '../ports.ts';
import { readBody } from './read-body.ts';
import { notKept, ServiceError } from './service-error.ts';

const maxBodyBytes = 1024 * 1024;

interface PreparedCall {
  readonly needs: readonly NeededPermission[];
  run(): Promise<unknown>;
}

export interface JsonOperation {
  prepare(body: unknown, caller: Caller, invalidCode: string): PreparedCall;
}

/** Both may throw `ServiceError`; `needs` only reads. What `run` gives back is the answer; undefined is `{}`. */
export function jsonOperation<S extends z.ZodType>(
  schema: S,
  does: {
    needs(input: z.output<S>): readonly NeededPermission[];
    run(input: z.output<S>, caller: Caller): unknown;
  },
): JsonOperation {
  return {
    prepare(body, caller, invalidCode) {
      const input = parseInput(schema, body, invalidCode);
      return { needs: does.needs(input), run: async () => does.run(input, caller) };
    },
  };
}

export interface JsonRpcOptions {
  /** The part of `x-amz-target` before the point, e.g. `TrentService`. */
  readonly target: string;
  /** What this service calls an input that its schema refuses, e.g. `ValidationException`. */
  readonly invalidCode: string;
  readonly operations: Readonly<Record<string, JsonOperation>>;
}

export function createJsonRpc({ target, invalidCode, operations }: JsonRpcOptions) {
  async function prepare(request: GateRequest, name: string): Promise<PreparedCall> {
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (!operation) throw notKept(`the call ${name || request.method}`);
    const body = await readBody(request.body, maxBodyBytes);
    if (!body) throw new ServiceError('RequestEntityTooLargeException', 'The request is too long', 413);
    return operation.prepare(parseJson(body), request.caller, invalidCode);
  }

  return {
    refuse: jsonRefusal,
    async parse(request: GateRequest): Promise<ParsedCall> {
      const header = request.headers['x-amz-target'] ?? '';
      const name = header.startsWith(`${target}.`) ? header.slice(target.length + 1) : '';
      const operation = name || 'Unknown';
      try {
        const call = await prepare(request, name);
        return { operation, needs: call.needs, run: () => answer(() => call.run()) };
      } catch (error) {
        return { operation, needs: [], run: () => answer(() => Promise.reject(error)) };
      }
    },
  };
}

export function jsonAnswer(value: unknown, status = 200, headers: Record<string, string> = {}): GateResponse {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID(), ...headers },
    body: JSON.stringify(value ?? {}),
  };
}

function jsonRefusal(code: string, message: string, status: number): GateResponse {
  return jsonAnswer({ __type: code, message }, status, { 'x-amzn-errortype': code });
}

async function answer(run: () => Promise<unknown>): Promise<GateResponse> {
  try {
    return jsonAnswer(await run());
  } catch (error) {
    if (error instanceof ServiceError) return jsonRefusal(error.code, error.message, error.status);
    throw error;
  }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8') || '{}');
  } catch {
    throw new ServiceError('SerializationException', 'The body is not JSON');
  }
}

function parseInput<S extends z.ZodType>(schema: S, body: unknown, invalidCode: string): z.output<S> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const unknown = parsed.error.issues.find((issue) => issue.code === 'unrecognized_keys');
  if (unknown?.code === 'unrecognized_keys') throw notKept(`the field ${unknown.keys.join(', ')}`);
  const [issue] = parsed.error.issues;
  throw new ServiceError(invalidCode, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`);
}
