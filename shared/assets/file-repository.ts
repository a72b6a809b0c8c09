import type { ChangeRecord, Saved } from '../kernel/change.ts';
import type { FileId, ProgrammeId } from '../kernel/ids.ts';
import type { UploadedFile } from './file.ts';

export interface FileRepository {
  find(programmeId: ProgrammeId, fileId: FileId): Promise<UploadedFile | undefined>;
  /** The newest first, at most 100. */
  list(programmeId: ProgrammeId): Promise<readonly UploadedFile[]>;
  add(file: UploadedFile, record: ChangeRecord): Promise<Saved>;
  /** `changed-meanwhile` where the stored file may not move to this state, or is another version. */
  replace(file: UploadedFile, record: ChangeRecord): Promise<Saved>;
}
