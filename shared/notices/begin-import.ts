/**
 * A file of contacts has been cleared: it is read and checked whole, and becomes an import, with errors or with its
 * first rows staged; a short one is ready at once.
 */
import { happened } from '../../events/event.ts';
import { ImportChunkStaged } from '../../events/import-chunk-staged.v1.ts';
import type { Cause } from '../kernel/change.ts';
import { type AccountId, type FileId, ImportId, type ProgrammeId } from '../kernel/ids.ts';
import { isNational } from '../programmes/national-organisations.ts';
import { asksNationalOrganisations } from '../programmes/registry.ts';
import { type CheckedTable, checkContactTable } from './check-contact-table.ts';
import type { Contact } from './contact.ts';
import type { ContactFileReader } from './contact-file-reader.ts';
import { type ContactImport, type Exclusion, rowsAtOnce } from './contact-import.ts';
import type { ContactImportRepository } from './contact-import-repository.ts';

export interface BeginImportDeps {
  readonly imports: Pick<ContactImportRepository, 'find' | 'add'>;
  readonly files: ContactFileReader;
}

export interface ClearedFile {
  readonly fileId: FileId;
  readonly key: string;
  readonly sha256: string;
  readonly uploadedBy: AccountId;
}

/** Throws where storage or database fail, so that the event is heard again; a bad file is no fault. */
export async function beginImport(deps: BeginImportDeps, file: ClearedFile, cause: Cause): Promise<void> {
  const importId = ImportId.parse(file.fileId);
  if ((await deps.imports.find(cause.programmeId, importId)) !== undefined) return;
  const checked = await checkFile(deps.files, file, cause.programmeId);
  const contactImport = importOf(importId, file, checked, cause);
  const contacts = checked.ok ? checked.contacts.slice(0, rowsAtOnce) : [];
  const problems = checked.ok ? [] : checked.problems;
  await deps.imports.add(
    contactImport,
    { contacts, problems, warnings: checked.warnings },
    {
      cause,
      audit: {
        action: 'begin-import',
        target: `import/${importId}`,
        detail: { status: contactImport.status, problems: problems.length, warnings: checked.warnings.length },
      },
      events:
        contactImport.status === 'staging'
          ? [happened(ImportChunkStaged, { importId, stagedRows: contactImport.stagedRows })]
          : [],
    },
  );
}

/** The same file gives the same answer, whenever it is asked. */
export async function checkFile(
  files: ContactFileReader,
  file: { readonly key: string; readonly sha256: string },
  programmeId: ProgrammeId,
  exclusions: readonly Exclusion[] = [],
): Promise<CheckedTable> {
  const read = await files.read(file);
  const asked = { nationalOrganisations: asksNationalOrganisations(programmeId) };
  const leftOut = new Set(exclusions.map(({ row }) => row));
  return read.ok
    ? checkContactTable(read.rows, asked, leftOut)
    : { ok: false, problems: [{ kind: read.reason }], warnings: [] };
}

function importOf(importId: ImportId, file: ClearedFile, checked: CheckedTable, cause: Cause): ContactImport {
  const base = {
    ...{ importId, programmeId: cause.programmeId, fileKey: file.key, fileSha256: file.sha256 },
    ...{ uploadedBy: file.uploadedBy, requestedAt: cause.at, warnings: checked.warnings.length, version: 1 },
  };
  if (!checked.ok) {
    const right = checked.right === undefined || checked.right.length === 0 ? {} : { right: countsOf(checked.right) };
    return { ...base, ...right, status: 'has-errors', problems: checked.problems.length, checkedAt: cause.at };
  }
  const rows = countsOf(checked.contacts);
  const { organisations } = rows;
  if (organisations <= rowsAtOnce) return { ...base, status: 'ready', ...rows, checkedAt: cause.at };
  return { ...base, status: 'staging', ...rows, stagedRows: rowsAtOnce };
}

function countsOf(contacts: readonly Contact[]) {
  const national = contacts.filter(({ organisationId }) => isNational(organisationId)).length;
  return { organisations: contacts.length, ...(national === 0 ? {} : { nationalOrganisations: national }) };
}
