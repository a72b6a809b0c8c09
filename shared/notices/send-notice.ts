/** One try of one notice: address, write, claim, send, say what came of it. The order is what keeps it to one mail. */
import { addMs, type Clock, jstDateOf } from '../kernel/time.ts';
import { type AddressNoticeDeps, addressNotice } from './address-notice.ts';
import { type DomainSlots, domainIsFull } from './domain-slots.ts';
import type { Letter } from './letter.ts';
import type { Mailer, SendOutcome } from './mailer.ts';
import {
  carriedOn,
  mostTries,
  type Notice,
  type QueuedNotice,
  type Recipients,
  retryAfterMs,
  type SendingNotice,
  settledNotice,
} from './notice.ts';
import type { NoticeRepository } from './notice-repository.ts';
import { settleNotice } from './settle-notice.ts';
import { type MailModes, withinTrial } from './trial.ts';

export interface SendNoticeDeps extends AddressNoticeDeps {
  readonly notices: Pick<NoticeRepository, 'move' | 'correct'>;
  readonly mailer: Mailer;
  readonly clock: Clock;
  readonly domains: DomainSlots;
  readonly modes: Pick<MailModes, 'of'>;
  /** Faults that keep one notice from being written do not keep the others. */
  readonly noteFault: (fault: unknown) => void;
}

/**
 * `lost`: somebody else moved the notice. `not-written`: it could not be addressed or written; tried again later.
 * `domain-full`: its minute comes later. `no-time`: the run is over; the notice waits as it is for the next.
 */
export type SendResult =
  | SendOutcome['kind']
  | 'suppressed'
  | 'no-address'
  | 'lost'
  | 'not-written'
  | typeof domainIsFull
  | 'no-time';

/** SES asked to slow down: nothing is wrong with the mail. */
const slowDownMs = 60_000;

/** @param mayLeave answers when the next mail may leave; false where the run has no time left for one */
export async function sendNotice(
  deps: SendNoticeDeps,
  queued: QueuedNotice,
  mayLeave: () => Promise<boolean>,
): Promise<SendResult> {
  const prepared = await prepare(deps, queued);
  if (prepared.kind === 'not-written') {
    const later = laterOrNever(queued, queued.tries + 1, deps.clock, 'not-written');
    await settleNotice(deps, queued, later, deps.clock.now());
    return 'not-written';
  }
  if (prepared.kind !== 'go') {
    const reason = prepared.kind === 'suppressed' ? prepared.reason : undefined;
    const now = deps.clock.now();
    const moved = await settleNotice(deps, queued, settledNotice(queued, prepared.kind, now, reason), now);
    return moved ? prepared.kind : 'lost';
  }
  const { recipients, letter } = prepared;
  const leavesAt = deps.domains.take(recipients.to[0] ?? '', queued, deps.clock.now());
  if (leavesAt > deps.clock.now()) {
    const waiting = { ...carriedOn(queued), status: 'queued' as const, sendAfter: leavesAt, reason: domainIsFull };
    return (await deps.notices.move(waiting)) ? domainIsFull : 'lost';
  }
  if (!(await mayLeave())) return 'no-time';
  const claimed = claim(queued, recipients, deps.clock);
  if (!(await deps.notices.move(claimed))) return 'lost';
  const { noticeId, programmeId } = queued;
  const outcome = await deps.mailer.send({ noticeId, programmeId, ...letter, ...recipients, at: deps.clock.now() });
  const after = afterTry(claimed, outcome, deps.clock);
  // False where an event about the mail was quicker: it knows at least as much.
  if (after !== undefined) await settleNotice(deps, claimed, after, deps.clock.now());
  return outcome.kind;
}

type Prepared =
  | { readonly kind: 'go'; readonly recipients: Recipients; readonly letter: Letter }
  | { readonly kind: 'suppressed'; readonly reason: 'trial-only' }
  | Exclude<Awaited<ReturnType<typeof addressNotice>>, { kind: 'go' }>
  | { readonly kind: 'not-written' };

async function prepare(deps: SendNoticeDeps, queued: QueuedNotice): Promise<Prepared> {
  try {
    const addressed = await addressNotice(deps, queued);
    if (addressed.kind !== 'go') return addressed;
    const recipients = withinTrial(await deps.modes.of(queued.programmeId), addressed.recipients);
    if (recipients === undefined) return { kind: 'suppressed', reason: 'trial-only' };
    const letter = deps.letters.write(queued.programmeId, addressed.matter, jstDateOf(deps.clock.now()));
    return { kind: 'go', recipients, letter };
  } catch (fault) {
    deps.noteFault(fault);
    return { kind: 'not-written' };
  }
}

function claim(queued: QueuedNotice, recipients: Recipients, clock: Clock): SendingNotice {
  return {
    ...carriedOn(queued),
    ...{ status: 'sending', tries: queued.tries + 1, recipients, claimedAt: clock.now() },
  };
}

/** Undefined where nobody knows: then the row waits for what SES tells of it. */
function afterTry(claimed: SendingNotice, outcome: SendOutcome, clock: Clock): Notice | undefined {
  const now = clock.now();
  switch (outcome.kind) {
    case 'accepted':
      return { ...carriedOn(claimed), status: 'sent', sentAt: now };
    case 'throttled':
      return {
        ...carriedOn(claimed),
        ...{ status: 'queued', tries: claimed.tries - 1, sendAfter: addMs(now, slowDownMs), reason: 'throttled' },
      };
    case 'refused':
      return laterOrNever(claimed, claimed.tries, clock, outcome.reason);
    case 'unwanted':
      return settledNotice(claimed, 'technical-failure', now, outcome.reason);
    case 'unknown':
      return undefined;
  }
}

/** Once more after a while, until there have been tries enough. */
export function laterOrNever(notice: Notice, tries: number, clock: Clock, reason: string): Notice {
  const now = clock.now();
  if (tries >= mostTries) return { ...settledNotice(notice, 'technical-failure', now, reason), tries };
  return { ...carriedOn(notice), status: 'queued', tries, sendAfter: addMs(now, retryAfterMs), reason };
}
