import { DelegationDeclined } from '../../../events/delegation-declined.v1.ts';
import { DelegationDeliveryChanged } from '../../../events/delegation-delivery-changed.v1.ts';
import { declineDelegation, type EndDelegationDeps } from '../../../shared/surveys/end-delegation.ts';
import { type NoteDelegationMailDeps, noteDelegationMail } from '../../../shared/surveys/note-delegation-mail.ts';
import { type Subscription, subscription } from '../../platform/messaging/event-subscriber.ts';

const name = 'surveys/on-delegation-declined';

/** Why a colleague has no mail: the address is none of the organisation's, or it came back. */
export function onDelegationDeclined(deps: EndDelegationDeps & NoteDelegationMailDeps): readonly Subscription[] {
  return [
    subscription(DelegationDeclined, name, async ({ data, programmeId }, cause) => {
      const { roundId, organisationId, delegation } = data;
      await declineDelegation(deps, { key: { programmeId, roundId, organisationId }, number: delegation }, cause);
    }),
    subscription(DelegationDeliveryChanged, name, async ({ data, programmeId }, cause) => {
      const { roundId, organisationId, delegation: number, hasArrived, version } = data;
      const key = { programmeId, roundId, organisationId };
      await noteDelegationMail(deps, { key, number, hasArrived, version }, cause);
    }),
  ];
}
