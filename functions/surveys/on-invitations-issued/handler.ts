import { InvitationsIssued } from '../../../events/invitations-issued.v1.ts';
import { type IssueInvitationsDeps, issueInvitations } from '../../../shared/surveys/issue-invitations.ts';
import { type Subscription, subscription } from '../../platform/messaging/event-subscriber.ts';

/** The next chunk of the opening job. After the last one, and after a link was renewed, nothing follows. */
export function onInvitationsIssued(deps: IssueInvitationsDeps): Subscription {
  return subscription(InvitationsIssued, 'surveys/on-invitations-issued', async (event, cause) => {
    const { roundId, issuedSoFar, isLast } = event.data;
    if (isLast) return;
    const issued = await issueInvitations(deps, { roundId, issuedSoFar }, cause);
    if (!issued.ok) throw new Error(`the next invitations could not be issued: ${issued.refusal.kind}`);
  });
}
