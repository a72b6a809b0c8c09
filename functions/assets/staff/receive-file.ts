import * as z from 'zod';
import type { FilePurpose } from '../../../events/file-cleared.v1.ts';
import type { Caller } from '../../../shared/access/policy.ts';
import { receiveFile } from '../../../shared/assets/begin-upload.ts';
import { FileId } from '../../../shared/kernel/ids.ts';
import { html, type Reply, seeOther } from '../../platform/http/reply.ts';
import { causeOf, once, type RouteRequest } from '../../platform/http/route.ts';
import { contentPolicy } from '../../platform/http/security-headers.ts';
import type { FieldError } from '../../ui/components/error-summary.tsx';
import { assetsProblems } from '../problems.ts';
import type { StaffAssetsDeps } from './deps.ts';
import { renderUploadPage } from './pages/upload-page.tsx';

type Deps = Pick<StaffAssetsDeps, 'files' | 'storage' | 'ids' | 'commands'>;
type Request = RouteRequest<Caller, { file?: { name: string; bytes: Uint8Array } | undefined; purpose: FilePurpose }>;

export function createShowUpload(deps: Deps) {
  return (request: RouteRequest<Caller, object>): Promise<Reply> => showUpload(deps, request, 200, []);
}

/** The page's script sends parts straight to storage, so its policy names that origin. */
async function showUpload(
  deps: Deps,
  { who, guard }: Pick<RouteRequest<Caller, object>, 'who' | 'guard'>,
  status: number,
  errors: readonly FieldError[],
): Promise<Reply> {
  const policy = contentPolicy([await deps.storage.uploadOrigin()]);
  return html(status, renderUploadPage({ caller: who, guard, errors }), {
    headers: { 'content-security-policy': policy },
  });
}

export function createReceiveFile(deps: Deps) {
  return async (request: Request): Promise<Reply> => {
    const { who, guard, input } = request;
    const again = (status: number, message: string) =>
      showUpload(deps, { who, guard }, status, [{ field: 'file', message }]);
    if (input.file === undefined || input.file.name === '') return again(422, 'ファイルを選択してください。');
    const cause = causeOf(request, 'receive-file');
    const file = {
      fileName: input.file.name,
      bytes: input.file.bytes,
      purpose: input.purpose,
      uploadedBy: who.accountId,
    };
    const outcome = await once(deps.commands, cause, z.object({ fileId: FileId }), () =>
      receiveFile(deps, file, cause),
    );
    if (outcome.ok) return seeOther(`/console/assets/files/${outcome.value.fileId}`);
    const { status, sentence } = assetsProblems[outcome.refusal.kind];
    return again(status, sentence);
  };
}
