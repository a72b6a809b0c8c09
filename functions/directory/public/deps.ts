import type { AskForCorrectionDeps } from '../../../shared/directory/ask-for-correction.ts';
import type { OpenCorrectionDeps } from '../../../shared/directory/open-correction.ts';
import type { RequestCorrectionDeps } from '../../../shared/directory/request-correction.ts';
import type { IdSource } from '../../../shared/kernel/change.ts';

/** What the pages work with on which an organisation corrects its desks. */
export type PublicDirectoryDeps = AskForCorrectionDeps &
  OpenCorrectionDeps &
  RequestCorrectionDeps & { readonly ids: IdSource };
