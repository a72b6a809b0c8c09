/**
 * Where a typed code leads, for those who cannot click a link. The code counts only together with the organisation's
 * own code; guesses are counted by organisation, whether it is asked at all or not, so that the answer tells nothing.
 */
import type { OrganisationId } from '../kernel/ids.ts';
import { type Result, refuse } from '../kernel/result.ts';
import type { Instant } from '../kernel/time.ts';
import { type FoundInvitation, judged, type LinkRefusal } from './find-invitation-by-token.ts';
import type { Digest } from './invitation.ts';
import type { CodeAttempts, InvitationRepository } from './invitation-repository.ts';

export interface FindInvitationByCodeDeps {
  readonly invitations: Pick<InvitationRepository, 'findByCode'>;
  readonly attempts: CodeAttempts;
}

export type CodeRefusal =
  | Exclude<LinkRefusal, { kind: 'link-not-valid' }>
  | { readonly kind: 'code-not-valid' }
  | { readonly kind: 'too-many-attempts' };

export async function findInvitationByCode(
  { invitations, attempts }: FindInvitationByCodeDeps,
  input: { readonly organisationId: OrganisationId; readonly codeDigest: Digest; readonly now: Instant },
): Promise<Result<FoundInvitation, CodeRefusal>> {
  if ((await attempts.take(input.organisationId, input.now)) === 'locked') return refuse({ kind: 'too-many-attempts' });
  const entry = await invitations.findByCode(input.codeDigest);
  if (entry === undefined || entry.organisationId !== input.organisationId) return refuse({ kind: 'code-not-valid' });
  await attempts.clear(input.organisationId);
  const found = judged(entry, input.now);
  if (found.ok) return found;
  return found.refusal.kind === 'link-not-valid' ? refuse({ kind: 'code-not-valid' }) : refuse(found.refusal);
}
