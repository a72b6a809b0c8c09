/**
 * A colleague's link ends: revoked by the person in charge, or declined because the address is none of this
 * organisation's. The draft and everybody else's links stay as they are; the address is removed by who keeps it.
 */
import { happened } from '../../events/event.ts';
import { SurveyDelegationEnded } from '../../events/survey-delegation-ended.v1.ts';
import type { Cause } from '../kernel/change.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Instant } from '../kernel/time.ts';
import { type DelegationRefusal, whyNotShared } from './delegate-answering.ts';
import type { Delegation } from './delegation.ts';
import type { DelegationRepository } from './delegation-repository.ts';
import { auditTargetOf, type InvitationKey } from './invitation.ts';
import type { InvitationRepository } from './invitation-repository.ts';
import type { SurveySession } from './survey-session.ts';

export interface EndDelegationDeps {
  readonly invitations: Pick<InvitationRepository, 'open'>;
  readonly delegations: Pick<DelegationRepository, 'end'>;
}

export type RevokeDelegationRefusal =
  | DelegationRefusal
  | { readonly kind: 'delegation-not-found' }
  | { readonly kind: 'changed-meanwhile' };

/** Revoking what is revoked already is `ok`. */
export async function revokeDelegation(
  { invitations, delegations }: EndDelegationDeps,
  session: SurveySession,
  input: { readonly number: number },
  cause: Cause,
): Promise<Result<undefined, RevokeDelegationRefusal>> {
  const opened = await invitations.open(session.key);
  const refusal = whyNotShared(opened, session, cause);
  if (refusal !== undefined) return refuse(refusal);
  const delegation = opened?.delegations?.find(({ number }) => number === input.number);
  if (delegation === undefined) return refuse({ kind: 'delegation-not-found' });
  if (delegation.status !== 'active') return ok(undefined);
  const { roundId, organisationId } = session.key;
  const event = happened(SurveyDelegationEnded, { roundId, organisationId, delegation: input.number });
  const saved = await delegations.end(ended(delegation, 'revoked', cause.at), session.linkDigest, {
    ...{ cause, events: [event] },
    audit: auditOf('revoke-delegation', session.key, input.number),
  });
  return saved === 'saved' ? ok(undefined) : refuse({ kind: 'changed-meanwhile' });
}

/** `notices` found that the address is none of this organisation's. A delegation that has ended meanwhile stays so. */
export async function declineDelegation(
  { invitations, delegations }: EndDelegationDeps,
  input: { readonly key: InvitationKey; readonly number: number },
  cause: Cause,
): Promise<void> {
  const opened = await invitations.open(input.key);
  const delegation = opened?.delegations?.find(({ number }) => number === input.number);
  if (delegation?.status !== 'active') return;
  const saved = await delegations.end(ended(delegation, 'declined', cause.at), undefined, {
    ...{ cause, events: [] },
    audit: auditOf('decline-delegation', input.key, input.number),
  });
  if (saved === 'changed-meanwhile') throw new Error('the delegation changed while it was declined');
}

function ended<Status extends 'revoked' | 'declined'>(
  delegation: Extract<Delegation, { status: 'active' }>,
  status: Status,
  endedAt: Instant,
) {
  return { ...delegation, status, endedAt };
}

function auditOf(action: string, key: InvitationKey, delegation: number) {
  return { action, target: auditTargetOf(key), detail: { delegation } };
}
