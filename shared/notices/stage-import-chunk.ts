/** The next rows of an import; with the last of them it is ready to be confirmed. */
import { happened } from '../../events/event.ts';
import { ImportChunkStaged } from '../../events/import-chunk-staged.v1.ts';
import type { Cause } from '../kernel/change.ts';
import type { ImportId } from '../kernel/ids.ts';
import { checkFile } from './begin-import.ts';
import type { ContactFileReader } from './contact-file-reader.ts';
import { type ContactImport, rowsAtOnce, type StagingImport } from './contact-import.ts';
import type { ContactImportRepository } from './contact-import-repository.ts';

export interface StageImportChunkDeps {
  readonly imports: Pick<ContactImportRepository, 'find' | 'stage'>;
  readonly files: ContactFileReader;
}

/**
 * @param input.stagedRows the cursor of the chunk before: a chunk that is already there, or an import that is no
 * longer staged, is nothing to do. Throws where somebody else moved the cursor in this moment.
 */
export async function stageImportChunk(
  deps: StageImportChunkDeps,
  input: { readonly importId: ImportId; readonly stagedRows: number },
  cause: Cause,
): Promise<void> {
  const before = await deps.imports.find(cause.programmeId, input.importId);
  if (before === undefined) throw new Error('the import of the chunk is not there');
  if (before.status !== 'staging' || before.stagedRows !== input.stagedRows) return;
  const storedFile = { key: before.fileKey, sha256: before.fileSha256 };
  const checked = await checkFile(deps.files, storedFile, cause.programmeId, before.exclusions);
  if (!checked.ok || checked.contacts.length !== before.organisations)
    throw new Error('the file reads differently now');
  const contacts = checked.contacts.slice(before.stagedRows, before.stagedRows + rowsAtOnce);
  const stagedRows = before.stagedRows + contacts.length;
  const { importId } = before;
  const isDone = stagedRows === before.organisations;
  const after = isDone ? readyImport(before, cause) : { ...before, stagedRows, version: before.version + 1 };
  const saved = await deps.imports.stage(after, contacts, {
    cause,
    audit: { action: 'stage-import-chunk', target: `import/${importId}`, detail: { stagedRows, isDone } },
    events: isDone ? [] : [happened(ImportChunkStaged, { importId, stagedRows })],
  });
  if (saved === 'changed-meanwhile') throw new Error('the import changed while its rows were staged');
}

function readyImport({ stagedRows: _, ...before }: StagingImport, cause: Cause): ContactImport {
  return { ...before, status: 'ready', checkedAt: cause.at, version: before.version + 1 };
}
