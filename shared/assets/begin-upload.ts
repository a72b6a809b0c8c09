/** The begin of an upload: a small file in one piece, or the promise of a larger one in parts. */
import type { FilePurpose } from '../../events/file-cleared.v1.ts';
import type { Cause, IdSource } from '../kernel/change.ts';
import { type AccountId, FileId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { keepAsTyped } from '../kernel/text.ts';
import { fileRules, hasBrokenOff, largestFormBytes, quarantineKeyOf, type UploadedFile } from './file.ts';
import type { FileRepository } from './file-repository.ts';
import type { FileStorage, Part } from './file-storage.ts';
import { endingOf } from './file-type.ts';

export interface BeginUploadDeps {
  readonly files: Pick<FileRepository, 'add' | 'list'>;
  readonly storage: Pick<FileStorage, 'putInQuarantine' | 'beginParts' | 'partsOf'>;
  readonly ids: IdSource;
}

export type BeginUploadRefusal =
  | { readonly kind: 'file-empty' }
  | { readonly kind: 'file-too-large' }
  | { readonly kind: 'file-ending-not-allowed' }
  | { readonly kind: 'changed-meanwhile' };

export interface NewFile {
  readonly fileName: string;
  readonly purpose: FilePurpose;
  readonly uploadedBy: AccountId;
}

/** Refusals of a file by its name and size alone. */
function refusalOf(input: NewFile, sizeBytes: number, largestBytes: number): BeginUploadRefusal | undefined {
  const rules = fileRules[input.purpose];
  const endings: readonly string[] = rules.endings;
  if (!endings.includes(endingOf(input.fileName))) return { kind: 'file-ending-not-allowed' };
  if (sizeBytes === 0) return { kind: 'file-empty' };
  return sizeBytes > Math.min(largestBytes, rules.largestBytes) ? { kind: 'file-too-large' } : undefined;
}

/**
 * Takes a whole small file. The row is written first: a scan may be done before this ends, and a file without a row
 * would be nobody's.
 */
export async function receiveFile(
  deps: BeginUploadDeps,
  input: NewFile & { readonly bytes: Uint8Array },
  cause: Cause,
): Promise<Result<{ readonly fileId: FileId }, BeginUploadRefusal>> {
  const { bytes, ...about } = input;
  const refusal = refusalOf(about, bytes.byteLength, largestFormBytes);
  if (refusal !== undefined) return refuse(refusal);
  const fileId = FileId.parse(deps.ids.next());
  const file: UploadedFile = { ...rowOf(about, fileId, bytes.byteLength, cause), status: 'scanning' };
  const saved = await deps.files.add(file, record(file, cause, 'receive-file', { fileId }));
  if (saved !== 'saved') return refuse({ kind: 'changed-meanwhile' });
  await deps.storage.putInQuarantine(quarantineKeyOf(file), bytes);
  return ok({ fileId });
}

export interface BegunUpload {
  readonly fileId: FileId;
  readonly done: readonly Part[];
}

/** Begins an upload in parts, or finds the same person's unfinished one of the same file. */
export async function beginUpload(
  deps: BeginUploadDeps,
  input: NewFile & { readonly sizeBytes: number; readonly lastModified: number },
  cause: Cause,
): Promise<Result<BegunUpload, BeginUploadRefusal>> {
  const { sizeBytes, lastModified, ...about } = input;
  const refusal = refusalOf(about, sizeBytes, Number.POSITIVE_INFINITY);
  if (refusal !== undefined) return refuse(refusal);
  const unfinished = await findUnfinished(deps, input, cause);
  if (unfinished?.status === 'uploading') {
    const done = await deps.storage.partsOf(quarantineKeyOf(unfinished), unfinished.multipart.uploadId);
    if (done !== undefined) return ok({ fileId: unfinished.fileId, done });
  }
  const fileId = FileId.parse(deps.ids.next());
  const { uploadId } = await deps.storage.beginParts(quarantineKeyOf({ programmeId: cause.programmeId, fileId }));
  const multipart = { uploadId, lastModified };
  const file: UploadedFile = { ...rowOf(about, fileId, sizeBytes, cause), status: 'uploading', multipart };
  const saved = await deps.files.add(file, record(file, cause, 'begin-upload', { fileId, done: [] }));
  return saved === 'saved' ? ok({ fileId, done: [] }) : refuse({ kind: 'changed-meanwhile' });
}

async function findUnfinished(
  deps: BeginUploadDeps,
  input: NewFile & { readonly sizeBytes: number; readonly lastModified: number },
  cause: Cause,
): Promise<UploadedFile | undefined> {
  const files = await deps.files.list(cause.programmeId);
  return files.find(
    (file) =>
      file.status === 'uploading' &&
      file.uploadedBy === input.uploadedBy &&
      file.fileName === keepAsTyped(input.fileName) &&
      file.sizeBytes === input.sizeBytes &&
      file.multipart.lastModified === input.lastModified &&
      !hasBrokenOff(file, cause.at),
  );
}

function rowOf(input: NewFile, fileId: FileId, sizeBytes: number, cause: Cause) {
  const { purpose, uploadedBy } = input;
  const fileName = keepAsTyped(input.fileName);
  return {
    fileId,
    programmeId: cause.programmeId,
    purpose,
    fileName,
    sizeBytes,
    uploadedBy,
    requestedAt: cause.at,
    version: 1,
  };
}

function record(file: UploadedFile, cause: Cause, action: string, result: unknown) {
  const audit = { action, target: `file/${file.fileId}`, detail: { purpose: file.purpose, sizeBytes: file.sizeBytes } };
  return { cause, audit, events: [], result };
}
