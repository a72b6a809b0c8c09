/** Derives an organisation's link and typed code; the rules see digests alone. */
import type { OrganisationId, ProgrammeId, RoundId } from '../kernel/ids.ts';
import type { Digest } from './invitation.ts';

export interface InvitationLinks {
  linkOf(
    round: { readonly programmeId: ProgrammeId; readonly roundId: RoundId },
    organisationId: OrganisationId,
    generation: number,
  ): Promise<{ readonly tokenDigest: Digest; readonly codeDigest: Digest }>;
}

/** Derives a colleague's link. There is no typed code for it: that would be one more thing to guess. */
export interface DelegateLinks {
  delegateLinkOf(
    round: { readonly programmeId: ProgrammeId; readonly roundId: RoundId },
    organisationId: OrganisationId,
    delegation: number,
  ): Promise<Digest>;
}
