import * as z from 'zod';
import type { Caller } from '../../../shared/access/policy.ts';
import { completeUpload, linkForPart } from '../../../shared/assets/complete-upload.ts';
import type { Part } from '../../../shared/assets/file-storage.ts';
import { FileId } from '../../../shared/kernel/ids.ts';
import { refuseWith } from '../../platform/http/http-function.ts';
import { problemOf } from '../../platform/http/problem.ts';
import { json, type Reply } from '../../platform/http/reply.ts';
import { causeOf, once, type RouteRequest } from '../../platform/http/route.ts';
import { assetsProblems } from '../problems.ts';
import type { StaffAssetsDeps } from './deps.ts';

type Deps = Pick<StaffAssetsDeps, 'files' | 'storage' | 'commands'>;
type CompleteRequest = RouteRequest<Caller, { fileId: FileId; parts: readonly Part[] }>;

export function createLinkForPart(deps: Deps) {
  return async (
    request: RouteRequest<Caller, { fileId: FileId; partNumber: number; sha256: string }>,
  ): Promise<Reply> => {
    const outcome = await linkForPart(deps, request.input, causeOf(request, 'link-for-part'));
    return outcome.ok ? json(200, outcome.value) : refuseWith(problemOf(assetsProblems, outcome.refusal));
  };
}

async function complete(deps: Deps, request: CompleteRequest): Promise<{ fileId: FileId }> {
  const cause = causeOf(request, 'complete-upload');
  const outcome = await once(deps.commands, cause, z.object({ fileId: FileId }), () =>
    completeUpload(deps, request.input, cause),
  );
  return outcome.ok ? outcome.value : refuseWith(problemOf(assetsProblems, outcome.refusal));
}

export function createCompleteUpload(deps: Deps) {
  return async (request: CompleteRequest): Promise<Reply> => {
    const { fileId } = await complete(deps, request);
    return json(200, { location: `/console/assets/files/${fileId}` });
  };
}

export function createCompleteUploadByProgram(deps: Deps) {
  return async (request: CompleteRequest): Promise<Reply> => json(200, await complete(deps, request));
}
