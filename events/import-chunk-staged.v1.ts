import * as z from 'zod';
import { ImportId } from '../shared/kernel/ids.ts';
import { defineEvent } from './event.ts';

/** Rows of a contact file up to `stagedRows` are staged; the subscriber goes on from there, or finishes the check. */
export const ImportChunkStaged = defineEvent({
  type: 'import-chunk-staged.v1',
  context: 'notices',
  data: z.object({ importId: ImportId, stagedRows: z.int().min(0) }),
  example: { importId: '6f1c2a7e-1c55-4c43-9b0e-0d3f4f7f6a01', stagedRows: 90 },
});
