import type { ProgrammeId } from '../../../shared/kernel/ids.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import { type SummariseWeekDeps, summariseWeek } from '../../../shared/notices/summarise-week.ts';
import { log } from '../../platform/logger.ts';
import type { ScheduledOutcome } from '../../platform/messaging/scheduled-function.ts';

/** One programme's trouble does not keep another's summary: it is told when all have had their turn. */
export function createWeeklyDigest(deps: SummariseWeekDeps & { readonly programmes: readonly ProgrammeId[] }) {
  return async (now: Instant, { awsRequestId }: { readonly awsRequestId: string }): Promise<ScheduledOutcome> => {
    const faults: unknown[] = [];
    for (const programmeId of deps.programmes) {
      try {
        const actor = { kind: 'system', name: 'notices/weekly-digest' } as const;
        const outcome = await summariseWeek(deps, { programmeId, actor, at: now, requestId: awsRequestId });
        log('INFO', `weekly summary: ${outcome}`, { programmeId });
      } catch (fault) {
        faults.push(fault);
      }
    }
    if (faults.length > 0) throw new AggregateError(faults, 'a weekly summary failed');
    return {};
  };
}
