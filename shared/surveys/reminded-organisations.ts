/** Who is to be reminded on a day, decided in one place for the run that sends and for the preview that shows. */
import { addOpenDays, type CalendarOverride } from '../calendar/open-day.ts';
import type { JstDate } from '../kernel/time.ts';
import { type Invitation, type InvitationStatus, isAnswerable } from './invitation.ts';
import type { ReminderStep } from './round.ts';

/** @source FEATURES A8 */
export const leastOpenDaysBetween = 2;

/**
 * Not submitted, this step not sent yet, not reminded a moment ago, and in time for what the step says: one planned for
 * before the due day is dropped once the organisation's due day is over, one after it once no answers are taken.
 * @source FEATURES AC-T6
 */
export function isToBeReminded(
  invitation: Invitation,
  { step, isAfterDue }: ReminderStep,
  on: JstDate,
  overrides?: readonly CalendarOverride[],
): boolean {
  const { lastReminder, closesOn, dueOn, opensOn } = invitation;
  if (!isAnswerable(invitation) || on < opensOn || on > (isAfterDue ? closesOn : dueOn)) return false;
  if (lastReminder === undefined) return true;
  return lastReminder.step < step && addOpenDays(lastReminder.on, leastOpenDaysBetween, overrides) <= on;
}

export const reminderKinds = ['not-started', 'half-done', 'returned'] as const;
export type ReminderKind = (typeof reminderKinds)[number];

/** What words the reminder has. */
export function reminderKindOf(status: InvitationStatus): ReminderKind {
  if (status === 'invited') return 'not-started';
  return status === 'returned' ? 'returned' : 'half-done';
}
