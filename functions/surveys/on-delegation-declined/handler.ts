import { DelegationDeclined } from '../../../events/delegation-declined.v1.ts';
import { declineDelegation, type EndDelegationDeps } from '../../../shared/surveys/end-delegation.ts';
import { type Subscription, subscription } from '../../platform/messaging/event-subscriber.ts';

export function onDelegationDeclined(deps: EndDelegationDeps): Subscription {
  return subscription(DelegationDeclined, 'surveys/on-delegation-declined', async ({ data, programmeId }, cause) => {
    const { roundId, organisationId, delegation } = data;
    await declineDelegation(deps, { key: { programmeId, roundId, organisationId }, number: delegation }, cause);
  });
}
