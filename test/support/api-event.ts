import type { APIGatewayProxyEvent, Context } from 'aws-lambda';

export interface ApiCall {
  readonly method?: string;
  readonly path: string;
  /** The resource's template, as the gateway gives it. */
  readonly resource?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What the gateway hands to a function. */
export function apiEvent({ method = 'GET', path, resource, query, headers = {}, body }: ApiCall): APIGatewayProxyEvent {
  return {
    httpMethod: method,
    path,
    resource: resource ?? '/{proxy+}',
    headers: { ...headers },
    multiValueHeaders: {},
    queryStringParameters: query === undefined ? null : { ...query },
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    body: body ?? null,
    isBase64Encoded: false,
    requestContext: { identity: { sourceIp: '192.0.2.1' } } as APIGatewayProxyEvent['requestContext'],
  };
}

/** A page's form as a browser sends it; a name may come several times. */
export function formBody(fields: Readonly<Record<string, string | readonly string[]>>): string {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const each of typeof value === 'string' ? [value] : value) body.append(name, each);
  }
  return body.toString();
}

export const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' };

export const lambdaContext = { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 20_000 } as Context;
