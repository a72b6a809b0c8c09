import * as z from 'zod';
import { AccountId, FileId } from '../shared/kernel/ids.ts';
import { defineEvent } from './event.ts';
import { FilePurpose } from './file-cleared.v1.ts';

/** A file will not be taken up: a threat was found, or it could not be scanned, or it is not what it says it is. */
export const FileRefused = defineEvent({
  type: 'file-refused.v1',
  context: 'assets',
  data: z.object({
    fileId: FileId,
    purpose: FilePurpose,
    reason: z.enum(['infected', 'not-scannable', 'digest-differs', 'type-differs']),
    uploadedBy: AccountId,
  }),
  example: {
    fileId: '6f1c2a7e-1c55-4c43-9b0e-0d3f4f7f6a01',
    purpose: 'contact-import',
    reason: 'infected',
    uploadedBy: '0b8e3b9c-5a55-4f0e-8f5e-6c1d2f3a4b5c',
  },
});
