/** GET /s/form: the form with what is saved. One read. */
import { isStaffChangeSeason } from '../../../shared/calendar/staff-change-season.ts';
import { type Instant, jstDateOf } from '../../../shared/kernel/time.ts';
import { authorsOf } from '../../../shared/surveys/attribution.ts';
import { checkStanding } from '../../../shared/surveys/check-standing.ts';
import { activeDelegations, fieldsWithin } from '../../../shared/surveys/delegation.ts';
import { type OpenedForm, openForm } from '../../../shared/surveys/open-form.ts';
import { delegationOf } from '../../../shared/surveys/survey-session.ts';
import { html, type Reply, seeOther } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import { beforeOf } from './before-of.ts';
import { shownBlocks } from './form-post.ts';
import { renderClosedPage } from './pages/closed-page.tsx';
import { renderExemptPage } from './pages/exempt-page.tsx';
import { RecalledNotice, SavedNotice } from './pages/form-notices.tsx';
import { renderFormPage } from './pages/form-page.tsx';
import { ColleagueNotice, InChargeLinks } from './pages/shared-notices.tsx';
import { headOf, type PublicSurveysDeps } from './public-deps.ts';
import { returnedAnswer } from './returned-answer.ts';
import { seenMark } from './seen-answers.ts';
import { sessionMissing, sessionRefused } from './session-reply.ts';
import type { SurveyHolder } from './survey-capability.ts';

/** `saved`, `recalled`: say so. `check`: say what is missing. `blocks.<group>`: show so many. */
export type FormQuery = Readonly<Record<string, string>>;

export function createShowForm(deps: PublicSurveysDeps) {
  return async ({ who, input, at, guard }: RouteRequest<SurveyHolder | undefined, FormQuery>): Promise<Reply> => {
    if (who === undefined) return sessionMissing();
    const opened = await openForm(deps, who, at);
    if (!opened.ok) return sessionRefused(deps, who, opened.refusal);
    const head = headOf(deps, opened.value.invitation);
    switch (opened.value.mode) {
      case 'submitted':
        return seeOther('/s/receipt');
      case 'exempt':
        return html(200, renderExemptPage({ head, form: opened.value.form, opened: opened.value }));
      case 'closed':
        return html(200, renderClosedPage({ head, form: opened.value.form, opened: opened.value }));
      case 'answer':
        return html(
          200,
          renderFormPage({
            ...{ head, form: opened.value.form, programmeId: who.key.programmeId },
            ...answersOf(opened.value, input, who),
            sharing: sharingOf(opened.value, who, at),
            guard: { csrf: who.csrf, commandId: guard.commandId },
          }),
        );
    }
  };
}

/** To the colleague what is theirs, to the person in charge how to share; who did what once the draft is shared. */
function sharingOf(opened: OpenedForm, who: SurveyHolder, at: Instant) {
  const { form, draft, delegations = [] } = opened;
  const mine = delegationOf(opened, who);
  const inCharge = { sharedWith: activeDelegations(delegations).length, isSeason: isStaffChangeSeason(jstDateOf(at)) };
  return {
    notice: mine === undefined ? <InChargeLinks {...inCharge} /> : <ColleagueNotice form={form} mine={mine} />,
    own: mine?.formSections,
    ...(delegations.length > 0 && draft !== undefined ? { authors: authorsOf(draft, delegations) } : {}),
  };
}

function answersOf(opened: OpenedForm, query: FormQuery, who: SurveyHolder) {
  const { form, draft, invitation, answers } = opened;
  const own = fieldsWithin(form, delegationOf(opened, who)?.formSections);
  const before = beforeOf(opened, query['asks']);
  const checked = 'check' in query ? checkStanding(form, opened) : undefined;
  return {
    ...{ answers, before, news: opened.news },
    blocks: shownBlocks(form, answers, query),
    ...{ draftVersion: draft?.version ?? 0, seen: seenMark(form, answers) },
    errors: checked === undefined || checked.ok ? [] : checked.refusal.problems.filter(({ field }) => own.has(field)),
    ...('saved' in query && draft !== undefined ? { notice: <SavedNotice savedAt={draft.savedAt} /> } : {}),
    ...('recalled' in query ? { notice: <RecalledNotice dueOn={invitation.dueOn} /> } : {}),
    ...(invitation.status === 'returned' ? { returned: returnedAnswer(opened, invitation) } : {}),
  };
}
