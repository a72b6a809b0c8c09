/**
 * How many mails one mail server of the recipients gets in a minute: a burst to one domain looks like spam and is held
 * back or refused by all of its mailboxes. Other domains do not wait for a full one.
 *
 * Nuances: at sixty a minute even 1,788 mails to one single domain are out within thirty minutes. What finds its minute
 * full gets a place in a later one and keeps it. Places are kept in the memory of the one sender: where that starts anew,
 * a domain may get as many again in that minute, and no mail is sent twice over it.
 * @source FEATURES AC-N9
 */
import { mailDomainOf } from '../kernel/text.ts';
import { type Instant, instantFromMs, msOf } from '../kernel/time.ts';
import type { QueuedNotice } from './notice.ts';

const mostInAMinute = 60;
const minuteMs = 60_000;

/** Why a notice waits that found its minute full. */
export const domainIsFull = 'domain-full';

export interface DomainSlots {
  /** When the mail may leave: `now` or before, or the beginning of a later minute. */
  take(address: string, notice: Pick<QueuedNotice, 'reason' | 'sendAfter'>, now: Instant): Instant;
}

export function createDomainSlots(): DomainSlots {
  /** Domain -> minute since 1970 -> places taken. */
  const taken = new Map<string, Map<number, number>>();
  return {
    take(address, { reason, sendAfter }, now) {
      const minute = minuteOf(now);
      if (reason === domainIsFull && minuteOf(sendAfter) === minute) return now;
      const places = placesOf(taken, mailDomainOf(address), minute);
      let free = minute;
      while ((places.get(free) ?? 0) >= mostInAMinute) free += 1;
      places.set(free, (places.get(free) ?? 0) + 1);
      return free === minute ? now : instantFromMs(free * minuteMs);
    },
  };
}

/** Minutes that are over are forgotten. */
function placesOf(taken: Map<string, Map<number, number>>, domain: string, minute: number): Map<number, number> {
  const left = [...(taken.get(domain) ?? [])].filter(([each]) => each >= minute);
  const places = new Map(left);
  taken.set(domain, places);
  return places;
}

function minuteOf(instant: Instant): number {
  return Math.floor(msOf(instant) / minuteMs);
}
