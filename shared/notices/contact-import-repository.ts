import type { ChangeRecord, Saved } from '../kernel/change.ts';
import type { ImportId, ProgrammeId } from '../kernel/ids.ts';
import type { Contact, CurrentContacts } from './contact.ts';
import type { ConfirmedImport, ContactImport } from './contact-import.ts';
import type { Correction } from './correction.ts';
import type { FileProblem, FileWarning } from './file-problem.ts';

export interface FileFindings {
  readonly problems: readonly FileProblem[];
  readonly warnings: readonly FileWarning[];
}

export interface ContactImportRepository {
  find(programmeId: ProgrammeId, importId: ImportId): Promise<ContactImport | undefined>;
  /** The newest ten, newest first. */
  listNewest(programmeId: ProgrammeId): Promise<readonly ContactImport[]>;
  findings(programmeId: ProgrammeId, importId: ImportId): Promise<FileFindings>;
  /** The import with its first rows and what was found; `changed-meanwhile` where it is there already. */
  add(
    contactImport: ContactImport,
    first: FileFindings & { readonly contacts: readonly Contact[] },
    record: ChangeRecord,
  ): Promise<Saved>;
  /** The next rows. `changed-meanwhile` where the import is no longer the version before. */
  stage(contactImport: ContactImport, contacts: readonly Contact[], record: ChangeRecord): Promise<Saved>;
  /** The import is confirmed, the programme's pointer moves from what it was to it, and the corrections stand: all or none. */
  confirm(
    contactImport: ConfirmedImport,
    current: CurrentContacts,
    corrections: readonly Correction[],
    record: ChangeRecord,
  ): Promise<Saved>;
}
