/** What somebody sees whose session does not, or no longer, open the form. */
import type { SessionRefusal } from '../../../shared/surveys/survey-session.ts';
import { html, type Reply } from '../../platform/http/reply.ts';
import { type Refused, refusedStatus, renderRefusedPage } from './pages/refused-page.tsx';
import type { PublicSurveysDeps } from './public-deps.ts';
import type { SurveyHolder } from './survey-capability.ts';

export function sessionMissing(): Reply {
  return reply({ kind: 'session-missing' });
}

export function sessionRefused(
  deps: Pick<PublicSurveysDeps, 'programmes'>,
  who: SurveyHolder,
  refusal: SessionRefusal,
): Reply {
  if (refusal.kind === 'link-not-valid') return reply(refusal);
  const contact = deps.programmes.contactOf(who.key.programmeId);
  if (refusal.kind === 'link-revoked' && who.delegation !== undefined)
    return reply({ kind: 'delegation-ended', contact });
  return reply({ ...refusal, contact });
}

/** A colleague at what only the person in charge does. */
export function notInCharge(deps: PublicSurveysDeps, who: SurveyHolder): Reply {
  return reply({ kind: 'not-in-charge', contact: deps.programmes.contactOf(who.key.programmeId) });
}

function reply(refused: Refused): Reply {
  return html(refusedStatus[refused.kind], renderRefusedPage(refused));
}
