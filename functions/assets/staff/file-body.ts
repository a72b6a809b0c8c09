import * as z from 'zod';
import { FilePurpose } from '../../../events/file-cleared.v1.ts';
import type { UploadedFile } from '../../../shared/assets/file.ts';
import { FileId } from '../../../shared/kernel/ids.ts';
import { Instant } from '../../../shared/kernel/time.ts';

export const FileBody = z.object({
  fileId: FileId,
  purpose: FilePurpose,
  fileName: z.string(),
  sizeBytes: z.int(),
  requestedAt: Instant,
  status: z.enum(['uploading', 'scanning', 'clean', 'refused']),
  sha256: z.string().optional(),
  reason: z.string().optional(),
});

export function fileBodyOf(file: UploadedFile): z.infer<typeof FileBody> {
  const { fileId, purpose, fileName, sizeBytes, requestedAt, status } = file;
  const base = { fileId, purpose, fileName, sizeBytes, requestedAt, status };
  if (file.status === 'clean') return { ...base, sha256: file.sha256 };
  return file.status === 'refused' ? { ...base, reason: file.reason } : base;
}
