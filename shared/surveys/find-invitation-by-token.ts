/** Where a link leads. Reads only, so that mail scanners may open it as often as they like. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Instant } from '../kernel/time.ts';
import type { Digest } from './invitation.ts';
import type { InvitationRepository } from './invitation-repository.ts';
import { judgeLink, type LinkEntry } from './link-entry.ts';

export interface FindInvitationDeps {
  readonly invitations: Pick<InvitationRepository, 'findByLink'>;
}

/** A link that is no link and one of somebody else are the same answer: `link-not-valid`. */
export type LinkRefusal =
  | { readonly kind: 'link-not-valid' }
  | { readonly kind: 'link-revoked'; readonly entry: LinkEntry }
  | { readonly kind: 'not-yet-open'; readonly entry: LinkEntry }
  | { readonly kind: 'closed'; readonly entry: LinkEntry };

export interface FoundInvitation {
  readonly entry: LinkEntry;
  /** The link still opens: it shows the receipt. */
  readonly isSubmitted: boolean;
}

export async function findInvitationByToken(
  { invitations }: FindInvitationDeps,
  input: { readonly tokenDigest: Digest; readonly now: Instant },
): Promise<Result<FoundInvitation, LinkRefusal>> {
  return judged(await invitations.findByLink(input.tokenDigest), input.now);
}

export function judged(entry: LinkEntry | undefined, now: Instant): Result<FoundInvitation, LinkRefusal> {
  if (entry === undefined) return refuse({ kind: 'link-not-valid' });
  const verdict = judgeLink(entry, now);
  if (verdict === 'good' || verdict === 'already-submitted') {
    return ok({ entry, isSubmitted: verdict === 'already-submitted' });
  }
  return refuse({ kind: verdict, entry });
}
