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
  return reply({ ...refusal, contact: deps.programmes.contactOf(who.key.programmeId) });
}

function reply(refused: Refused): Reply {
  return html(refusedStatus[refused.kind], renderRefusedPage(refused));
}
