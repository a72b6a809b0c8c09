/** POST /s/submit: one read, one transaction. The same button pressed twice leads to the same receipt. */
import { submitResponse } from '../../../shared/surveys/submit-response.ts';
import { causeOfOrganisation } from '../../../shared/surveys/survey-session.ts';
import { type Reply, seeOther } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import type { PublicSurveysDeps } from './public-deps.ts';
import { notInCharge, sessionMissing, sessionRefused } from './session-reply.ts';
import { holds, type SurveyHolder } from './survey-capability.ts';

export interface SubmitPost {
  readonly draftVersion: number;
  readonly csrf: string;
}

export function createSubmit(deps: PublicSurveysDeps) {
  return async (request: RouteRequest<SurveyHolder | undefined, SubmitPost>): Promise<Reply> => {
    const { who, input, commandKey } = request;
    // Nothing was typed on the page this comes from: the draft is saved.
    if (!holds(who, input.csrf)) return sessionMissing();
    const submit = { seenVersion: input.draftVersion, command: commandKey };
    const submitted = await submitResponse(deps, who, submit, causeOfOrganisation(who, request));
    if (submitted.ok) return seeOther('/s/receipt');
    switch (submitted.refusal.kind) {
      case 'already-submitted':
        return seeOther('/s/receipt');
      case 'answers-incomplete':
        return seeOther('/s/check');
      case 'draft-changed-meanwhile':
        return seeOther('/s/check?changed=1');
      case 'nothing-saved-yet':
      case 'closed':
      case 'not-asked':
        return seeOther('/s/form');
      case 'not-in-charge':
        return notInCharge(deps, who);
      case 'link-not-valid':
      case 'link-revoked':
      case 'not-yet-open':
        return sessionRefused(deps, who, submitted.refusal);
    }
  };
}
