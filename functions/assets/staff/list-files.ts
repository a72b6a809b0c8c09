import type { Caller } from '../../../shared/access/policy.ts';
import type { UploadedFile } from '../../../shared/assets/file.ts';
import type { FileId } from '../../../shared/kernel/ids.ts';
import { refuseWith } from '../../platform/http/http-function.ts';
import { problemOf } from '../../platform/http/problem.ts';
import { html, json, type Reply } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import { assetsProblems } from '../problems.ts';
import type { StaffAssetsDeps } from './deps.ts';
import { fileBodyOf } from './file-body.ts';
import { renderFilePage } from './pages/file-page.tsx';
import { renderFilesPage } from './pages/files-page.tsx';

type Deps = Pick<StaffAssetsDeps, 'files'>;
type OneRequest = RouteRequest<Caller, { fileId: FileId }>;

export function createListFiles({ files }: Deps) {
  return async ({ who, guard, at }: RouteRequest<Caller, object>): Promise<Reply> =>
    html(200, renderFilesPage({ caller: who, guard, now: at, files: await files.list(who.programmeId) }));
}

export function createListFilesByProgram({ files }: Deps) {
  return async ({ who }: RouteRequest<Caller, object>): Promise<Reply> =>
    json(200, { files: (await files.list(who.programmeId)).map(fileBodyOf) });
}

async function find({ files }: Deps, { who, input }: OneRequest): Promise<UploadedFile> {
  const file = await files.find(who.programmeId, input.fileId);
  return file ?? refuseWith(problemOf(assetsProblems, { kind: 'file-not-found' }));
}

export function createShowFile(deps: Deps) {
  return async (request: OneRequest): Promise<Reply> => {
    const { who, guard, at } = request;
    return html(200, renderFilePage({ caller: who, guard, now: at, file: await find(deps, request) }));
  };
}

export function createShowFileByProgram(deps: Deps) {
  return async (request: OneRequest): Promise<Reply> => json(200, fileBodyOf(await find(deps, request)));
}
