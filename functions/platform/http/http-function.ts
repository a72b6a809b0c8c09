/**
 * The way of every request through a function, in this order and no other:
 *
 *   log -> security headers -> route -> who -> input -> handler -> (anything thrown) -> problem
 *
 * Middy lives here and in `messaging/` alone. Security headers stand outside the error renderer, so that error pages
 * carry them too.
 */
import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import * as z from 'zod';
import ja from 'zod/v4/locales/ja.js';
import { CommandId } from '../../../shared/kernel/ids.ts';
import type { Clock } from '../../../shared/kernel/time.ts';
import { randomIds, systemClock } from '../clock.ts';
import { sha256Hex } from '../digest.ts';
import { describeFault, log } from '../logger.ts';
import { checkForm, csrfTokenOf } from './form-guard.ts';
import { type HttpRequest, readBody, readHttpRequest } from './http-request.ts';
import { type Problem, platformProblem, problemDocument, RefusedRequest } from './problem.ts';
import type { Reply } from './reply.ts';
import type { AnyRoute, RouteRequest } from './route.ts';
import { findRoute } from './route-table.ts';
import { securityHeaders } from './security-headers.ts';

// Sentences of refused input reach people who read Japanese.
z.config(ja());

export interface HttpFunctionSettings {
  readonly routes: readonly AnyRoute[];
  /** `https://app.example.jp`; forms must come from here. */
  readonly appOrigin: string;
  /** Draws an error page; the platform knows no pages. */
  readonly errorPage: (problem: Problem, request: { readonly path: string; readonly requestId: string }) => string;
  readonly clock?: Clock;
}

export type HttpHandler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

export function httpFunction(settings: HttpFunctionSettings): HttpHandler {
  const handler = middy()
    .use(logging())
    .use(headers())
    .use(problems(settings))
    .handler((event: APIGatewayProxyEvent, context: Context) =>
      answer(settings, readHttpRequest(event, context.awsRequestId)),
    );
  return async (event, context) => {
    const result = asResult(await handler(event, context));
    return event.httpMethod === 'HEAD' ? { ...result, body: '', isBase64Encoded: false } : result;
  };
}

async function answer(settings: HttpFunctionSettings, request: HttpRequest): Promise<Reply> {
  const { route, parameters } = findRoute(settings.routes, request.method, request.path);
  const changes = route.method !== 'GET';
  const isApi = request.path.startsWith('/api/');
  const { who, formSecret, cookies } = await route.access.identify(request);
  const accepts = route.accepts ?? (isApi ? 'json' : 'form');
  const { fields, bodyDigest } = changes ? await readBody(request, accepts) : { fields: request.query, bodyDigest: '' };
  if (changes && !isApi) {
    checkForm(request, {
      origin: settings.appOrigin,
      formSecret,
      csrf: fields['csrf'] ?? request.headers['x-csrf-token'],
    });
  }
  const input = await route.input.safeParseAsync({ ...fields, ...parameters });
  if (!input.success) {
    const errors = input.error.issues.map((issue) => ({
      field: issue.path.join('.') || 'body',
      message: issue.message,
    }));
    const inPath = input.error.issues.some((issue) => Object.hasOwn(parameters, String(issue.path[0])));
    throw new RefusedRequest(platformProblem(inPath ? 'not-found' : 'request-not-valid', inPath ? undefined : errors));
  }
  const commandKey = changes ? commandKeyOf(route, request, fields) : undefined;
  const routeRequest: RouteRequest<unknown, unknown> = {
    input: input.data,
    who,
    at: (settings.clock ?? systemClock).now(),
    requestId: request.requestId,
    http: request,
    guard: { csrf: formSecret === undefined ? '' : csrfTokenOf(formSecret), commandId: randomIds.next() },
    // A key belongs to one request: the same body sent to another address is another request.
    bodyDigest: sha256Hex(`${request.method} ${request.path} ${bodyDigest}`),
    ...(commandKey === undefined ? {} : { commandKey }),
  };
  const reply = await route.handler(routeRequest);
  return cookies === undefined ? reply : { ...reply, cookies: [...cookies, ...(reply.cookies ?? [])] };
}

