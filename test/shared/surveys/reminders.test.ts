import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { CalendarOverride } from '../../../shared/calendar/open-day.ts';
import { OrganisationId, RoundId } from '../../../shared/kernel/ids.ts';
import { addDays, addMs, type Instant, JstDate, startOfDay } from '../../../shared/kernel/time.ts';
import { pauseReminders } from '../../../shared/surveys/pause-reminders.ts';
import { planRound } from '../../../shared/surveys/plan-round.ts';
import { nextSendingDay, previewAllReminders, previewReminders } from '../../../shared/surveys/preview-reminders.ts';
import { remindDue } from '../../../shared/surveys/remind-due.ts';
import { resumeReminders } from '../../../shared/surveys/resume-reminders.ts';
import { reminderSteps } from '../../../shared/surveys/round.ts';
import {
  aCause,
  anInvitation,
  aRecord,
  aRound,
  chiba,
  countedIds,
  now,
  programmeId,
  programmesWith,
  roundId,
  sapporo,
} from '../../support/builders/surveys.ts';
import { InMemorySurveys } from '../../support/fakes/in-memory-surveys.ts';
import { openedRound } from '../../support/fixtures/opened-round.ts';

// The due day is Tuesday 30 June 2026, the closing day Tuesday 14 July; two open days after the due day is 2 July.
const nineOn = (day: string): Instant => addMs(startOfDay(JstDate.parse(day)), 9 * 3_600_000);
const tokyo = OrganisationId.parse('130001');
const closesOn = '2026-07-14';
const planned = { reminderPlan: [5, -2, -5], closesOn };

let surveys: InMemorySurveys;
beforeEach(() => {
  surveys = new InMemorySurveys();
});

const run = (at: Instant) =>
  remindDue(surveys, { actor: { kind: 'system', name: 'surveys/remind-due' }, at, requestId: 'run' });
const preview = async (at: Instant) => {
  const shown = await previewReminders(surveys, { programmeId, roundId }, at);
  if (!shown.ok) throw new Error(shown.refusal.kind);
  return shown.value;
};
const told = () =>
  surveys.records
    .flatMap(({ events }) => events)
    .filter(({ type }) => type === 'reminders-due.v1')
    .flatMap(({ data }) => {
      const { step, recipients } = data as { step: number; recipients: { organisationId: string; progress: string }[] };
      return recipients.map((each) => `${step} ${each.organisationId} ${each.progress}`);
    });

describe('F1: a plan counts open days before and after the due day', () => {
  test('F1: steps after the due day fall on open days, and none after the closing day', () => {
    const round = aRound({ status: 'open', ...planned, reminderPlan: [5, -2, -5, -20] });
    expect(reminderSteps(round)).toEqual([
      { step: 1, on: '2026-06-23', isAfterDue: false },
      { step: 2, on: '2026-07-02', isAfterDue: true },
      { step: 3, on: '2026-07-07', isAfterDue: true },
    ]);
  });

  test('F1: after the due day, whoever has not submitted is reminded until answers are taken no more', async () => {
    await openedRound(
      surveys,
      [
        anInvitation({ organisationId: sapporo, closesOn }),
        anInvitation({ organisationId: tokyo, status: 'returned', closesOn }),
        anInvitation({ organisationId: chiba, status: 'submitted', closesOn }),
      ],
      planned,
    );
    await run(nineOn('2026-07-02'));
    expect(told()).toEqual([`2 ${sapporo} not-started`, `2 ${tokyo} returned`]);
    await run(nineOn('2026-07-15'));
    expect(told()).toHaveLength(2);
  });

  test('A8: at most four, at least two open days apart, before and after the due day alike', async () => {
    const plan = (reminderPlan: number[]) =>
      planRound(
        { rounds: surveys.rounds, programmes: programmesWith([]), ids: countedIds() },
        { title: '調査', formId: 'consultation-desks', formVersion: 1, dueOn: '2026-07-31', reminderPlan },
        aCause(),
      );
    expect((await plan([5, 1, -1, -4])).ok).toBe(true);
    for (const wrong of [
      [1, 0],
      [0, -1],
      [-3, -2],
      [-2, 5],
      [9, 6, 3, 0, -3],
    ]) {
      const refused = await plan(wrong);
      expect(refused).toMatchObject({ ok: false, refusal: { errors: [{ field: 'reminderPlan' }] } });
    }
  });
});

