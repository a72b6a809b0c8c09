/** The heartbeat: who has not reported by half past nine is found out, and nobody else is. */
import { expect, test } from 'vitest';
import { createCheckMorningRuns, MorningRunMissing } from '../../../functions/notices/check-morning-runs/handler.ts';
import { onRemindersDue } from '../../../functions/notices/on-reminders-due/handler.ts';
import { Instant, JstDate } from '../../../shared/kernel/time.ts';
import { MorningRun, reportMorningRun } from '../../../shared/notices/morning-runs.ts';
import { finishMorningRun } from '../../../shared/surveys/finish-morning-run.ts';
import { aCause, otherProgramme, programmeId } from '../../support/builders/notices.ts';
import { InMemoryNotices } from '../../support/fakes/in-memory-notices.ts';

const halfPastNine = (day: string) => Instant.parse(`${day}T00:30:00.000Z`);
const on = (day: string) => JstDate.parse(day);

async function settledInstallation() {
  const table = new InMemoryNotices();
  const check = createCheckMorningRuns({ mornings: table.mornings, programmes: [programmeId, otherProgramme] });
  await check(halfPastNine('2026-06-14'));
  const report = async (day: string, runs: readonly MorningRun[] = MorningRun.options) => {
    for (const id of [programmeId, otherProgramme]) {
      for (const run of runs) await reportMorningRun(table, { run, on: on(day) }, aCause({ programmeId: id }));
    }
  };
  return { table, check, report };
}

test('F4: where every run has reported for every programme nothing happens, also asked twice', async () => {
  const { check, report } = await settledInstallation();
  await report('2026-06-15');
  await report('2026-06-15');
  expect(await check(halfPastNine('2026-06-15'))).toEqual({});
  expect(await check(halfPastNine('2026-06-15'))).toEqual({});
});

test.each(MorningRun.options)(
  'F4: without the report of %s the check fails and says which and for whom',
  async (missing) => {
    const { check, report } = await settledInstallation();
    await report(
      '2026-06-15',
      MorningRun.options.filter((run) => run !== missing),
    );
    const failed = check(halfPastNine('2026-06-15'));
    await expect(failed).rejects.toBeInstanceOf(MorningRunMissing);
    await expect(failed).rejects.toThrow(`${missing} of ${programmeId}, ${missing} of ${otherProgramme}`);
  },
);

test('F4: yesterday’s report is none for today, and closed days have mornings too', async () => {
  const { check, report } = await settledInstallation();
  await report('2026-06-19');
  await expect(check(halfPastNine('2026-06-20'))).rejects.toBeInstanceOf(MorningRunMissing);
});

test('F4: one programme’s report does not stand for another’s', async () => {
  const { table, check } = await settledInstallation();
  for (const run of MorningRun.options) await reportMorningRun(table, { run, on: on('2026-06-15') }, aCause());
  await expect(check(halfPastNine('2026-06-15'))).rejects.toThrow(`of ${otherProgramme}`);
});

test('F4: the first morning of an installation is not judged, the second is', async () => {
  const table = new InMemoryNotices();
  const check = createCheckMorningRuns({ mornings: table.mornings, programmes: [programmeId] });
  expect(await check(halfPastNine('2026-06-15'))).toEqual({});
  expect(await check(halfPastNine('2026-06-15'))).toEqual({});
  await expect(check(halfPastNine('2026-06-16'))).rejects.toBeInstanceOf(MorningRunMissing);
});

test('F4: the reminders say once a day that they are done, and it is heard', async () => {
  const table = new InMemoryNotices();
  const said: string[] = [];
  const finished = new Set<string>();
  const finish = async (
    id: string,
    day: string,
    { events }: { readonly events: readonly { readonly type: string }[] },
  ) => {
    if (finished.has(id + day)) return 'changed-meanwhile' as const;
    finished.add(id + day);
    said.push(...events.map(({ type }) => type));
    return 'saved' as const;
  };
  const cause = aCause({ at: Instant.parse('2026-06-15T00:00:00.000Z') });
  await finishMorningRun({ finish }, cause);
  await finishMorningRun({ finish }, cause);
  expect(said).toEqual(['morning-run-finished.v1']);
  const heard = onRemindersDue(table).find(({ type }) => type === 'morning-run-finished.v1');
  const event = {
    ...{ id: '0b8e3b9c-5a55-4f0e-8f5e-6c1d2f3a4b5c', type: 'morning-run-finished.v1', programmeId },
    ...{ occurredAt: cause.at, data: { run: 'surveys/remind-due', on: '2026-06-15' } },
  };
  await heard?.handle(event as never, cause.at);
  await heard?.handle(event as never, cause.at);
  expect(await table.mornings.of(programmeId, on('2026-06-15'))).toEqual(['surveys/remind-due']);
});
