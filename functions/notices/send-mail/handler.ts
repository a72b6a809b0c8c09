import type { Instant } from '../../../shared/kernel/time.ts';
import {
  comeAgainAt,
  createPace,
  type SendDueMailsDeps,
  sendDueMails,
} from '../../../shared/notices/send-due-mails.ts';
import { log } from '../../platform/logger.ts';
import type { ScheduledOutcome } from '../../platform/messaging/scheduled-function.ts';

/** Kept free at the end of a run: the longest call to SES, and writing down what came of it. */
const reservedMs = 12_000;

export interface SendMailSettings {
  readonly perSecond: number;
  /** Of a clock that only runs on, in ms. */
  readonly steadyMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

export function createSendMail(deps: SendDueMailsDeps, { perSecond, steadyMs, sleep }: SendMailSettings) {
  return async (
    now: Instant,
    context: { readonly getRemainingTimeInMillis: () => number },
  ): Promise<ScheduledOutcome> => {
    const endsAtMs = steadyMs() + context.getRemainingTimeInMillis() - reservedMs;
    const run = await sendDueMails(deps, createPace({ perSecond, endsAtMs, nowMs: steadyMs, sleep }));
    for (const [result, count] of Object.entries(run.results)) log('INFO', `mails ${result}`, { count });
    return { nextDueAt: comeAgainAt(run, now) };
  };
}
