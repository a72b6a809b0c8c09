/** POST /s/recall: the answer goes back to the organisation, or the receipt says why it does not. */
import { recallResponse } from '../../../shared/surveys/recall-response.ts';
import { causeOfOrganisation } from '../../../shared/surveys/survey-session.ts';
import { type Reply, seeOther } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import type { PublicSurveysDeps } from './public-deps.ts';
import { sessionMissing, sessionRefused } from './session-reply.ts';
import { holds, type SurveyHolder } from './survey-capability.ts';

export function createRecall(deps: PublicSurveysDeps) {
  return async (request: RouteRequest<SurveyHolder | undefined, { readonly csrf: string }>): Promise<Reply> => {
    const { who, input } = request;
    if (!holds(who, input.csrf)) return sessionMissing();
    const recalled = await recallResponse(deps, who, causeOfOrganisation(who, request));
    if (recalled.ok) return seeOther('/s/form?recalled=1');
    switch (recalled.refusal.kind) {
      case 'nothing-submitted':
        return seeOther('/s/form');
      case 'opened-for-review':
      case 'already-accepted':
      case 'recall-after-closing':
      case 'not-in-charge':
        return seeOther('/s/receipt#recall');
      case 'link-not-valid':
      case 'link-revoked':
      case 'not-yet-open':
        return sessionRefused(deps, who, recalled.refusal);
    }
  };
}
