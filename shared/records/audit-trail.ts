import type { ProgrammeId } from '../kernel/ids.ts';
import type { JstDate } from '../kernel/time.ts';
import type { AuditEntry } from './audit-entry.ts';

export interface AuditTrail {
  /** The entries of one day in order of time, at most `limit`, after the entry that `after` names. */
  ofDay(
    programmeId: ProgrammeId,
    day: JstDate,
    page: { readonly limit: number; readonly after?: string | undefined },
  ): Promise<{ readonly entries: readonly AuditEntry[]; readonly next?: string }>;
}
