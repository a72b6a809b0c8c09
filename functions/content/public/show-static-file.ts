import { platformProblem, RefusedRequest } from '../../platform/http/problem.ts';
import type { Reply } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import { staticFiles } from '../../ui/static-files.ts';

const byPath = new Map(staticFiles.map((file) => [file.path, file]));

/** The address carries the digest of the bytes, so a browser may keep them for ever. */
export async function showStaticFile({ input }: RouteRequest<undefined, { name: string }>): Promise<Reply> {
  const found = byPath.get(`/static/${input.name}`);
  if (found === undefined) throw new RefusedRequest(platformProblem('not-found'));
  return {
    status: 200,
    contentType: found.contentType,
    body: found.body,
    headers: { 'cache-control': 'public, max-age=31536000, immutable', 'cross-origin-resource-policy': 'cross-origin' },
  };
}
