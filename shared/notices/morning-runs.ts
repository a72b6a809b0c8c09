/**
 * The heartbeat of the morning: every run that the clock starts at nine says when it is done, and at half past nine
 * somebody looks whether all have said so.
 *
 * Nuances: a run reports for each programme by itself, so that one programme's fault does not hide behind another's
 * success. The first morning of an installation is not judged: it may have been set up between nine and half past.
 * @source FEATURES F4
 */
import * as z from 'zod';
import type { Cause, ChangeRecord, Saved } from '../kernel/change.ts';
import { ProgrammeId } from '../kernel/ids.ts';
import { JstDate, jstDateOf } from '../kernel/time.ts';

/** The functions that the clock starts at nine every day. */
export const MorningRun = z.enum(['surveys/remind-due', 'notices/digests']);
export type MorningRun = z.infer<typeof MorningRun>;

export const MorningReport = z.object({ programmeId: ProgrammeId, on: JstDate, run: MorningRun });
export type MorningReport = z.infer<typeof MorningReport>;

export interface MorningReports {
  /** `changed-meanwhile` where the run has reported for that day. */
  save(report: MorningReport, record: ChangeRecord): Promise<Saved>;
  of(programmeId: ProgrammeId, on: JstDate): Promise<readonly MorningRun[]>;
  /** The first day on which somebody looked; notes this one where nobody had. */
  firstLook(programmeId: ProgrammeId, today: JstDate): Promise<JstDate>;
}

export interface ReportMorningRunDeps {
  readonly mornings: Pick<MorningReports, 'save'>;
}

/** Heard twice or run twice, it is one report. */
export async function reportMorningRun(
  { mornings }: ReportMorningRunDeps,
  { run, on }: Omit<MorningReport, 'programmeId'>,
  cause: Cause,
): Promise<void> {
  const audit = { action: 'report-morning-run', target: `morning/${on}/${run}` };
  await mornings.save({ programmeId: cause.programmeId, on, run }, { cause, audit, events: [] });
}

export interface CheckMorningRunsDeps {
  readonly mornings: Pick<MorningReports, 'of' | 'firstLook'>;
}

/** The runs that have not reported today; none on an installation's first morning. */
export async function missingMorningRuns(
  { mornings }: CheckMorningRunsDeps,
  { programmeId, at }: Pick<Cause, 'programmeId' | 'at'>,
): Promise<readonly MorningRun[]> {
  const today = jstDateOf(at);
  const [first, reported] = await Promise.all([
    mornings.firstLook(programmeId, today),
    mornings.of(programmeId, today),
  ]);
  return first === today ? [] : MorningRun.options.filter((run) => !reported.includes(run));
}
