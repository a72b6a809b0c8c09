/** /s/additional: what is new in the form since the organisation has submitted. GET: one read. POST: a read, a transaction. */
import { answerAdditionalQuestions } from '../../../shared/surveys/answer-additional-questions.ts';
import { openForm } from '../../../shared/surveys/open-form.ts';
import { causeOfOrganisation } from '../../../shared/surveys/survey-session.ts';
import { html, type Reply, seeOther } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import { type FormPost, typedAnswers } from './form-post.ts';
import { renderAdditionalPage } from './pages/additional-page.tsx';
import { headOf, type PublicSurveysDeps } from './public-deps.ts';
import { sessionMissing, sessionRefused } from './session-reply.ts';
import { holds, renewedSession, type SurveyHolder } from './survey-capability.ts';

type AdditionalRequest<Input> = RouteRequest<SurveyHolder | undefined, Input>;

export function createShowAdditional(deps: PublicSurveysDeps) {
  return (request: AdditionalRequest<object>): Promise<Reply> => show(deps, request, {}, []);
}

export function createAnswerAdditional(deps: PublicSurveysDeps) {
  return async (request: AdditionalRequest<FormPost>): Promise<Reply> => {
    const { who, input: post, commandKey } = request;
    if (!holds(who, post['csrf'])) return sessionMissing();
    const answer = { fields: post, command: commandKey };
    const outcome = await answerAdditionalQuestions(deps, who, answer, causeOfOrganisation(who, request));
    if (outcome.ok) return seeOther('/s/receipt', renewedSession(request.http.cookies, deps.secureCookies));
    const { refusal } = outcome;
    switch (refusal.kind) {
      case 'answers-incomplete':
        return show(deps, request, post, refusal.problems);
      case 'draft-changed-meanwhile':
        return show(deps, request, post, []);
      case 'nothing-asked':
      case 'not-in-charge':
      case 'closed':
        return seeOther('/s/receipt');
      case 'link-not-valid':
      case 'link-revoked':
      case 'not-yet-open':
        return sessionRefused(deps, who, refusal);
    }
  };
}

async function show(
  deps: PublicSurveysDeps,
  { who, at, guard }: AdditionalRequest<object>,
  post: FormPost,
  errors: readonly { readonly field: string; readonly message: string }[],
): Promise<Reply> {
  if (who === undefined) return sessionMissing();
  const opened = await openForm(deps, who, at);
  if (!opened.ok) return sessionRefused(deps, who, opened.refusal);
  const { additional, invitation } = opened.value;
  if (additional === undefined) return seeOther('/s/form');
  const typed = typedAnswers(additional.part, post);
  const held = { csrf: who.csrf, commandId: guard.commandId };
  const page = { head: headOf(deps, invitation), additional, typed, errors, guard: held };
  return html(errors.length > 0 ? 422 : 200, renderAdditionalPage(page));
}
