import type { ProgrammeId } from '../../../shared/kernel/ids.ts';
import { type Instant, jstDateOf } from '../../../shared/kernel/time.ts';
import { digestKinds } from '../../../shared/notices/digest.ts';
import { type ReportMorningRunDeps, reportMorningRun } from '../../../shared/notices/morning-runs.ts';
import { type SendDigestDeps, sendDigest } from '../../../shared/notices/send-digest.ts';
import { log } from '../../platform/logger.ts';
import type { ScheduledOutcome } from '../../platform/messaging/scheduled-function.ts';

type Deps = SendDigestDeps & ReportMorningRunDeps & { readonly programmes: readonly ProgrammeId[] };

/** One programme's trouble does not keep another's digest: it is told when all have had their turn. */
export function createSendDigests(deps: Deps) {
  return async (now: Instant, { awsRequestId }: { readonly awsRequestId: string }): Promise<ScheduledOutcome> => {
    const faults: unknown[] = [];
    for (const programmeId of deps.programmes) {
      const actor = { kind: 'system', name: 'notices/digests' } as const;
      const cause = { programmeId, actor, at: now, requestId: awsRequestId };
      try {
        for (const kind of digestKinds) {
          log('INFO', `${kind} digest: ${await sendDigest(deps, kind, cause)}`, { programmeId });
        }
        await reportMorningRun(deps, { run: 'notices/digests', on: jstDateOf(now) }, cause);
      } catch (fault) {
        faults.push(fault);
      }
    }
    if (faults.length > 0) throw new AggregateError(faults, 'a digest failed');
    return {};
  };
}
