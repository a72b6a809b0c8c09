import * as z from 'zod';
import type { FilePurpose } from '../../../events/file-cleared.v1.ts';
import type { Caller } from '../../../shared/access/policy.ts';
import { type BegunUpload, beginUpload } from '../../../shared/assets/begin-upload.ts';
import { FileId } from '../../../shared/kernel/ids.ts';
import { refuseWith } from '../../platform/http/http-function.ts';
import { problemOf } from '../../platform/http/problem.ts';
import { json, type Reply } from '../../platform/http/reply.ts';
import { causeOf, once, type RouteRequest } from '../../platform/http/route.ts';
import { assetsProblems } from '../problems.ts';
import type { StaffAssetsDeps } from './deps.ts';

type Deps = Pick<StaffAssetsDeps, 'files' | 'storage' | 'ids' | 'commands'>;
type Request = RouteRequest<Caller, { name: string; size: number; lastModified: number; purpose: FilePurpose }>;

/** Storage takes no part but the last that is smaller than 5 MiB. */
const partBytes = 8 * 1024 * 1024;

const Begun = z.object({
  fileId: FileId,
  done: z.array(z.object({ partNumber: z.int(), etag: z.string(), sha256: z.string() })),
});

async function begin(deps: Deps, request: Request): Promise<BegunUpload> {
  const { name, size, lastModified, purpose } = request.input;
  const cause = causeOf(request, 'begin-upload');
  const input = { fileName: name, sizeBytes: size, lastModified, purpose, uploadedBy: request.who.accountId };
  const outcome = await once(deps.commands, cause, Begun, () => beginUpload(deps, input, cause));
  return outcome.ok ? outcome.value : refuseWith(problemOf(assetsProblems, outcome.refusal));
}

export function createBeginUpload(deps: Deps) {
  return async (request: Request): Promise<Reply> => {
    const { fileId, done } = await begin(deps, request);
    const base = `/console/assets/uploads/${fileId}`;
    return json(200, { partBytes, partsUrl: `${base}/parts`, completeUrl: `${base}/complete`, done });
  };
}

export function createBeginUploadByProgram(deps: Deps) {
  return async (request: Request): Promise<Reply> => json(201, { ...(await begin(deps, request)), partBytes });
}
