import type { Instant } from '../../../shared/kernel/time.ts';
import { type RemindDueDeps, remindDue } from '../../../shared/surveys/remind-due.ts';
import type { ScheduledOutcome } from '../../platform/messaging/scheduled-function.ts';

export function createRemindDue(deps: RemindDueDeps) {
  return async (now: Instant, { awsRequestId }: { readonly awsRequestId: string }): Promise<ScheduledOutcome> => {
    const actor = { kind: 'system', name: 'surveys/remind-due' } as const;
    const { nextDueAt } = await remindDue(deps, { actor, at: now, requestId: awsRequestId });
    return { nextDueAt };
  };
}
