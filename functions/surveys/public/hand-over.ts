/** 引継ぎ in two clicks: GET /s/hand-over asks for the successor, POST /s/hand-over/check shows it, POST does it. */
import type { Instant } from '../../../shared/kernel/time.ts';
import { checkSuccessor, type Successor } from '../../../shared/surveys/colleague.ts';
import { handOverSurvey } from '../../../shared/surveys/hand-over-survey.ts';
import { openForm } from '../../../shared/surveys/open-form.ts';
import { causeOfOrganisation } from '../../../shared/surveys/survey-session.ts';
import { html, type Reply, seeOther } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import { publicProblems } from '../problems.ts';
import { type HandOverPage, renderHandedOverPage, renderHandOverPage } from './pages/hand-over-page.tsx';
import { headOf, type PublicSurveysDeps } from './public-deps.ts';
import { notInCharge, sessionMissing, sessionRefused } from './session-reply.ts';
import { holds, type SurveyHolder } from './survey-capability.ts';

export interface HandOverPost extends Successor {
  readonly csrf: string;
}

type Said = Partial<Pick<HandOverPage, 'typed' | 'errors' | 'trouble' | 'isChecked'>>;

export function createShowHandOver(deps: PublicSurveysDeps) {
  return async (request: RouteRequest<SurveyHolder | undefined, unknown>): Promise<Reply> =>
    request.who === undefined ? sessionMissing() : show(deps, request.who, request, 200, {});
}

export function createCheckHandOver(deps: PublicSurveysDeps) {
  return async (request: RouteRequest<SurveyHolder | undefined, HandOverPost>): Promise<Reply> => {
    const { who, input } = request;
    if (!holds(who, input.csrf)) return sessionMissing();
    const checked = checkSuccessor(input);
    if (checked.ok) return show(deps, who, request, 200, { typed: checked.value, isChecked: true });
    return show(deps, who, request, 422, { typed: input, errors: checked.refusal.errors });
  };
}

export function createHandOver(deps: PublicSurveysDeps) {
  return async (request: RouteRequest<SurveyHolder | undefined, HandOverPost>): Promise<Reply> => {
    const { who, input } = request;
    if (!holds(who, input.csrf)) return sessionMissing();
    const done = await handOverSurvey(deps, who, input, causeOfOrganisation(who, request));
    if (done.ok) return html(200, renderHandedOverPage(deps.programmes.contactOf(who.key.programmeId)));
    const { status, sentence } = publicProblems[done.refusal.kind];
    const errors = done.refusal.kind === 'colleague-not-valid' ? done.refusal.errors : [];
    return show(deps, who, request, status, { typed: input, errors, trouble: sentence });
  };
}

async function show(
  deps: PublicSurveysDeps,
  who: SurveyHolder,
  { at, guard }: { readonly at: Instant; readonly guard: { readonly commandId: string } },
  status: number,
  said: Said,
): Promise<Reply> {
  const opened = await openForm(deps, who, at);
  if (!opened.ok) return sessionRefused(deps, who, opened.refusal);
  if (who.delegation !== undefined) return notInCharge(deps, who);
  if (opened.value.mode === 'closed') return seeOther('/s/form');
  const page = { typed: { section: '', mail: '' }, errors: [], isChecked: false, ...said };
  const { csrf } = who;
  const head = headOf(deps, opened.value.invitation);
  return html(status, renderHandOverPage({ ...page, head, guard: { csrf, commandId: guard.commandId } }));
}
