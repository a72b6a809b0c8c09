import * as z from 'zod';
import { AccountId, FileId } from '../shared/kernel/ids.ts';
import { defineEvent } from './event.ts';

/** What an uploaded file is for; it decides who takes it up once it is clean. */
export const FilePurpose = z.enum(['contact-import']);
export type FilePurpose = z.infer<typeof FilePurpose>;

/** A file was scanned, nothing was found, its digest was checked, and it lies in the private bucket. */
export const FileCleared = defineEvent({
  type: 'file-cleared.v1',
  context: 'assets',
  data: z.object({
    fileId: FileId,
    purpose: FilePurpose,
    /** Key in the private bucket. */
    key: z.string().max(200),
    /** SHA-256 of the whole file, lower-case hex. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    sizeBytes: z.int().min(0),
    uploadedBy: AccountId,
  }),
  example: {
    fileId: '6f1c2a7e-1c55-4c43-9b0e-0d3f4f7f6a01',
    purpose: 'contact-import',
    key: 'womens-support-2026/files/6f1c2a7e-1c55-4c43-9b0e-0d3f4f7f6a01',
    sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    sizeBytes: 123_456,
    uploadedBy: '0b8e3b9c-5a55-4f0e-8f5e-6c1d2f3a4b5c',
  },
});
