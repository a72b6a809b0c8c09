import type { Reply } from '../../platform/http/reply.ts';

/** Made from the route tables when the code is bundled (infra/open-api.ts). */
declare const MIKATA_OPEN_API: string;

export async function showOpenApi(): Promise<Reply> {
  return {
    status: 200,
    contentType: 'application/json; charset=utf-8',
    body: MIKATA_OPEN_API,
    headers: { 'cache-control': 'no-cache' },
  };
}
