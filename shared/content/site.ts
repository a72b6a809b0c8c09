import type { ProgrammeId } from '../kernel/ids.ts';

export interface SiteFile {
  /** Under the portal's folder. */
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
  /** How long a browser and the edge may keep it, in seconds. */
  readonly maxAgeSeconds: number;
}

/** The bucket that the public reads. */
export interface Site {
  /** Writes the file unless the same bytes lie there already; answers whether it wrote. */
  write(programmeId: ProgrammeId, file: SiteFile): Promise<boolean>;
  /** Makes the edge forget these files. The same files with the same `reference` twice are one invalidation. */
  refresh(programmeId: ProgrammeId, files: readonly SiteFile[], reference: string): Promise<void>;
}
