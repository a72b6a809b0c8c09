import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { addOpenDays, isOpenDay } from '../../../shared/calendar/open-day.ts';
import { OrganisationId } from '../../../shared/kernel/ids.ts';
import { addDays, addMs, type Instant, JstDate, startOfDay } from '../../../shared/kernel/time.ts';
import { localGovernments } from '../../../shared/programmes/local-governments.ts';
import { remindDue } from '../../../shared/surveys/remind-due.ts';
import { anInvitation, aRecord, chiba, digestOf, roundId, sapporo } from '../../support/builders/surveys.ts';
import { InMemorySurveys } from '../../support/fakes/in-memory-surveys.ts';
import { openedRound } from '../../support/fixtures/opened-round.ts';

// The due day is Tuesday 30 June 2026; five open days before it is Tuesday 23 June, two is Friday 26 June.
const nineOn = (day: string): Instant => addMs(startOfDay(JstDate.parse(day)), 9 * 3_600_000);

let surveys: InMemorySurveys;
beforeEach(() => {
  surveys = new InMemorySurveys();
});

const run = (at: Instant) =>
  remindDue(surveys, { actor: { kind: 'system', name: 'surveys/remind-due' }, at, requestId: 'run' });

/** What was told, one line for each organisation: step, code, progress, generation of the link, due day. */
function told(): string[] {
  return surveys.records
    .flatMap(({ events }) => events)
    .filter(({ type }) => type === 'reminders-due.v1')
    .flatMap(({ data }) => {
      const { step, recipients, linkGeneration, dueOn } = data as {
        step: number;
        linkGeneration: number;
        dueOn: string;
        recipients: { organisationId: string; progress: string }[];
      };
      return recipients.map((each) => [step, each.organisationId, each.progress, linkGeneration, dueOn].join(' '));
    });
}

const tokyo = OrganisationId.parse('130001');
const aomori = OrganisationId.parse('020001');
const everyStatus = [
  anInvitation({ organisationId: sapporo }),
  anInvitation({ organisationId: chiba, status: 'submitted' }),
  anInvitation({ organisationId: tokyo, status: 'returned' }),
  anInvitation({ organisationId: aomori, status: 'accepted' }),
];

describe('who is reminded', () => {
  test('those who have not submitted, in the order of their codes, each with how far they have come', async () => {
    await openedRound(surveys, everyStatus);
    const done = await run(nineOn('2026-06-23'));
    expect(done.reminded).toBe(2);
    expect(told()).toEqual([`1 ${sapporo} not-started 1 2026-06-30`, `1 ${tokyo} returned 1 2026-06-30`]);
  });

  test('whoever submits between two steps is left out of the second', async () => {
    await openedRound(surveys, [anInvitation({ organisationId: sapporo }), anInvitation({ organisationId: tokyo })]);
    await run(nineOn('2026-06-23'));
    await surveys.invitations.replace(
      anInvitation({
        organisationId: tokyo,
        status: 'drafting',
        version: 2,
        lastReminder: { step: 1, on: '2026-06-23' },
      }),
      aRecord(),
    );
    await surveys.invitations.replace(
      anInvitation({ organisationId: tokyo, status: 'submitted', version: 3 }),
      aRecord(),
    );
    await run(nineOn('2026-06-26'));
    expect(told().slice(2)).toEqual([`2 ${sapporo} not-started 1 2026-06-30`]);
  });

  test('whoever submits in the very moment of marking is left out, and the others of the chunk are not', async () => {
    await openedRound(surveys, [anInvitation({ organisationId: sapporo }), anInvitation({ organisationId: tokyo })]);
    let hasSubmitted = false;
    const mark = surveys.reminders.mark;
    await remindDue(
      {
        ...surveys,
        reminders: {
          mark: async (reminded, record) => {
            if (!hasSubmitted) {
              hasSubmitted = true;
              const drafted = anInvitation({ organisationId: tokyo, status: 'drafting', version: 2 });
              await surveys.invitations.replace(drafted, aRecord());
              const submitted = anInvitation({ organisationId: tokyo, status: 'submitted', version: 3 });
              await surveys.invitations.replace(submitted, aRecord());
            }
            return mark(reminded, record);
          },
        },
      },
      { actor: { kind: 'system', name: 'test' }, at: nineOn('2026-06-23'), requestId: 'run' },
    );
    expect(told()).toEqual([`1 ${sapporo} not-started 1 2026-06-30`]);
  });

  test('a renewed link and a later due day of one organisation are told as its own', async () => {
    const renewed = { linkGeneration: 2, linkDigests: [digestOf('renewed')] };
    await openedRound(surveys, [
      anInvitation({ organisationId: sapporo }),
      anInvitation({ organisationId: tokyo, ...renewed, dueOn: '2026-07-03' }),
    ]);
    await run(nineOn('2026-06-23'));
    expect(told()).toEqual([`1 ${sapporo} not-started 1 2026-06-30`, `1 ${tokyo} not-started 2 2026-07-03`]);
  });

  test('whoever was reminded less than two open days ago waits', async () => {
    const reminded = (on: string) => ({ lastReminder: { step: 1, on } });
    await openedRound(
      surveys,
      [
        anInvitation({ organisationId: sapporo, ...reminded('2026-06-25') }),
        anInvitation({ organisationId: tokyo, ...reminded('2026-06-24') }),
      ],
      { reminderStepsDone: 1 },
    );
    await run(nineOn('2026-06-26'));
    expect(told()).toEqual([`2 ${tokyo} not-started 1 2026-06-30`]);
  });

  test('nobody whose due day is over', async () => {
    await openedRound(surveys, [anInvitation({ organisationId: sapporo })]);
    const done = await run(nineOn('2026-07-01'));
    expect(done).toEqual({ reminded: 0 });
  });
});

