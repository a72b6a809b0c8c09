import { RoundOpeningRequested } from '../../../events/round-opening-requested.v1.ts';
import { type IssueInvitationsDeps, issueInvitations } from '../../../shared/surveys/issue-invitations.ts';
import { type Subscription, subscription } from '../../platform/messaging/event-subscriber.ts';

/** The first chunk; every chunk's own event leads to the next one. */
export function onRoundOpeningRequested(deps: IssueInvitationsDeps): Subscription {
  return subscription(RoundOpeningRequested, 'surveys/on-round-opening-requested', async (event, cause) => {
    const issued = await issueInvitations(deps, { roundId: event.data.roundId, issuedSoFar: 0 }, cause);
    if (!issued.ok) throw new Error(`the first invitations could not be issued: ${issued.refusal.kind}`);
  });
}
