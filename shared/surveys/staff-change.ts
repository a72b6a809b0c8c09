/** 人事異動: people change on 1 April. From the tenth the body sees which organisations nobody has taken up. */
import { JstDate, jstDateOf } from '../kernel/time.ts';
import type { Invitation } from './invitation.ts';

const changesOn = '04-01';
/** A week and a half after the move, whoever has come has had time to look. */
const listedFrom = '04-10';

/** The first of April of which nobody may have heard yet; undefined before the list is drawn up. */
export function staffChangeBefore(day: JstDate): JstDate | undefined {
  return day.slice(5) < listedFrom ? undefined : JstDate.parse(`${day.slice(0, 4)}-${changesOn}`);
}

/** 未引継ぎ・未着手: not begun, and no sign of a person since that day: neither shared nor handed over. */
export function isUnclaimed(invitation: Invitation, since: JstDate): boolean {
  if (invitation.status !== 'invited') return false;
  return invitation.attendedAt === undefined || jstDateOf(invitation.attendedAt) < since;
}

/** Only rounds that were open when people came: of a later one, nobody can have been handed anything. */
export function concernsStaffChange(opensOn: JstDate, since: JstDate): boolean {
  return opensOn <= `${since.slice(0, 4)}-${listedFrom}`;
}
