/** API Gateway (REST, regional) in front of the functions: limits, time-out, and its own words when one fails. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ApiModel } from '../model.ts';
import type { FunctionInvoker, SystemClock } from '../ports.ts';
import { apiEvent, readProxyAnswer } from './api-event.ts';
import { type ApiRoutes, compileRoutes } from './api-routes.ts';
import { type GatewayRefusal, gatewayWords } from './gateway-words.ts';
import { type Answer, headerOf, type Visit } from './visit.ts';

const maxRequestBytes = 10 * 1024 * 1024;
const maxPayloadBytes = 6 * 1024 * 1024;
const integrationTimeoutMs = 29_000;

export interface ApiGateway {
  readonly routes: ApiRoutes;
  answer(visit: Visit, originHeaders: Readonly<Record<string, string>>): Promise<Answer>;
}

export interface ApiGatewayOptions {
  readonly api: ApiModel;
  readonly invoker: FunctionInvoker;
  readonly clock: SystemClock;
  readonly region: string;
  readonly account: string;
  /** Tests shorten it; milliseconds of real time. */
  readonly timeoutMs?: number;
}

export function createApiGateway(options: ApiGatewayOptions): ApiGateway {
  const { api, invoker, clock, region, account, timeoutMs = integrationTimeoutMs } = options;
  const routes = compileRoutes(api.routes);

  async function invoke(functionArn: string, event: object, requestId: string): Promise<Answer | GatewayRefusal> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(resolve, timeoutMs, 'late');
    });
    const result = await Promise.race([invoker.invoke(functionArn, event, { requestId }), late]);
    clearTimeout(timer);
    if (result === 'late') return 'INTEGRATION_TIMEOUT';
    const answer = result.ok ? readProxyAnswer(result.value) : undefined;
    const tooLong = Buffer.byteLength(JSON.stringify(result)) > maxPayloadBytes;
    return answer && !tooLong ? answer : 'INTEGRATION_FAILURE';
  }

  return {
    routes,
    async answer(visit, originHeaders) {
      const requestId = randomUUID();
      const outcome = await (async (): Promise<Answer | GatewayRefusal> => {
        const route = routes.find(visit.method, visit.path);
        if (!route) return 'MISSING_AUTHENTICATION_TOKEN';
        const tooLong = 'REQUEST_TOO_LARGE';
        if (Number(headerOf(visit, 'content-length') ?? 0) > maxRequestBytes) return tooLong;
        const body = await readRequest(visit.incoming);
        if (!body) return tooLong;
        const now = clock.now();
        const event = apiEvent({ visit, route, api, region, account, body, requestId, now, originHeaders });
        if (body.length > maxPayloadBytes / 2 && Buffer.byteLength(JSON.stringify(event)) > maxPayloadBytes)
          return tooLong;
        return invoke(route.functionArn, event, requestId);
      })();
      const answered = typeof outcome === 'string' ? gatewayWords(api, outcome, visit, requestId) : outcome;
      return { ...answered, headers: { 'x-amzn-requestid': requestId, ...answered.headers } };
    },
  };
}

/**
 * The body, or undefined once it is longer than the gateway takes. The rest then runs into nothing, for a connection
 * that is cut while the client still sends would hide the answer from it.
 */
async function readRequest(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const ended = Promise.withResolvers<Buffer | undefined>();
  incoming.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= maxRequestBytes) chunks.push(chunk);
    else ended.resolve(undefined);
  });
  incoming.once('end', () => ended.resolve(Buffer.concat(chunks)));
  incoming.once('error', ended.reject);
  return ended.promise;
}
