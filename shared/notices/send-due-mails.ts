/** One run of the sender: what waited too long for word of it is put right, then what is due is sent, at SES's pace. */
import type { ProgrammeId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import { addMs } from '../kernel/time.ts';
import { type Notice, settledNotice } from './notice.ts';
import type { NoticeRepository } from './notice-repository.ts';
import { laterOrNever, type SendNoticeDeps, type SendResult, sendNotice } from './send-notice.ts';
import { settleNotice } from './settle-notice.ts';

export interface SendDueMailsDeps extends SendNoticeDeps {
  readonly notices: Pick<NoticeRepository, 'move' | 'correct' | 'dueBy' | 'nextDueAt'>;
}

/** How much a run may do. */
export interface Pace {
  /** Answers when the next mail may leave; false where the run has no time left for one. */
  next(): Promise<boolean>;
  /** SES said that it was too quick. */
  slowDown(): void;
  /** Mails under way at once. */
  readonly abreast: number;
}

export interface SendingRun {
  readonly results: Readonly<Partial<Record<SendResult | 'settled', number>>>;
  readonly nextDueAt: Instant | undefined;
}

const readAtOnce = 200;

export async function sendDueMails(deps: SendDueMailsDeps, pace: Pace): Promise<SendingRun> {
  const count = createCount();
  await settleOverdue(deps, count.add);
  await sendQueued({ ...deps, modes: askedOnce(deps.modes) }, pace, count.add);
  return { results: count.results, nextDueAt: await deps.notices.nextDueAt() };
}

/** A run of a minute goes by what was stated when it began. */
function askedOnce(modes: SendDueMailsDeps['modes']): SendDueMailsDeps['modes'] {
  const asked = new Map<ProgrammeId, ReturnType<typeof modes.of>>();
  return {
    of(programmeId) {
      const known = asked.get(programmeId) ?? modes.of(programmeId);
      asked.set(programmeId, known);
      return known;
    },
  };
}

type Add = (result: SendResult | 'settled') => void;

function createCount() {
  const results: Partial<Record<SendResult | 'settled', number>> = {};
  const add: Add = (result) => {
    results[result] = (results[result] ?? 0) + 1;
  };
  return { results, add };
}

/** No word of a try for fifteen minutes: it never reached SES, and goes again. None of the delivery for 72 hours. */
async function settleOverdue(deps: SendDueMailsDeps, add: Add): Promise<void> {
  const { notices, clock } = deps;
  const now = clock.now();
  for (const notice of await notices.dueBy('sending', now, readAtOnce)) {
    const later = laterOrNever(notice, notice.tries, clock, 'no-word');
    const after = later.status === 'queued' ? { ...later, sendAfter: now } : later;
    if (await settleNotice(deps, notice, after, now)) add('settled');
  }
  for (const notice of await notices.dueBy('sent', now, readAtOnce)) {
    const after = settledNotice(notice, 'temporary-failure', now, 'no-word');
    if (await settleNotice(deps, notice, after, now)) add('settled');
  }
}

/** The index may still show what was just sent, so each notice is taken up once in a run. */
async function sendQueued(deps: SendDueMailsDeps, pace: Pace, add: Add): Promise<void> {
  const taken = new Set<string>();
  for (;;) {
    const due = await deps.notices.dueBy('queued', deps.clock.now(), readAtOnce);
    const fresh = due.filter((notice) => !taken.has(keyOf(notice)));
    if (fresh.length === 0) return;
    for (const notice of fresh) taken.add(keyOf(notice));
    if (!(await sendAll(deps, fresh, pace, add))) return;
  }
}

function keyOf({ programmeId, noticeId }: Notice): string {
  return `${programmeId} ${noticeId}`;
}

/** False where the time of the run is over. */
async function sendAll(deps: SendDueMailsDeps, due: readonly Notice[], pace: Pace, add: Add): Promise<boolean> {
  const underWay = new Set<Promise<void>>();
  let isOver = false;
  for (const notice of due) {
    if (notice.status !== 'queued') continue;
    if (isOver) break;
    const task = sendNotice(deps, notice, pace.next)
      .then((result) => {
        if (result === 'throttled') pace.slowDown();
        if (result === 'no-time') isOver = true;
        add(result);
      }, deps.noteFault)
      .finally(() => underWay.delete(task));
    underWay.add(task);
    if (underWay.size >= pace.abreast) await Promise.race(underWay);
  }
  await Promise.all(underWay);
  return !isOver;
}

/** Mails leave one after another, at most so many in a second, until `endsAtMs`; times in ms of one steady clock. */
export function createPace(settings: {
  readonly perSecond: number;
  readonly endsAtMs: number;
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}): Pace {
  const gapMs = 1_000 / settings.perSecond;
  let nextAtMs = settings.nowMs();
  return {
    abreast: Math.max(4, Math.ceil(settings.perSecond / 2)),
    async next() {
      const waitMs = nextAtMs - settings.nowMs();
      if (settings.nowMs() + Math.max(0, waitMs) >= settings.endsAtMs) return false;
      nextAtMs = Math.max(nextAtMs, settings.nowMs()) + gapMs;
      if (waitMs > 0) await settings.sleep(waitMs);
      return true;
    },
    slowDown() {
      nextAtMs = Math.max(nextAtMs, settings.nowMs()) + 1_000;
    },
  };
}

/** When the host is to come again at the latest. */
export function comeAgainAt(run: SendingRun, now: Instant): Instant | null {
  if (run.nextDueAt === undefined) return null;
  return run.nextDueAt > now ? run.nextDueAt : addMs(now, 1);
}
