import type * as z from 'zod';
import type { InvitationsIssued } from '../../events/invitations-issued.v1.ts';
import type { Cause } from '../kernel/change.ts';
import type { Instant } from '../kernel/time.ts';
import { type QueueNoticesDeps, queueNotices } from './queue-notices.ts';

type Issued = z.output<typeof InvitationsIssued.data>;

/** A mail with the link for each organisation of the chunk. */
export async function queueInvitations(
  deps: QueueNoticesDeps,
  issued: Issued & { readonly issuedAt: Instant },
  cause: Cause,
): Promise<void> {
  const { roundId, surveyTitle, dueOn, linkGeneration, organisations, issuedAt } = issued;
  const contents = organisations.map((organisationId) => ({
    ...{ purpose: 'survey-invitation' as const, roundId, organisationId, surveyTitle, dueOn, linkGeneration },
  }));
  await queueNotices(deps, { roundId, contents, requestedAt: issuedAt }, cause);
}
