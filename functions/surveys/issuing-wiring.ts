/** What the functions work with that issue invitations: they derive links and read the long list of recipients. */
import { readConfig } from '../platform/config.ts';
import { createLinkSecrets } from '../platform/links/link-secrets.ts';
import { createInvitationLinks } from './invitation-links.ts';
import { surveyRecipients } from './survey-recipients.ts';
import { surveysWiring } from './wiring.ts';

export function issuingWiring() {
  const { LINK_KEY } = readConfig(['LINK_KEY']);
  return {
    ...surveysWiring(),
    programmes: surveyRecipients,
    links: createInvitationLinks(createLinkSecrets(LINK_KEY)),
  };
}
