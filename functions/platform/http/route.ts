/**
 * One route: method, path, who may, what comes in, what is done. A route without an access rule does not compile.
 *
 * Nuances: `input` sees one flat object: the path's parameters, the query (GET) or the body (other methods). For the
 * API the OpenAPI document is made from the same object, so what is documented is what is checked.
 */
import type * as z from 'zod';
import type { Permission } from '../../../shared/access/permission.ts';
import type { Caller } from '../../../shared/access/policy.ts';
import type { Cause, Command } from '../../../shared/kernel/change.ts';
import type { CommandId, ProgrammeId } from '../../../shared/kernel/ids.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import type { HttpRequest } from './http-request.ts';
import type { Reply } from './reply.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who is let in to a route. `identify` answers who it is, or throws a RefusedRequest. */
export interface Access<Who> {
  readonly kind: 'open' | 'staff' | 'capability';
  readonly permission?: Permission;
  /** Secret that forms of this visitor are tied to; undefined where there is no session (then only origins are checked). */
  identify(
    request: HttpRequest,
  ): Promise<{ readonly who: Who; readonly formSecret?: string; readonly cookies?: readonly string[] }>;
}

export interface RouteRequest<Who, Input> {
  readonly input: Input;
  readonly who: Who;
  readonly at: Instant;
  readonly requestId: string;
  readonly http: HttpRequest;
  /** Hidden fields for the forms of a page: `csrf` and a fresh `commandId`. */
  readonly guard: { readonly csrf: string; readonly commandId: string };
  /** The repeat-proof key that came with a changing request. */
  readonly commandKey?: CommandId;
  readonly bodyDigest: string;
}

export interface Route<Who, Input> {
  readonly method: Method;
  /** `/console/surveys/rounds/{roundId}` */
  readonly path: string;
  readonly access: Access<Who>;
  readonly input: z.ZodType<Input>;
  readonly handler: (request: RouteRequest<Who, Input>) => Promise<Reply>;
  /** `form` (default for pages), `json` (default under /api), `multipart` for plain file uploads. */
  readonly accepts?: 'form' | 'json' | 'multipart';
  /** Routes of the API describe themselves for the OpenAPI document. */
  readonly describe?: ApiDescription;
}

export interface ApiDescription {
  /** Unique, camelCase. */
  readonly operationId: string;
  readonly summary: string;
  /** Shape of the successful answer by status; null where there is no body. */
  readonly replies: Readonly<Record<number, z.ZodType | null>>;
  /** Statuses of the refusals that this operation can answer, beside 400, 401, 403, 404, 415 and 500. */
  readonly refusals: readonly number[];
  /** An input that is accepted by the schema. */
  readonly example?: Readonly<Record<string, unknown>>;
  /** False for the few changing calls that carry no Idempotency-Key (sessions, previews). */
  readonly repeatable?: boolean;
}

/** Route tables hold routes of different inputs; the erased form is what the router works with. */
// biome-ignore lint/suspicious/noExplicitAny: the pairing of schema and handler is checked where the route is written.
export type AnyRoute = Route<any, any>;

/** Checks the pairing of access, input and handler, then lets it stand in a table. */
export function route<Who, Input>(definition: Route<Who, Input>): AnyRoute {
  return definition;
}

/** The cause of a change that a staff member asked for. `operation` names the use case, e.g. `open-round`. */
export function causeOf(request: RouteRequest<Caller, unknown>, operation: string): Cause {
  const { accountId, role, programmeId } = request.who;
  const command = commandOf(request, accountId, operation);
  return {
    programmeId,
    actor: { kind: 'account', accountId, role },
    at: request.at,
    requestId: request.requestId,
    ...(command === undefined ? {} : { command }),
  };
}

function commandOf(
  request: Pick<RouteRequest<unknown, unknown>, 'commandKey' | 'bodyDigest'>,
  caller: string,
  operation: string,
): Command | undefined {
  if (request.commandKey === undefined) return undefined;
  return { caller, operation, key: request.commandKey, bodyDigest: request.bodyDigest };
}

export interface CommandFinder {
  find(
    programmeId: ProgrammeId,
    command: Command,
  ): Promise<{ kind: 'unknown' } | { kind: 'done'; result: unknown } | { kind: 'other-body' }>;
}

/**
 * Runs a use case so that a repeat of the same command answers what the first did: a refusal is looked up in the
 * command log before it is believed, for it may only say that the first one has already had its effect.
 */
export async function once<Value, Refusal extends { readonly kind: string }>(
  commands: CommandFinder,
  cause: Cause,
  result: z.ZodType<Value>,
  run: () => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal | { readonly kind: 'command-key-reused' }>> {
  const outcome = await run();
  if (outcome.ok || cause.command === undefined) return outcome;
  const known = await commands.find(cause.programmeId, cause.command);
  if (known.kind === 'done') return { ok: true, value: result.parse(known.result) };
  if (known.kind === 'other-body') return { ok: false, refusal: { kind: 'command-key-reused' } };
  return outcome;
}
