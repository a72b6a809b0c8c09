import type { ProgrammeId } from '../../../shared/kernel/ids.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import { type CheckMorningRunsDeps, missingMorningRuns } from '../../../shared/notices/morning-runs.ts';
import type { ScheduledOutcome } from '../../platform/messaging/scheduled-function.ts';

/** Fails where a run is missing: the alarm on this function's errors is what reaches people, whatever else stands still. */
export class MorningRunMissing extends Error {}

export function createCheckMorningRuns(deps: CheckMorningRunsDeps & { readonly programmes: readonly ProgrammeId[] }) {
  return async (now: Instant): Promise<ScheduledOutcome> => {
    const missing = await Promise.all(
      deps.programmes.map(async (programmeId) =>
        (await missingMorningRuns(deps, { programmeId, at: now })).map((run) => `${run} of ${programmeId}`),
      ),
    );
    const silent = missing.flat();
    if (silent.length > 0) throw new MorningRunMissing(`did not report by half past nine: ${silent.join(', ')}`);
    return {};
  };
}