/** The API demands its header; pages carry a hidden field, so that a double click has one effect. */
function commandKeyOf(
  route: AnyRoute,
  request: HttpRequest,
  fields: Readonly<Record<string, unknown>>,
): CommandId | undefined {
  const isNeeded = route.describe !== undefined && route.describe.repeatable !== false;
  const key = CommandId.safeParse(isNeeded ? request.headers['idempotency-key'] : fields['commandId']);
  if (key.success) return key.data;
  if (isNeeded) {
    throw new RefusedRequest(
      platformProblem('command-key-missing', [
        { field: 'Idempotency-Key', message: '8〜64文字の英数字、ハイフン、下線で指定してください。' },
      ]),
    );
  }
  return undefined;
}

type Middleware = middy.MiddlewareObj<APIGatewayProxyEvent, Reply, Error, Context>;

function logging(): Middleware {
  const started = new WeakMap<object, number>();
  const write = (request: middy.Request<APIGatewayProxyEvent, Reply, Error, Context>): void => {
    const status = request.response?.status ?? 500;
    log('INFO', 'request', {
      requestId: request.context.awsRequestId,
      method: request.event.httpMethod,
      route: request.event.resource,
      status,
      durationMs: Math.round(performance.now() - (started.get(request.event) ?? 0)),
    });
  };
  return {
    before: (request) => {
      started.set(request.event, performance.now());
    },
    after: write,
    onError: write,
  };
}

function headers(): Middleware {
  const add = (request: middy.Request<APIGatewayProxyEvent, Reply, Error, Context>): void => {
    const reply = request.response;
    if (reply) request.response = { ...reply, headers: { ...securityHeaders, ...reply.headers } };
  };
  return { after: add, onError: add };
}

function problems(settings: HttpFunctionSettings): Middleware {
  return {
    onError: (request) => {
      const { event, context, error } = request;
      const problem = error instanceof RefusedRequest ? error.problem : platformProblem('fault');
      if (!(error instanceof RefusedRequest))
        log('ERROR', 'fault', { requestId: context.awsRequestId, error: describeFault(error) });
      const { cookies, headers } = error instanceof RefusedRequest ? error : noMore;
      const reply = renderProblem(settings, problem, event, context.awsRequestId);
      request.response = { ...reply, cookies, headers: { ...reply.headers, ...headers } };
    },
  };
}

const noMore = { cookies: [], headers: {} } as const;

function renderProblem(
  settings: HttpFunctionSettings,
  problem: Problem,
  event: APIGatewayProxyEvent,
  requestId: string,
): Reply {
  if (event.path.startsWith('/api/') || wantsJson(event)) return problemDocument(problem, requestId);
  const isPage = event.httpMethod === 'GET' || event.httpMethod === 'HEAD';
  if (problem.kind === 'login-needed' && event.path.startsWith('/console')) {
    const next = isPage ? `?next=${encodeURIComponent(event.path)}` : '';
    return { status: 303, headers: { location: `/console/login${next}` } };
  }
  return {
    status: problem.status,
    contentType: 'text/html; charset=utf-8',
    headers: problem.retryAfterSeconds === undefined ? {} : { 'retry-after': String(problem.retryAfterSeconds) },
    body: settings.errorPage(problem, { path: event.path, requestId }),
  };
}

/** Scripts of our own pages say that they read JSON; a sign-in page would tell them nothing. */
function wantsJson(event: APIGatewayProxyEvent): boolean {
  const accept = Object.entries(event.headers ?? {}).find(([name]) => name.toLowerCase() === 'accept')?.[1] ?? '';
  return accept.includes('application/json') && !accept.includes('text/html');
}

/** The problem as a reply, for handlers that end with a refusal. */
export function refuseWith(problem: Problem): never {
  throw new RefusedRequest(problem);
}

function asResult(reply: Reply): APIGatewayProxyResult {
  const { status, contentType, headers = {}, cookies = [], body = '' } = reply;
  const binary = typeof body !== 'string';
  return {
    statusCode: status,
    headers: { ...headers, ...(contentType === undefined ? {} : { 'content-type': contentType }) },
    ...(cookies.length === 0 ? {} : { multiValueHeaders: { 'set-cookie': [...cookies] } }),
    body: binary ? Buffer.from(body).toString('base64') : body,
    isBase64Encoded: binary,
  };
}