describe('when', () => {
  test('nothing before the step is due, and the run says when it will be', async () => {
    await openedRound(surveys, [anInvitation({ organisationId: sapporo })]);
    expect(await run(nineOn('2026-06-22'))).toEqual({ reminded: 0 });
    expect(told()).toEqual([]);
  });

  test('each step goes out once, however often the run is started', async () => {
    await openedRound(surveys, [anInvitation({ organisationId: sapporo })]);
    expect(await run(nineOn('2026-06-23'))).toEqual({ reminded: 1 });
    expect(await run(nineOn('2026-06-23'))).toEqual({ reminded: 0 });
    expect(await run(nineOn('2026-06-26'))).toEqual({ reminded: 1 });
    expect(await run(nineOn('2026-06-29'))).toEqual({ reminded: 0 });
    expect(told()).toHaveLength(2);
  });

  test('a missed day is caught up once, on the next open day, and with one step alone', async () => {
    await openedRound(surveys, [anInvitation({ organisationId: sapporo })]);
    // Saturday: closed, so what was missed on Tuesday and Friday waits until Monday at nine.
    expect(await run(nineOn('2026-06-27'))).toEqual({ reminded: 0 });
    expect(told()).toEqual([]);
    expect((await run(nineOn('2026-06-29'))).reminded).toBe(1);
    expect(told()).toEqual([`2 ${sapporo} not-started 1 2026-06-30`]);
  });

  test('a run that breaks off after some chunks goes on where it stopped, also on a later day', async () => {
    const codes = localGovernments.slice(0, 70).map(({ code }) => OrganisationId.parse(code));
    await openedRound(
      surveys,
      codes.map((organisationId) => anInvitation({ organisationId })),
    );
    let chunks = 0;
    const broken = {
      mark: async (...args: Parameters<InMemorySurveys['reminders']['mark']>) => {
        chunks += 1;
        if (chunks === 2) throw new Error('the lights went out');
        return surveys.reminders.mark(...args);
      },
    };
    const cause = { actor: { kind: 'system', name: 'test' }, at: nineOn('2026-06-23'), requestId: 'run' } as const;
    await expect(remindDue({ ...surveys, reminders: broken }, cause)).rejects.toThrow('the lights went out');
    expect((await run(nineOn('2026-06-25'))).reminded).toBe(40);
    expect(told().map((line) => line.split(' ')[1])).toEqual([...codes].sort());
  });

  test('a round that was closed is not reminded', async () => {
    const open = await openedRound(surveys, [anInvitation({ organisationId: sapporo })]);
    await surveys.rounds.replace(
      { ...open, status: 'closed', closedAt: nineOn('2026-06-23'), version: open.version + 1 } as never,
      aRecord(),
    );
    expect(await run(nineOn('2026-06-23'))).toEqual({ reminded: 0 });
  });
});

describe('for any plan, and any days on which the run happens', () => {
  const plans = fc
    .uniqueArray(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 4 })
    .map((days) => days.toSorted((one, other) => other - one))
    .filter((days) => days.every((each, place) => place === 0 || (days[place - 1] ?? 0) - each >= 2));
  const days = fc
    .uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 41 })
    .map((all) => all.sort((a, b) => a - b));

  test('at most four reminders, on open days, two open days apart, never after the due day', async () => {
    await fc.assert(
      fc.asyncProperty(plans, days, async (reminderPlan, offsets) => {
        surveys = new InMemorySurveys();
        await openedRound(surveys, [anInvitation({ organisationId: sapporo })], { reminderPlan });
        const sent: JstDate[] = [];
        for (const offset of offsets) {
          const day = addDays(JstDate.parse('2026-06-01'), offset);
          const before = told().length;
          await run(nineOn(day));
          if (told().length > before) sent.push(day);
          expect(told().length - before).toBeLessThanOrEqual(1);
        }
        expect(sent.length).toBeLessThanOrEqual(reminderPlan.length);
        for (const [place, day] of sent.entries()) {
          expect(isOpenDay(day)).toBe(true);
          expect(day <= '2026-06-30').toBe(true);
          const last = sent[place - 1];
          if (last !== undefined) expect(addOpenDays(last, 2) <= day).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a run on every day sends every step of the plan that lies within the round', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (reminderPlan) => {
        surveys = new InMemorySurveys();
        await openedRound(surveys, [anInvitation({ organisationId: sapporo })], { reminderPlan });
        for (let offset = 0; offset <= 30; offset += 1) await run(nineOn(addDays(JstDate.parse('2026-06-01'), offset)));
        const within = reminderPlan.filter(
          (openDays) => addOpenDays(JstDate.parse('2026-06-30'), -openDays) > '2026-06-01',
        );
        expect(told()).toHaveLength(within.length);
      }),
      { numRuns: 30 },
    );
  });
});

test('the audit trail says how many, and names nobody', async () => {
  await openedRound(surveys, everyStatus);
  await run(nineOn('2026-06-23'));
  const notes = surveys.records.map(({ audit }) => audit).filter(({ action }) => action.includes('remind'));
  expect(notes).toEqual([
    { action: 'remind-organisations', target: `round/${roundId}`, detail: { step: 1, count: 2 } },
    { action: 'finish-reminder-step', target: `round/${roundId}`, detail: { step: 1, reminded: 2 } },
  ]);
});
