import type { Context } from 'aws-lambda';
import { requestSite } from '../../../shared/content/request-site.ts';
import type { ChangeRecord } from '../../../shared/kernel/change.ts';
import type { Clock } from '../../../shared/kernel/time.ts';
import { programmes } from '../../../shared/programmes/registry.ts';
import { systemClock } from '../../platform/clock.ts';

export interface RequestSiteDeps {
  readonly note: (record: ChangeRecord) => Promise<void>;
  readonly clock?: Clock;
}

/** What the engineer's terminal shows: the programmes whose portals are being drawn. */
export interface RequestedSites {
  readonly requested: readonly string[];
}

export function createHandler({ note, clock = systemClock }: RequestSiteDeps) {
  return async (_event: unknown, context: Pick<Context, 'awsRequestId'>): Promise<RequestedSites> => {
    const requested = programmes.filter(({ portal }) => portal !== undefined).map(({ identity }) => identity.id);
    const actor = { kind: 'system', name: 'content/request-site' } as const;
    for (const programmeId of requested) {
      await requestSite({ note }, { programmeId, actor, at: clock.now(), requestId: context.awsRequestId });
    }
    return { requested };
  };
}
