import type { ChangeRecord, Saved } from '../kernel/change.ts';
import type { Invitation } from './invitation.ts';

/** An invitation with the reminder that is to be marked on it. */
export type RemindedInvitation = Invitation & { readonly lastReminder: NonNullable<Invitation['lastReminder']> };

export interface ReminderRepository {
  /**
   * Marks the reminders on all of these (at most 30), or on none. `changed-meanwhile` where one of them takes no
   * answers any more, has this step already, or has another link or due day than given. The version stays, so that an
   * officer who submits in this moment is not told that something changed.
   */
  mark(reminded: readonly RemindedInvitation[], record: ChangeRecord): Promise<Saved>;
}
