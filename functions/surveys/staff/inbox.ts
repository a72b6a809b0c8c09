import type { RoundId } from '../../../shared/kernel/ids.ts';
import { reviewQueue } from '../../../shared/surveys/review-queue.ts';
import { html, type Reply } from '../../platform/http/reply.ts';
import type { StaffRequest, StaffSurveysDeps } from './deps.ts';
import { renderInboxPage } from './pages/inbox-page.tsx';
import { findRound } from './rounds.ts';

export function createShowInbox(deps: Pick<StaffSurveysDeps, 'rounds' | 'invitations'>) {
  return async (request: StaffRequest<{ roundId: RoundId }>): Promise<Reply> => {
    const { who, guard, at, input } = request;
    const round = await findRound(deps, request);
    const waiting = reviewQueue(await deps.invitations.list(who.programmeId, input.roundId, ['submitted']));
    return html(200, renderInboxPage({ caller: who, guard, now: at, round, waiting }));
  };
}
