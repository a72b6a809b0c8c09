/** GET /s/receipt: what was submitted, as often as it is asked for. */
import { openForm } from '../../../shared/surveys/open-form.ts';
import { recallObstacle } from '../../../shared/surveys/recall-response.ts';
import { html, type Reply, seeOther } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import { renderReceiptPage } from './pages/receipt-page.tsx';
import { headOf, type PublicSurveysDeps } from './public-deps.ts';
import { sessionMissing, sessionRefused } from './session-reply.ts';
import type { SurveyHolder } from './survey-capability.ts';

export function createShowReceipt(deps: PublicSurveysDeps) {
  return async ({ who, at, guard }: RouteRequest<SurveyHolder | undefined, unknown>): Promise<Reply> => {
    if (who === undefined) return sessionMissing();
    const opened = await openForm(deps, who, at);
    if (!opened.ok) return sessionRefused(deps, who, opened.refusal);
    if (opened.value.mode !== 'submitted') return seeOther('/s/form');
    return html(
      200,
      renderReceiptPage({
        ...{ head: headOf(deps, opened.value.invitation), opened: opened.value },
        obstacle: recallObstacle(opened.value.invitation, who, at),
        guard: { csrf: who.csrf, commandId: guard.commandId },
      }),
    );
  };
}
