/**
 * 対象外: the body excuses an organisation from a round, with a reason, and may take that back. The organisation stays in
 * the denominator and is counted apart; it is neither reminded nor late, and what it had saved is kept.
 */
import * as z from 'zod';
import { happened } from '../../events/event.ts';
import { InvitationTermsChanged } from '../../events/invitation-terms-changed.v1.ts';
import type { Cause, Fact } from '../kernel/change.ts';
import { OrganisationId, RoundId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { keepAsTyped } from '../kernel/text.ts';
import { auditTargetOf, carriedOver, type Invitation } from './invitation.ts';
import type { InvitationRepository } from './invitation-repository.ts';

export interface ChangeTermsDeps {
  readonly invitations: Pick<InvitationRepository, 'open' | 'replace' | 'amend'>;
}

export interface TermsKey {
  readonly roundId: RoundId;
  readonly organisationId: OrganisationId;
}

export interface TermsError {
  readonly field: 'reason' | 'until';
  readonly message: string;
}

export type ChangeTermsRefusal =
  | { readonly kind: 'invitation-not-found' }
  /** An answer is in. */
  | { readonly kind: 'already-answered' }
  | { readonly kind: 'changed-meanwhile' };

export type ExemptOrganisationRefusal =
  | ChangeTermsRefusal
  | { readonly kind: 'already-exempt' }
  | { readonly kind: 'terms-not-valid'; readonly errors: readonly TermsError[] };

export const ChangedTerms = z
  .object({ roundId: RoundId, organisationId: OrganisationId, version: z.int().min(1) })
  .readonly();
export type ChangedTerms = z.infer<typeof ChangedTerms>;

const longestReason = 500;

export async function exemptOrganisation(
  { invitations }: ChangeTermsDeps,
  input: TermsKey & { readonly reason: string },
  cause: Cause,
): Promise<Result<ChangedTerms, ExemptOrganisationRefusal>> {
  const reason = keepAsTyped(input.reason).trim();
  const errors = termsReasonErrors(reason);
  if (errors.length > 0) return refuse({ kind: 'terms-not-valid', errors });
  const { roundId, organisationId } = input;
  const opened = await invitations.open({ programmeId: cause.programmeId, roundId, organisationId });
  if (opened === undefined) return refuse({ kind: 'invitation-not-found' });
  const { invitation } = opened;
  if (invitation.status === 'exempt') return refuse({ kind: 'already-exempt' });
  const before = beforeExemption(invitation);
  if (before === undefined) return refuse({ kind: 'already-answered' });
  const next: Invitation = {
    ...{ ...carriedOver(invitation), status: 'exempt', exemptedAt: cause.at, exemptionReason: reason, before },
    version: invitation.version + 1,
  };
  const result = changedTerms(next);
  const saved = await invitations.replace(next, {
    ...{ cause, result, events: [termsChanged(next, 'exempted')] },
    audit: { action: 'exempt-organisation', target: auditTargetOf(next), detail: { from: invitation.status } },
  });
  return saved === 'saved' ? ok(result) : refuse({ kind: 'changed-meanwhile' });
}

export async function endExemption(
  { invitations }: ChangeTermsDeps,
  { roundId, organisationId }: TermsKey,
  cause: Cause,
): Promise<Result<ChangedTerms, ChangeTermsRefusal | { readonly kind: 'not-exempt' }>> {
  const opened = await invitations.open({ programmeId: cause.programmeId, roundId, organisationId });
  if (opened === undefined) return refuse({ kind: 'invitation-not-found' });
  const { invitation } = opened;
  if (invitation.status !== 'exempt') return refuse({ kind: 'not-exempt' });
  const next: Invitation = { ...carriedOver(invitation), ...invitation.before, version: invitation.version + 1 };
  const result = changedTerms(next);
  const saved = await invitations.replace(next, {
    ...{ cause, result, events: [termsChanged(next, 'exemption-ended')] },
    audit: { action: 'end-exemption', target: auditTargetOf(next), detail: { to: next.status } },
  });
  return saved === 'saved' ? ok(result) : refuse({ kind: 'changed-meanwhile' });
}

/** Where an organisation goes back to; `undefined` where an answer is in, for which nobody needs to be excused. */
function beforeExemption(invitation: Invitation) {
  switch (invitation.status) {
    case 'invited':
      return { status: invitation.status };
    case 'drafting':
      return { status: invitation.status, draftedAt: invitation.draftedAt };
    case 'returned': {
      const { status, draftedAt, submittedAt, referenceNumber } = invitation;
      const { returnedAt, reason, comments, returnedResponse } = invitation;
      return { status, draftedAt, submittedAt, referenceNumber, returnedAt, reason, comments, returnedResponse };
    }
    case 'submitted':
    case 'accepted':
    case 'exempt':
      return undefined;
  }
}

export function changedTerms({ roundId, organisationId, version }: Invitation): ChangedTerms {
  return { roundId, organisationId, version };
}

type TermsChange = z.input<typeof InvitationTermsChanged.data>['change'];

export function termsChanged(invitation: Invitation, change: TermsChange): Fact {
  const { roundId, organisationId, surveyTitle, dueOn, linkGeneration, version } = invitation;
  return happened(InvitationTermsChanged, {
    ...{ roundId, organisationId, surveyTitle, change, dueOn, linkGeneration, version },
  });
}

export function termsReasonErrors(reason: string): readonly TermsError[] {
  if (reason === '') return [{ field: 'reason', message: '理由を入力してください。' }];
  return [...reason].length <= longestReason
    ? []
    : [{ field: 'reason', message: `理由は、${longestReason}文字以内で入力してください。` }];
}
