/** What becomes of a file after the scanner has spoken. Only a positive "nothing found" lets it out of quarantine. */
import { happened } from '../../events/event.ts';
import { FileCleared } from '../../events/file-cleared.v1.ts';
import { FileRefused } from '../../events/file-refused.v1.ts';
import type { Cause, Fact } from '../kernel/change.ts';
import type { FileId } from '../kernel/ids.ts';
import { quarantineKeyOf, type UploadedFile } from './file.ts';
import type { FileRepository } from './file-repository.ts';
import type { FileStorage } from './file-storage.ts';
import { endingOf, looksLike } from './file-type.ts';

export interface SettleScanDeps {
  readonly files: Pick<FileRepository, 'find' | 'replace'>;
  readonly storage: Pick<FileStorage, 'inspectScanned' | 'releaseScanned' | 'removeFromQuarantine'>;
}

export interface ScanResult {
  readonly fileId: FileId;
  /** The scanner's word, e.g. `NO_THREATS_FOUND`, `THREATS_FOUND`, `UNSUPPORTED`, `ACCESS_DENIED`, `FAILED`. */
  readonly verdict: string;
  /** Of what was scanned. */
  readonly etag: string;
}

export type Settled = 'clean' | 'refused' | 'nothing-to-do';

/** Throws where the row or the bytes changed meanwhile, so that the result is heard again. */
export async function settleScan(deps: SettleScanDeps, scan: ScanResult, cause: Cause): Promise<Settled> {
  const file = await deps.files.find(cause.programmeId, scan.fileId);
  if (file === undefined) return 'nothing-to-do';
  if (file.status === 'clean' || file.status === 'refused') {
    // An earlier hearing may have broken off between the row and the bytes.
    await deps.storage.removeFromQuarantine(quarantineKeyOf(file));
    return 'nothing-to-do';
  }
  const settled = await judge(deps, file, scan, cause);
  if (settled === undefined) return 'nothing-to-do';
  const { multipart: _, ...row } = { multipart: undefined, ...settled };
  const saved = await deps.files.replace(row, {
    cause,
    audit: {
      action: 'settle-scan',
      target: `file/${file.fileId}`,
      detail: { verdict: scan.verdict, status: row.status },
    },
    events: [factOf(row)],
  });
  if (saved === 'changed-meanwhile') throw new Error('the file changed while its scan was settled');
  await deps.storage.removeFromQuarantine(quarantineKeyOf(file));
  return row.status;
}

type SettledFile = Extract<UploadedFile, { status: 'clean' | 'refused' }>;

/**
 * Undefined where the result is about bytes that others have replaced: their own result is still to come. Nothing
 * leaves quarantine before size and type are what they should be.
 */
async function judge(
  deps: SettleScanDeps,
  file: UploadedFile,
  scan: ScanResult,
  cause: Cause,
): Promise<SettledFile | undefined> {
  const common = { ...file, version: file.version + 1, settledAt: cause.at };
  const refused = (reason: Extract<UploadedFile, { status: 'refused' }>['reason']): SettledFile => ({
    ...common,
    status: 'refused',
    reason,
  });
  if (scan.verdict === 'THREATS_FOUND') return refused('infected');
  if (scan.verdict !== 'NO_THREATS_FOUND') return refused('not-scannable');
  const from = quarantineKeyOf(file);
  const found = await deps.storage.inspectScanned(from, scan.etag);
  if (found === 'changed') return undefined;
  if (found === 'gone') throw new Error('a file that waits for its scan is not in quarantine');
  if (found.sizeBytes !== file.sizeBytes) return refused('digest-differs');
  if (!looksLike(endingOf(file.fileName), found.firstBytes)) return refused('type-differs');
  const key = `${file.programmeId}/files/${file.fileId}`;
  const released = await deps.storage.releaseScanned(from, key, scan.etag);
  if (released === 'gone') throw new Error('a file that waits for its scan is not in quarantine');
  return released === 'changed' ? undefined : { ...common, status: 'clean', sha256: found.sha256, key };
}

function factOf(file: SettledFile): Fact {
  const { fileId, purpose, uploadedBy } = file;
  if (file.status === 'refused') return happened(FileRefused, { fileId, purpose, uploadedBy, reason: file.reason });
  const { key, sha256, sizeBytes } = file;
  return happened(FileCleared, { fileId, purpose, uploadedBy, key, sha256, sizeBytes });
}
