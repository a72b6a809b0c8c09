/** GET /s/check: the answers to look over, and all that is missing. One read. */
import { draftFrom } from '../../../shared/programmes/form-submission.ts';
import { authorsOf } from '../../../shared/surveys/attribution.ts';
import { checkStanding } from '../../../shared/surveys/check-standing.ts';
import { fieldsWithin } from '../../../shared/surveys/delegation.ts';
import { openForm } from '../../../shared/surveys/open-form.ts';
import { delegationOf } from '../../../shared/surveys/survey-session.ts';
import { html, type Reply, seeOther } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import { beforeOf } from './before-of.ts';
import { renderCheckPage } from './pages/check-page.tsx';
import { headOf, type PublicSurveysDeps } from './public-deps.ts';
import { sessionMissing, sessionRefused } from './session-reply.ts';
import type { SurveyHolder } from './survey-capability.ts';

export function createCheckAnswers(deps: PublicSurveysDeps) {
  return async (request: RouteRequest<SurveyHolder | undefined, { changed?: string | undefined }>): Promise<Reply> => {
    const { who, at } = request;
    if (who === undefined) return sessionMissing();
    const opened = await openForm(deps, who, at);
    if (!opened.ok) return sessionRefused(deps, who, opened.refusal);
    if (opened.value.mode !== 'answer') return seeOther('/s/form');
    const { form, answers, draft } = opened.value;
    const checked = checkStanding(form, opened.value);
    const mine = delegationOf(opened.value, who);
    const own = fieldsWithin(form, mine?.formSections);
    const { delegations = [] } = opened.value;
    return html(
      200,
      renderCheckPage({
        ...{ head: headOf(deps, opened.value.invitation), opened: opened.value, now: at },
        // Phones and hours as they will be recorded, so that what is looked over is what is submitted.
        answers: checked.ok ? draftFrom(form, checked.value) : answers,
        before: beforeOf(opened.value),
        problems: checked.ok ? [] : checked.refusal.problems.filter(({ field }) => own.has(field)),
        ...(mine === undefined ? {} : { mine }),
        ...(delegations.length > 0 && draft !== undefined ? { authors: authorsOf(draft, delegations) } : {}),
        guard: { csrf: who.csrf, commandId: request.guard.commandId },
        changedMeanwhile: request.input.changed !== undefined,
      }),
    );
  };
}
