/**
 * The body stops a round's reminders for a while, with a reason: after a disaster, or when a form turns out to be wrong.
 * When they go on, by hand or on the day that was named, only the latest step that is due goes out: nobody is flooded.
 * @source FEATURES F7
 */
import * as z from 'zod';
import type { Cause } from '../kernel/change.ts';
import { RoundId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { keepAsTyped } from '../kernel/text.ts';
import { JstDate, jstDateOf } from '../kernel/time.ts';
import type { RoundRepository } from './round-repository.ts';

export interface PauseRemindersDeps {
  readonly rounds: Pick<RoundRepository, 'find' | 'replace'>;
}

export interface PauseError {
  readonly field: 'reason' | 'until';
  readonly message: string;
}

export type PauseRemindersRefusal =
  | { readonly kind: 'round-not-found' }
  | { readonly kind: 'round-not-open' }
  | { readonly kind: 'reminders-already-paused' }
  | { readonly kind: 'pause-not-valid'; readonly errors: readonly PauseError[] }
  | { readonly kind: 'changed-meanwhile' };

export const PausedReminders = z.object({ roundId: RoundId, until: JstDate.optional() }).readonly();
export type PausedReminders = z.infer<typeof PausedReminders>;

const longestReason = 200;

/** @param input.until `YYYY-MM-DD`; until somebody lets them go on where empty or absent */
export async function pauseReminders(
  { rounds }: PauseRemindersDeps,
  input: { readonly roundId: RoundId; readonly reason: string; readonly until?: string | undefined },
  cause: Cause,
): Promise<Result<PausedReminders, PauseRemindersRefusal>> {
  const round = await rounds.find(cause.programmeId, input.roundId);
  if (round === undefined) return refuse({ kind: 'round-not-found' });
  if (round.status !== 'open') return refuse({ kind: 'round-not-open' });
  if (round.remindersPaused !== undefined) return refuse({ kind: 'reminders-already-paused' });
  const reason = keepAsTyped(input.reason).trim();
  const until = JstDate.safeParse(input.until).data;
  const hasDay = input.until !== undefined && input.until !== '';
  const errors = [...reasonErrors(reason), ...(hasDay ? dayErrors(until, jstDateOf(cause.at)) : [])];
  if (errors.length > 0) return refuse({ kind: 'pause-not-valid', errors });
  const { roundId } = round;
  const day = until === undefined ? {} : { until };
  const saved = await rounds.replace(
    { ...round, remindersPaused: { at: cause.at, reason, ...day }, version: round.version + 1 },
    {
      ...{ cause, events: [], result: { roundId, ...day } },
      audit: { action: 'pause-reminders', target: `round/${roundId}`, detail: { ...day } },
    },
  );
  return saved === 'saved' ? ok({ roundId, ...day }) : refuse({ kind: 'changed-meanwhile' });
}

function reasonErrors(reason: string): readonly PauseError[] {
  if (reason === '') return [{ field: 'reason', message: '止める理由を入力してください。' }];
  return [...reason].length <= longestReason
    ? []
    : [{ field: 'reason', message: `止める理由は、${longestReason}文字以内で入力してください。` }];
}

function dayErrors(until: JstDate | undefined, today: JstDate): readonly PauseError[] {
  if (until === undefined) {
    return [{ field: 'until', message: '再開する日を、2026-06-30 のように年月日で入力してください。' }];
  }
  return until > today ? [] : [{ field: 'until', message: '再開する日は、明日以降の日を入力してください。' }];
}
