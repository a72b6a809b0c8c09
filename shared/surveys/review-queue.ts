/** 確認待ちの回答: the order in which a reviewer takes them, the longest waiting first. */
import { isOpenDay } from '../calendar/open-day.ts';
import type { OrganisationId } from '../kernel/ids.ts';
import { addDays, type Instant, jstDateOf } from '../kernel/time.ts';
import type { Invitation, SubmittedInvitation } from './invitation.ts';

export function reviewQueue(invitations: readonly Invitation[]): readonly SubmittedInvitation[] {
  return invitations
    .flatMap((each) => (each.status === 'submitted' ? [each] : []))
    .toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
}

function placeOf({ submittedAt, organisationId }: SubmittedInvitation): string {
  return `${submittedAt}#${organisationId}`;
}

export interface Neighbours {
  readonly previous?: SubmittedInvitation;
  readonly next?: SubmittedInvitation;
}

export function neighboursOf(queue: readonly SubmittedInvitation[], organisationId: OrganisationId): Neighbours {
  const place = queue.findIndex((each) => each.organisationId === organisationId);
  if (place < 0) return queue[0] === undefined ? {} : { next: queue[0] };
  const [previous, next] = [queue[place - 1], queue[place + 1]];
  return { ...(previous === undefined ? {} : { previous }), ...(next === undefined ? {} : { next }) };
}

/** Open days that have begun since the day of the submission. */
export function openDaysWaiting({ submittedAt }: Pick<SubmittedInvitation, 'submittedAt'>, now: Instant): number {
  const today = jstDateOf(now);
  let days = 0;
  for (let day = addDays(jstDateOf(submittedAt), 1); day <= today; day = addDays(day, 1)) if (isOpenDay(day)) days += 1;
  return days;
}
