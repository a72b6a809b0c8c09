import type { ProgrammeId } from '../../../shared/kernel/ids.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import { finishMorningRun, type MorningRepository } from '../../../shared/surveys/finish-morning-run.ts';
import { type RemindDueDeps, remindDue } from '../../../shared/surveys/remind-due.ts';
import type { ScheduledOutcome } from '../../platform/messaging/scheduled-function.ts';

export interface MorningDeps extends RemindDueDeps {
  readonly mornings: MorningRepository;
  readonly programmes: readonly ProgrammeId[];
}

export function createRemindDue(deps: MorningDeps) {
  return async (now: Instant, { awsRequestId }: { readonly awsRequestId: string }): Promise<ScheduledOutcome> => {
    const actor = { kind: 'system', name: 'surveys/remind-due' } as const;
    const run = { actor, at: now, requestId: awsRequestId };
    await remindDue(deps, run);
    for (const programmeId of deps.programmes) await finishMorningRun(deps.mornings, { ...run, programmeId });
    return {};
  };
}
