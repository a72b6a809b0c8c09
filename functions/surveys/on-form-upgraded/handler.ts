import { FormUpgraded } from '../../../events/form-upgraded.v1.ts';
import { type MoveInvitationsDeps, moveInvitations } from '../../../shared/surveys/move-invitations.ts';
import { type Subscription, subscription } from '../../platform/messaging/event-subscriber.ts';

/** The next chunk; every chunk's own event leads to the one after it. */
export function onFormUpgraded(deps: MoveInvitationsDeps): Subscription {
  return subscription(FormUpgraded, 'surveys/on-form-upgraded', async ({ data }, cause) => {
    if (data.isLast) return;
    const moved = await moveInvitations(deps, data, cause);
    if (!moved.ok) throw new Error(`the invitations could not be moved: ${moved.refusal.kind}`);
  });
}
