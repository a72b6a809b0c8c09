import type { ContactTable } from './contact-table.ts';
import type { fileFaults } from './file-problem.ts';

export type ReadContactFile =
  | { readonly ok: true; readonly rows: ContactTable }
  | { readonly ok: false; readonly reason: Exclude<(typeof fileFaults)[number], 'too-many-rows' | 'no-rows'> };

/** Reads a cleared file, CSV or XLSX, into rows. Throws where storage does not give the file that was cleared. */
export interface ContactFileReader {
  read(file: { readonly key: string; readonly sha256: string }): Promise<ReadContactFile>;
}