describe('F7: what would go out next, and stopping it', () => {
  const both = () => [
    anInvitation({ organisationId: sapporo, closesOn }),
    anInvitation({ organisationId: tokyo, status: 'returned', closesOn }),
    anInvitation({ organisationId: chiba, status: 'accepted', closesOn }),
  ];

  test('F7: the preview names whom the run then reminds, and in which words', async () => {
    await openedRound(surveys, both(), planned);
    // Wednesday 1 July, ten o'clock: the next sending day is Thursday.
    const shown = await preview(addMs(nineOn('2026-07-01'), 3_600_000));
    expect(shown).toMatchObject({ on: '2026-07-02', step: 2, isPaused: false });
    expect(shown.organisations).toMatchObject([
      { organisationId: sapporo, kind: 'not-started', isOverdue: true },
      { organisationId: tokyo, kind: 'returned', isOverdue: true },
    ]);
    await run(nineOn('2026-07-02'));
    expect(told()).toEqual(shown.organisations.map(({ organisationId, kind }) => `2 ${organisationId} ${kind}`));
  });

  test('F7: on any morning the preview of before nine is what the run does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 45 }), async (offset) => {
        surveys = new InMemorySurveys();
        await openedRound(surveys, both(), planned);
        const early = addMs(nineOn(addDays(JstDate.parse('2026-06-10'), offset)), -60_000);
        const shown = await preview(early);
        await run(nineOn(shown.on));
        expect(told()).toEqual(
          shown.organisations.map(({ organisationId, kind }) => `${shown.step} ${organisationId} ${kind}`),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('F7: the next sending day is today before nine on an open day, else the next open day', () => {
    expect(nextSendingDay(addMs(nineOn('2026-06-26'), -1))).toBe('2026-06-26');
    expect(nextSendingDay(nineOn('2026-06-26'))).toBe('2026-06-29');
    expect(nextSendingDay(nineOn('2026-06-27'))).toBe('2026-06-29');
  });

  test('F7: while paused nobody is reminded; what goes on is the latest step alone', async () => {
    await openedRound(surveys, both(), planned);
    const paused = await pauseReminders(surveys, { roundId, reason: '大雨のため' }, aCause());
    expect(paused).toEqual({ ok: true, value: { roundId } });
    expect(await run(nineOn('2026-06-23'))).toEqual({ reminded: 0 });
    expect(await run(nineOn('2026-07-02'))).toEqual({ reminded: 0 });
    expect((await resumeReminders(surveys, { roundId }, aCause({ at: nineOn('2026-07-06') }))).ok).toBe(true);
    await run(nineOn('2026-07-07'));
    expect(told()).toEqual([`3 ${sapporo} not-started`, `3 ${tokyo} returned`]);
  });

  test('F7: a pause with a day ends by itself on that day', async () => {
    await openedRound(surveys, both(), planned);
    await pauseReminders(surveys, { roundId, reason: '大雨のため', until: '2026-07-06' }, aCause());
    expect(await run(nineOn('2026-07-02'))).toEqual({ reminded: 0 });
    expect((await preview(nineOn('2026-07-02'))).isPaused).toBe(true);
    expect((await run(nineOn('2026-07-06'))).reminded).toBe(2);
  });

  test('F7: pausing wants a reason and a day to come, once, and of a round that runs', async () => {
    await openedRound(surveys, both(), planned);
    const wrong = await pauseReminders(surveys, { roundId, reason: ' ', until: '2026-06-10' }, aCause({ at: now }));
    expect(wrong).toMatchObject({ refusal: { errors: [{ field: 'reason' }, { field: 'until' }] } });
    await pauseReminders(surveys, { roundId, reason: '大雨のため' }, aCause());
    const twice = await pauseReminders(surveys, { roundId, reason: '大雨のため' }, aCause());
    expect(twice).toMatchObject({ refusal: { kind: 'reminders-already-paused' } });
    const { audit } = surveys.records.at(-1) ?? {};
    expect(audit).toMatchObject({ action: 'pause-reminders', target: `round/${roundId}` });
  });
});

test('AC-T6: whoever submits after the preview, or was reminded a moment ago, is left out at the moment of sending', async () => {
  const reminded = { lastReminder: { step: 1, on: '2026-07-01' } };
  await openedRound(
    surveys,
    [
      anInvitation({ organisationId: sapporo, closesOn, ...reminded }),
      anInvitation({ organisationId: tokyo, closesOn }),
    ],
    { ...planned, reminderStepsDone: 1 },
  );
  await run(nineOn('2026-07-02'));
  expect(told()).toEqual([`2 ${tokyo} not-started`]);
});

test('F2: one event for each organisation and step, however often the run is started', async () => {
  await openedRound(surveys, [anInvitation({ organisationId: sapporo, closesOn })], planned);
  for (let times = 0; times < 5; times += 1) await run(nineOn('2026-06-23'));
  for (let times = 0; times < 5; times += 1) await run(nineOn('2026-07-02'));
  expect(told()).toEqual([`1 ${sapporo} not-started`, `2 ${sapporo} not-started`]);
});

test('F2: a pause in the moment in which a step is finished holds, and the step is done and not sent again', async () => {
  await openedRound(surveys, [anInvitation({ organisationId: sapporo, closesOn })], planned);
  const { replace } = surveys.rounds;
  let isFirst = true;
  const rounds = {
    ...surveys.rounds,
    replace: async (...change: Parameters<typeof replace>) => {
      if (isFirst) {
        isFirst = false;
        await pauseReminders(surveys, { roundId, reason: '大雨のため' }, aCause());
      }
      return replace(...change);
    },
  };
  await remindDue(
    { ...surveys, rounds },
    { actor: { kind: 'system', name: 'r' }, at: nineOn('2026-06-23'), requestId: 'r' },
  );
  expect(await surveys.rounds.find(programmeId, roundId)).toMatchObject({
    reminderStepsDone: 1,
    remindersPaused: { reason: '大雨のため' },
  });
  expect(told()).toEqual([`1 ${sapporo} not-started`]);
});

test('F7: all open rounds of a programme are shown at once, with what each one’s own preview says', async () => {
  await openedRound(surveys, [anInvitation({ organisationId: sapporo, closesOn })], planned);
  const other = RoundId.parse('3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a72');
  const later = { ...planned, roundId: other, dueOn: '2026-07-07', closesOn: '2026-07-21' };
  await openedRound(surveys, [anInvitation({ roundId: other, dueOn: '2026-07-07' })], later);
  await surveys.rounds.add(aRound({ status: 'draft', roundId: '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a73' }), aRecord());
  const at = nineOn('2026-06-22');
  const all = await previewAllReminders(surveys, programmeId, at);
  expect(all.map(({ round }) => round.roundId).sort()).toEqual([roundId, other].sort());
  for (const shown of all) {
    const one = await previewReminders(surveys, { programmeId, roundId: shown.round.roundId }, at);
    expect(one).toEqual({ ok: true, value: shown });
  }
  expect(all.map(({ organisations }) => organisations.length).sort()).toEqual([0, 1]);
});

describe('AC-D10: a change of the calendar', () => {
  const closed = (day: string) => [{ day: JstDate.parse(day), open: false, reason: '臨時の閉庁' }];
  const on = (day: string, overrides: readonly CalendarOverride[]) =>
    remindDue({ ...surveys, overrides }, { actor: { kind: 'system', name: 'test' }, at: nineOn(day), requestId: 'r' });

  test('moves the reminders of a running round with it, without anything being saved anew', async () => {
    await openedRound(surveys, [anInvitation({ organisationId: sapporo, closesOn })], planned);
    // Five open days before 30 June is 23 June; with the 24th closed it is the 22nd.
    expect(await on('2026-06-22', [])).toEqual({ reminded: 0 });
    expect(await on('2026-06-22', closed('2026-06-24'))).toEqual({ reminded: 1 });
    expect(await on('2026-06-23', closed('2026-06-24'))).toEqual({ reminded: 0 });
  });

  test('that closes the morning itself sends on the next open day, once', async () => {
    await openedRound(surveys, [anInvitation({ organisationId: sapporo, closesOn })], planned);
    const overrides = closed('2026-06-22');
    expect(await on('2026-06-22', overrides)).toEqual({ reminded: 0 });
    expect(await on('2026-06-23', overrides)).toEqual({ reminded: 1 });
    expect(await on('2026-06-24', overrides)).toEqual({ reminded: 0 });
  });

  test('is shown by the preview as the run will do it', async () => {
    await openedRound(surveys, [anInvitation({ organisationId: sapporo, closesOn })], planned);
    const shown = (overrides: readonly CalendarOverride[]) =>
      previewReminders({ ...surveys, overrides }, { programmeId, roundId }, nineOn('2026-06-21'));
    expect(await shown([])).toMatchObject({ value: { on: '2026-06-22', organisations: [] } });
    expect(await shown(closed('2026-06-24'))).toMatchObject({
      value: { on: '2026-06-22', step: 1, organisations: [{ organisationId: sapporo }] },
    });
    expect(await shown(closed('2026-06-22'))).toMatchObject({ value: { on: '2026-06-23', step: 1 } });
  });

  test('leaves a day that was told to the organisations as it is', async () => {
    await openedRound(surveys, [anInvitation({ organisationId: sapporo, closesOn })], planned);
    await on('2026-06-23', closed('2026-06-30'));
    expect((await surveys.rounds.find(programmeId, roundId))?.dueOn).toBe('2026-06-30');
  });
});
