/** What API Gateway says by itself, in the words that the template gives it. */
import type { ApiModel, GatewayAnswer } from '../model.ts';
import { type Answer, headerOf, jsonAnswer, type Visit } from './visit.ts';

const own = {
  MISSING_AUTHENTICATION_TOKEN: { status: 403, message: 'Missing Authentication Token' },
  REQUEST_TOO_LARGE: { status: 413, message: 'Request Too Long' },
  INTEGRATION_TIMEOUT: { status: 504, message: 'Endpoint request timed out' },
  INTEGRATION_FAILURE: { status: 502, message: 'Internal server error' },
} as const;
export type GatewayRefusal = keyof typeof own;

/** The answer for that very type, else the one for all of its class. */
export function gatewayWords(api: ApiModel, type: GatewayRefusal, visit: Visit, requestId: string): Answer {
  const { status, message } = own[type];
  const wording = (wanted: string) => api.answers?.find((answer) => answer.type === wanted);
  const worded = wording(type) ?? wording(status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
  const template = worded && templateFor(worded, headerOf(visit, 'accept') ?? '');
  if (worded === undefined || template === undefined) return jsonAnswer(status, { message });
  const [contentType, text] = template;
  return {
    status: worded.status ?? status,
    headers: { ...worded.headers, 'content-type': contentType },
    body: text.replaceAll('$context.requestId', requestId),
  };
}

/** By what the client accepts, in the order of the client; JSON where it names none of them. */
function templateFor({ templates }: GatewayAnswer, accept: string): readonly [string, string] | undefined {
  const wanted = accept.split(',').map((type) => type.split(';')[0]?.trim() ?? '');
  const type = wanted.find((name) => Object.hasOwn(templates, name)) ?? 'application/json';
  const text = Object.hasOwn(templates, type) ? templates[type] : undefined;
  return text === undefined ? undefined : [type, text];
}
