/**
 * The days of an organisation's invitations as a calendar shows them: first day, due day with how it came about, last
 * day.
 *
 * Nuances: whoever has the calendar sees days and titles, not what was answered and not how far the answer is. Reminders
 * are no appointments of the organisation and stop with its answer, so they are left out.
 */
import { warekiWithWeekday } from '../calendar/wareki.ts';
import type { Instant, JstDate } from '../kernel/time.ts';
import type { Invitation } from './invitation.ts';
import { dueDateOf } from './plan-round.ts';
import { hasBegun, type Round } from './round.ts';

export interface SurveyDay {
  readonly kind: 'opens' | 'due' | 'closes';
  readonly invitation: Invitation;
  readonly on: JstDate;
  readonly title: string;
  readonly reason?: string;
  readonly revisedAt: Instant;
}

export function surveyDays(round: Round, invitation: Invitation): readonly SurveyDay[] {
  const { opensOn, dueOn, closesOn, surveyTitle } = invitation;
  const begun = hasBegun(round) ? round.openingAt : round.createdAt;
  const revisedAt = invitation.status === 'returned' ? invitation.returnedAt : begun;
  const reason = dueReason(round, invitation);
  const of = { invitation, revisedAt };
  return [
    { ...of, kind: 'opens', on: opensOn, title: `回答の受付開始：${surveyTitle}` },
    { ...of, kind: 'due', on: dueOn, title: `提出期限：${surveyTitle}`, ...(reason === undefined ? {} : { reason }) },
    { ...of, kind: 'closes', on: closesOn, title: `受付終了：${surveyTitle}` },
  ];
}

/** Why the due day is this day, where it is not simply the one that was asked for. */
export function dueReason(round: Round, { dueOn }: Pick<Invitation, 'dueOn'>): string | undefined {
  if (dueOn !== round.dueOn) {
    return `この団体の期限です（調査全体の期限は${warekiWithWeekday(round.dueOn)}）。`;
  }
  return round.nominalDueOn === undefined ? undefined : dueDateOf(round).reason;
}
