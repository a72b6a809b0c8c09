/** 分担: GET /s/share shows with whom the draft is shared; POST asks one more section; POST /s/share/revoke ends one. */
import type { Instant } from '../../../shared/kernel/time.ts';
import { delegateAnswering } from '../../../shared/surveys/delegate-answering.ts';
import { revokeDelegation } from '../../../shared/surveys/end-delegation.ts';
import { type OpenedForm, openForm } from '../../../shared/surveys/open-form.ts';
import { causeOfOrganisation } from '../../../shared/surveys/survey-session.ts';
import { html, type Reply, seeOther } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import { publicProblems } from '../problems.ts';
import { renderSharePage, type SharePage } from './pages/share-page.tsx';
import { headOf, type PublicSurveysDeps } from './public-deps.ts';
import { notInCharge, sessionMissing, sessionRefused } from './session-reply.ts';
import { holds, type SurveyHolder } from './survey-capability.ts';

export interface SharePost {
  readonly csrf: string;
  readonly section: string;
  readonly askedBy: string;
  readonly mail: string;
  readonly formSections: readonly string[];
}

type Said = Partial<Pick<SharePage, 'typed' | 'errors' | 'trouble' | 'done'>>;

export function createShowShare(deps: PublicSurveysDeps) {
  return async (
    request: RouteRequest<SurveyHolder | undefined, { readonly done?: SharePage['done'] }>,
  ): Promise<Reply> => {
    if (request.who === undefined) return sessionMissing();
    const { done } = request.input;
    return show(deps, request.who, request, 200, done === undefined ? {} : { done });
  };
}

export function createShare(deps: PublicSurveysDeps) {
  return async (request: RouteRequest<SurveyHolder | undefined, SharePost>): Promise<Reply> => {
    const { who, input, commandKey } = request;
    if (!holds(who, input.csrf)) return sessionMissing();
    const asked = { ...input, command: commandKey };
    const shared = await delegateAnswering(deps, who, asked, causeOfOrganisation(who, request));
    if (shared.ok) return seeOther('/s/share?done=asked');
    return refused(deps, who, request, shared.refusal.kind, {
      typed: input,
      errors: shared.refusal.kind === 'colleague-not-valid' ? shared.refusal.errors : [],
    });
  };
}

export function createRevokeShare(deps: PublicSurveysDeps) {
  return async (
    request: RouteRequest<SurveyHolder | undefined, { readonly csrf: string; readonly number: number }>,
  ): Promise<Reply> => {
    const { who, input } = request;
    if (!holds(who, input.csrf)) return sessionMissing();
    const revoked = await revokeDelegation(deps, who, input, causeOfOrganisation(who, request));
    return revoked.ok ? seeOther('/s/share?done=revoked') : refused(deps, who, request, revoked.refusal.kind, {});
  };
}

interface Asked {
  readonly at: Instant;
  readonly guard: { readonly commandId: string };
}

function refused(
  deps: PublicSurveysDeps,
  who: SurveyHolder,
  request: Asked,
  kind: keyof typeof publicProblems,
  said: Said,
): Promise<Reply> {
  const { status, sentence } = publicProblems[kind];
  return show(deps, who, request, status, kind === 'colleague-not-valid' ? said : { ...said, trouble: sentence });
}

async function show(
  deps: PublicSurveysDeps,
  who: SurveyHolder,
  { at, guard }: Asked,
  status: number,
  said: Said,
): Promise<Reply> {
  const opened = await openForm(deps, who, at);
  if (!opened.ok) return sessionRefused(deps, who, opened.refusal);
  if (who.delegation !== undefined) return notInCharge(deps, who);
  if (opened.value.mode !== 'answer') return seeOther('/s/form');
  return html(status, renderSharePage(pageOf(deps, who, opened.value, guard.commandId, said)));
}

function pageOf(
  deps: PublicSurveysDeps,
  who: SurveyHolder,
  opened: OpenedForm,
  commandId: string,
  said: Said,
): SharePage {
  const { form, delegations = [], invitation } = opened;
  return {
    ...{ head: headOf(deps, invitation), form, delegations, guard: { csrf: who.csrf, commandId } },
    ...{ typed: { section: '', mail: '', askedBy: delegations.at(-1)?.askedBy ?? '', formSections: [] }, errors: [] },
    ...said,
  };
}
