/** Reminders that were paused go on from the next nine o'clock of an open day. */
import * as z from 'zod';
import type { Cause } from '../kernel/change.ts';
import { RoundId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { RoundRepository } from './round-repository.ts';

export type ResumeRemindersRefusal =
  | { readonly kind: 'round-not-found' }
  | { readonly kind: 'reminders-not-paused' }
  | { readonly kind: 'changed-meanwhile' };

export const ResumedReminders = z.object({ roundId: RoundId }).readonly();
export type ResumedReminders = z.infer<typeof ResumedReminders>;

export async function resumeReminders(
  { rounds }: { readonly rounds: Pick<RoundRepository, 'find' | 'replace'> },
  input: { readonly roundId: RoundId },
  cause: Cause,
): Promise<Result<ResumedReminders, ResumeRemindersRefusal>> {
  const round = await rounds.find(cause.programmeId, input.roundId);
  if (round === undefined) return refuse({ kind: 'round-not-found' });
  if (round.remindersPaused === undefined) return refuse({ kind: 'reminders-not-paused' });
  const { remindersPaused: _, ...resumed } = round;
  const result = { roundId: round.roundId };
  const saved = await rounds.replace(
    { ...resumed, version: round.version + 1 },
    { cause, events: [], result, audit: { action: 'resume-reminders', target: `round/${round.roundId}` } },
  );
  return saved === 'saved' ? ok(result) : refuse({ kind: 'changed-meanwhile' });
}
