/**
 * The event of a Lambda proxy integration (REST API, payload version 1.0) and the reading of its answer.
 * @source Amazon API Gateway Developer Guide, "Set up Lambda proxy integrations in API Gateway"
 */
import * as z from 'zod';
import type { RouteMatch } from './api-routes.ts';
import type { Answer, Visit } from './visit.ts';

export interface ApiEventInput {
  readonly visit: Visit;
  readonly route: RouteMatch;
  readonly api: { readonly id: string; readonly stage: string };
  readonly region: string;
  readonly account: string;
  readonly body: Buffer;
  readonly requestId: string;
  /** Epoch milliseconds on the system's clock. */
  readonly now: number;
  /** What the distribution adds or puts in place of the viewer's. */
  readonly originHeaders: Readonly<Record<string, string>>;
}

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
]);

export function apiEvent(input: ApiEventInput) {
  const { visit, route, api, account, body, requestId, now } = input;
  const headers = headersToFunction(input);
  const query = [...new URLSearchParams(visit.query)];
  const isText = body.length === 0 || isTextual(firstValue(headers, 'content-type'));
  return {
    resource: route.resource,
    path: visit.path,
    httpMethod: visit.method,
    headers: Object.fromEntries(headers),
    multiValueHeaders: gather(headers),
    queryStringParameters: query.length === 0 ? null : Object.fromEntries(query),
    multiValueQueryStringParameters: query.length === 0 ? null : gather(query),
    pathParameters: Object.keys(route.parameters).length === 0 ? null : route.parameters,
    stageVariables: null,
    requestContext: {
      accountId: account,
      apiId: api.id,
      domainName: domainOf(input),
      domainPrefix: api.id,
      extendedRequestId: requestId,
      httpMethod: visit.method,
      identity: identity(visit, firstValue(headers, 'user-agent')),
      path: `/${api.stage}${visit.path}`,
      protocol: 'HTTP/1.1',
      requestId,
      requestTime: new Date(now).toUTCString(),
      requestTimeEpoch: now,
      resourceId: 'local',
      resourcePath: route.resource,
      stage: api.stage,
    },
    body: body.length === 0 ? null : body.toString(isText ? 'utf8' : 'base64'),
    isBase64Encoded: !isText,
  };
}

function domainOf({ api, region }: ApiEventInput): string {
  return `${api.id}.execute-api.${region}.amazonaws.com`;
}

function identity({ viewer }: Visit, userAgent: string | undefined) {
  return {
    accessKey: null,
    accountId: null,
    caller: null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: null,
    sourceIp: viewer.address,
    user: null,
    userAgent: userAgent ?? null,
    userArn: null,
  };
}

type Pairs = readonly (readonly [string, string])[];

/** What CloudFront and the gateway set is theirs: a viewer's header of the same name never reaches the function. */
function headersToFunction(input: ApiEventInput): Pairs {
  const { visit, originHeaders, requestId } = input;
  const forwarded = visit.headers
    .filter(([name]) => name.toLowerCase() === 'x-forwarded-for')
    .map(([, value]) => value);
  const set: Pairs = [
    ...Object.entries(originHeaders),
    ['Host', domainOf(input)],
    ['CloudFront-Forwarded-Proto', 'https'],
    ['CloudFront-Viewer-Address', `${visit.viewer.address}:${visit.viewer.port}`],
    ['Via', '1.1 local (CloudFront)'],
    ['X-Amz-Cf-Id', requestId],
    ['X-Forwarded-For', [...forwarded, visit.viewer.address].join(', ')],
    ['X-Forwarded-Port', '443'],
    ['X-Forwarded-Proto', 'https'],
  ];
  const taken = new Set([...set.map(([name]) => name.toLowerCase()), ...hopByHop]);
  const kept = visit.headers.filter(([name]) => {
    const lower = name.toLowerCase();
    return !taken.has(lower) && !lower.startsWith('cloudfront-') && !lower.startsWith('x-amz-cf-');
  });
  return [...kept, ...set];
}

function firstValue(headers: Pairs, name: string): string | undefined {
  return headers.find(([one]) => one.toLowerCase() === name)?.[1];
}

function gather(pairs: Pairs): Readonly<Record<string, readonly string[]>> {
  const gathered = new Map<string, string[]>();
  for (const [name, value] of pairs) gathered.set(name, [...(gathered.get(name) ?? []), value]);
  return Object.fromEntries(gathered);
}

function isTextual(contentType: string | undefined): boolean {
  return /^(text\/|application\/(json|xml|x-www-form-urlencoded|javascript|[\w.+-]+\+(json|xml)))/i.test(
    contentType ?? '',
  );
}

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const ProxyAnswer = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), scalar).nullish(),
  multiValueHeaders: z.record(z.string(), z.array(scalar)).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** Undefined where it is not what a proxy integration may answer; the gateway then says 502. */
export function readProxyAnswer(value: unknown): Answer | undefined {
  const parsed = ProxyAnswer.safeParse(value);
  if (!parsed.success) return undefined;
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = parsed.data;
  const all: Record<string, string | readonly string[]> = { 'content-type': 'application/json' };
  const put = (name: string, given: string | readonly string[]) => {
    const lower = name.toLowerCase();
    if (!hopByHop.has(lower) && lower !== 'content-length') all[lower] = given;
  };
  for (const [name, given] of Object.entries(headers ?? {})) put(name, given);
  for (const [name, given] of Object.entries(multiValueHeaders ?? {})) put(name, given);
  return { status: statusCode, headers: all, body: isBase64Encoded ? Buffer.from(body ?? '', 'base64') : (body ?? '') };
}
