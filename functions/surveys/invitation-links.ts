import { Digest } from '../../shared/surveys/invitation.ts';
import type { DelegateLinks, InvitationLinks } from '../../shared/surveys/invitation-links.ts';
import type { LinkSecrets } from '../platform/links/link-secrets.ts';

/** The digests of a derived link; the link itself goes no further. */
export function createInvitationLinks(secrets: LinkSecrets): InvitationLinks {
  return {
    async linkOf(round, organisationId, generation) {
      const { tokenDigest, codeDigest } = await secrets.linkOf(round, organisationId, generation);
      return { tokenDigest: Digest.parse(tokenDigest), codeDigest: Digest.parse(codeDigest) };
    },
  };
}

export function createDelegateLinks(secrets: LinkSecrets): DelegateLinks {
  return {
    async delegateLinkOf(round, organisationId, delegation) {
      return Digest.parse((await secrets.delegateLinkOf(round, organisationId, delegation)).tokenDigest);
    },
  };
}
