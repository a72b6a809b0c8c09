/** GET /s/{token}: where a link lands. POST: the button that opens the session; only a person presses it. */
import type { Instant } from '../../../shared/kernel/time.ts';
import { findInvitationByToken, type LinkRefusal } from '../../../shared/surveys/find-invitation-by-token.ts';
import { Digest } from '../../../shared/surveys/invitation.ts';
import type { LinkEntry } from '../../../shared/surveys/link-entry.ts';
import { html, type Reply, seeOther } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import { digestOfToken } from '../../platform/links/link-secrets.ts';
import { renderLandingPage } from './pages/landing-page.tsx';
import { type Refused, refusedStatus, renderRefusedPage } from './pages/refused-page.tsx';
import type { PublicSurveysDeps } from './public-deps.ts';
import { sessionCookie } from './survey-capability.ts';

type LinkRequest = RouteRequest<undefined, { token: string }>;

export function createShowLanding(deps: PublicSurveysDeps) {
  return async ({ input: { token }, at }: LinkRequest): Promise<Reply> => {
    const found = await find(deps, token, at);
    if (!found.ok) return refusedReply(deps, found.refusal);
    const contact = deps.programmes.contactOf(found.value.entry.programmeId);
    return html(200, renderLandingPage({ ...found.value, action: `/s/${token}`, contact, now: at }));
  };
}

export function createBeginAnswering(deps: PublicSurveysDeps) {
  return async ({ input: { token }, at }: LinkRequest): Promise<Reply> => {
    const found = await find(deps, token, at);
    if (!found.ok) return refusedReply(deps, found.refusal);
    return begin(deps, found.value.entry, token);
  };
}

/** From here on the token is gone from the address. */
export function begin(deps: PublicSurveysDeps, entry: LinkEntry, token: string): Reply {
  return seeOther('/s/form', [sessionCookie(entry, token, deps.secureCookies)]);
}

/** What has not the form of a token is no link either, and gets the same answer. */
async function find(deps: PublicSurveysDeps, token: string, now: Instant) {
  return findInvitationByToken(deps, { tokenDigest: Digest.parse(digestOfToken(token)), now });
}

export function refusedReply(deps: PublicSurveysDeps, refusal: LinkRefusal): Reply {
  const refused = refusedOf(deps, refusal);
  return html(refusedStatus[refused.kind], renderRefusedPage(refused));
}

function refusedOf({ programmes }: PublicSurveysDeps, refusal: LinkRefusal): Refused {
  if (refusal.kind === 'link-not-valid') return { kind: refusal.kind };
  const { entry } = refusal;
  const contact = programmes.contactOf(entry.programmeId);
  switch (refusal.kind) {
    case 'link-revoked':
      return { kind: entry.delegation === undefined ? refusal.kind : 'delegation-ended', contact };
    case 'not-yet-open':
      return { kind: refusal.kind, opensOn: entry.opensOn, contact };
    case 'closed':
      return { kind: refusal.kind, closesOn: entry.closesOn, contact };
  }
}
