import { ResponseAccepted } from '../../../events/response-accepted.v1.ts';
import { type RecordAcceptedDesksDeps, recordAcceptedDesks } from '../../../shared/directory/record-accepted-desks.ts';
import {
  type RecordAcceptedMeasuresDeps,
  recordAcceptedMeasures,
} from '../../../shared/directory/record-accepted-measures.ts';
import type { Cause } from '../../../shared/kernel/change.ts';
import { type Subscription, subscription } from '../../platform/messaging/event-subscriber.ts';

export function onResponseAccepted(deps: RecordAcceptedDesksDeps & RecordAcceptedMeasuresDeps): Subscription {
  return subscription(ResponseAccepted, 'directory/on-response-accepted', async ({ data, occurredAt }, cause) => {
    const accepted = { ...data, acceptedAt: occurredAt };
    await recordAcceptedDesks(deps, accepted, cause);
    await recordAcceptedMeasures(deps, accepted, besides(cause));
  });
}

/** Two changes follow from one event; each is recognised by itself when the event is heard again. */
function besides(cause: Cause): Cause {
  const { heard, ...rest } = cause;
  return heard === undefined ? rest : { ...rest, heard: { ...heard, subscriber: `${heard.subscriber}:measures` } };
}
