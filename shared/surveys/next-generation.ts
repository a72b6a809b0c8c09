import type { Invitation } from './invitation.ts';
import type { InvitationLinks } from './invitation-links.ts';

/** The invitation remembers every revoked link, so that its holder is told; more than this is somebody's mistake. */
const mostGenerations = 20;

/** The invitation under its next link and code, the present ones revoked; undefined where there were too many. */
export async function nextGeneration(links: InvitationLinks, invitation: Invitation): Promise<Invitation | undefined> {
  const linkGeneration = invitation.linkGeneration + 1;
  if (linkGeneration > mostGenerations) return undefined;
  const { tokenDigest, codeDigest } = await links.linkOf(invitation, invitation.organisationId, linkGeneration);
  const revokedLinkDigests = [...invitation.revokedLinkDigests, ...invitation.linkDigests];
  return {
    ...invitation,
    ...{ linkGeneration, linkDigests: [tokenDigest], revokedLinkDigests, codeDigest, version: invitation.version + 1 },
  };
}
