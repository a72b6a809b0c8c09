/** Days and times as the officers' pages say them. */
import { warekiWithWeekday } from '../../../shared/calendar/wareki.ts';
import { type Instant, jstDateOf, jstTimeOf } from '../../../shared/kernel/time.ts';

/** 10:23 */
export function timeText(at: Instant): string {
  const { hour, minute } = jstTimeOf(at);
  return `${hour}:${String(minute).padStart(2, '0')}`;
}

/** 令和8年6月10日(水) 10:23 */
export function momentText(at: Instant): string {
  return `${warekiWithWeekday(jstDateOf(at))} ${timeText(at)}`;
}
