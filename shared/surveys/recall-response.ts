/**
 * 引戻し: the organisation takes its answer back to correct it, until a reviewer has opened it or the closing day is
 * over. The response that was submitted stays; the draft goes on from what was submitted. An answer that followed a
 * return is where it was before: returned, with its comments.
 */
import { happened } from '../../events/event.ts';
import { ResponseRecalled } from '../../events/response-recalled.v1.ts';
import type { Cause } from '../kernel/change.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Instant } from '../kernel/time.ts';
import {
  answeringWindow,
  auditTargetOf,
  carriedOver,
  type Invitation,
  type SubmittedInvitation,
} from './invitation.ts';
import type { InvitationRepository, OpenedInvitation } from './invitation-repository.ts';
import { refusalOf, type SessionRefusal, type SurveySession } from './survey-session.ts';

/** Why an answer that is in cannot be taken back. */
export type RecallObstacle = 'opened-for-review' | 'already-accepted' | 'recall-after-closing' | 'not-in-charge';

export type RecallResponseRefusal =
  | SessionRefusal
  | { readonly kind: RecallObstacle }
  /** It was taken back already, or returned. */
  | { readonly kind: 'nothing-submitted' };

export async function recallResponse(
  { invitations }: { readonly invitations: Pick<InvitationRepository, 'open' | 'replace'> },
  session: SurveySession,
  cause: Cause,
): Promise<Result<'recalled', RecallResponseRefusal>> {
  const judged = judge(await invitations.open(session.key), session, cause.at);
  if (!judged.ok) return judged;
  const next = takenBack(judged.value);
  const { roundId, organisationId, version } = next;
  const saved = await invitations.replace(next, {
    ...{ cause, events: [happened(ResponseRecalled, { roundId, organisationId, version })] },
    audit: { action: 'recall-response', target: auditTargetOf(next), detail: { number: next.responses } },
  });
  if (saved === 'saved') return ok('recalled');
  // A reviewer opened it in this moment, or another window took it back.
  const again = judge(await invitations.open(session.key), session, cause.at);
  return again.ok ? refuse({ kind: 'opened-for-review' }) : again;
}

/** What keeps the person in charge from taking the answer back, or `undefined`. */
export function recallObstacle(
  invitation: Invitation,
  { delegation }: Pick<SurveySession, 'delegation'>,
  now: Instant,
): RecallObstacle | undefined {
  if (invitation.status === 'accepted') return 'already-accepted';
  if (invitation.status === 'submitted' && invitation.openedForReviewAt !== undefined) return 'opened-for-review';
  if (delegation !== undefined) return 'not-in-charge';
  return answeringWindow(invitation, now) === 'closed' ? 'recall-after-closing' : undefined;
}

function judge(
  opened: OpenedInvitation | undefined,
  session: SurveySession,
  now: Instant,
): Result<SubmittedInvitation, RecallResponseRefusal> {
  const refusal = refusalOf(opened, session, now);
  if (refusal !== undefined || opened === undefined) return refuse(refusal ?? { kind: 'link-not-valid' });
  const { invitation } = opened;
  const obstacle = recallObstacle(invitation, session, now);
  if (obstacle !== undefined) return refuse({ kind: obstacle });
  return invitation.status === 'submitted' ? ok(invitation) : refuse({ kind: 'nothing-submitted' });
}

function takenBack(invitation: SubmittedInvitation): Invitation {
  const { draftedAt, submittedAt, referenceNumber, lastReturn } = invitation;
  const carried = { ...carriedOver(invitation), version: invitation.version + 1 };
  if (lastReturn === undefined) return { ...carried, status: 'drafting', draftedAt };
  return { ...carried, ...lastReturn, status: 'returned', draftedAt, submittedAt, referenceNumber };
}
