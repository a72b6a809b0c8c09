import type { Cause } from '../kernel/change.ts';
import type { FileId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { quarantineKeyOf, type UploadedFile } from './file.ts';
import type { FileRepository } from './file-repository.ts';
import type { FileStorage, Part } from './file-storage.ts';

export type UploadRefusal =
  | { readonly kind: 'file-not-found' }
  | { readonly kind: 'upload-not-open' }
  | { readonly kind: 'parts-do-not-fit' }
  | { readonly kind: 'changed-meanwhile' };

export interface UploadDeps {
  readonly files: Pick<FileRepository, 'find' | 'replace'>;
  readonly storage: Pick<FileStorage, 'linkForPart' | 'completeParts'>;
}

/** A link for one part of one's own upload. */
export async function linkForPart(
  deps: UploadDeps,
  input: { readonly fileId: FileId; readonly partNumber: number; readonly sha256: string },
  cause: Cause,
): Promise<Result<{ readonly url: string }, UploadRefusal>> {
  const open = await openUpload(deps, input.fileId, cause);
  if (!open.ok) return open;
  const { fileId: _, ...part } = input;
  return ok({ url: await deps.storage.linkForPart(quarantineKeyOf(open.value), open.value.multipart.uploadId, part) });
}

/** All parts are there: the file is whole and goes to the scanner. Saying so again changes nothing and is no fault. */
export async function completeUpload(
  deps: UploadDeps,
  input: { readonly fileId: FileId; readonly parts: readonly Part[] },
  cause: Cause,
): Promise<Result<{ readonly fileId: FileId }, UploadRefusal>> {
  const open = await openUpload(deps, input.fileId, cause);
  if (!open.ok) return open.refusal.kind === 'upload-not-open' ? ok({ fileId: input.fileId }) : open;
  const { multipart, ...file } = open.value;
  const fits = await deps.storage.completeParts(quarantineKeyOf(file), multipart.uploadId, input.parts);
  if (!fits) return refuse({ kind: 'parts-do-not-fit' });
  const { fileId } = file;
  const saved = await deps.files.replace(
    { ...file, status: 'scanning', version: file.version + 1 },
    { cause, audit: { action: 'complete-upload', target: `file/${fileId}` }, events: [], result: { fileId } },
  );
  if (saved === 'saved') return ok({ fileId });
  // The scanner may have been quicker than this: then the upload is complete all the same.
  const now = await deps.files.find(cause.programmeId, fileId);
  return now !== undefined && now.status !== 'uploading' ? ok({ fileId }) : refuse({ kind: 'changed-meanwhile' });
}

type OpenUpload = Extract<UploadedFile, { status: 'uploading' }>;

/** Somebody else's upload is as if it were not there. */
async function openUpload(deps: UploadDeps, fileId: FileId, cause: Cause): Promise<Result<OpenUpload, UploadRefusal>> {
  const file = await deps.files.find(cause.programmeId, fileId);
  const isOwn = cause.actor.kind === 'account' && file?.uploadedBy === cause.actor.accountId;
  if (file === undefined || !isOwn) return refuse({ kind: 'file-not-found' });
  return file.status === 'uploading' ? ok(file) : refuse({ kind: 'upload-not-open' });
}
