/** The reminders of the morning say for each programme that they are done, so that somebody notices when they are not. */
import { happened } from '../../events/event.ts';
import { MorningRunFinished } from '../../events/morning-run-finished.v1.ts';
import type { Cause, ChangeRecord, Saved } from '../kernel/change.ts';
import type { ProgrammeId } from '../kernel/ids.ts';
import { type JstDate, jstDateOf } from '../kernel/time.ts';

export interface MorningRepository {
  /** `changed-meanwhile` where that day is finished already. */
  finish(programmeId: ProgrammeId, on: JstDate, record: ChangeRecord): Promise<Saved>;
}

/** Run again on the same day, it says nothing new. */
export async function finishMorningRun(mornings: MorningRepository, cause: Cause): Promise<void> {
  const on = jstDateOf(cause.at);
  await mornings.finish(cause.programmeId, on, {
    ...{ cause, audit: { action: 'finish-morning-run', target: `morning/${on}` } },
    events: [happened(MorningRunFinished, { run: 'surveys/remind-due', on })],
  });
}
