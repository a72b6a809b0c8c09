import { describe, expect, test } from 'vitest';
import { surveyRecipients } from '../../../functions/surveys/survey-recipients.ts';
import { ImportId } from '../../../shared/kernel/ids.ts';
import { statusesOf } from '../../../shared/kernel/moves.ts';
import { Instant } from '../../../shared/kernel/time.ts';
import { closeRound } from '../../../shared/surveys/close-round.ts';
import { issueInvitations, organisationsAtOnce } from '../../../shared/surveys/issue-invitations.ts';
import { openRound } from '../../../shared/surveys/open-round.ts';
import { planRound, type RoundPlan } from '../../../shared/surveys/plan-round.ts';
import { type RoundStatus, remindedFrom, reminderSteps, roundMoves } from '../../../shared/surveys/round.ts';
import {
  aCause,
  aRecord,
  aRound,
  countedIds,
  fakeLinks,
  now,
  programmeId,
  programmesWith,
  roundId,
  twoRecipients,
} from '../../support/builders/surveys.ts';
import { InMemorySurveys } from '../../support/fakes/in-memory-surveys.ts';

const plan: RoundPlan = {
  ...{ title: ' 令和8年度 相談窓口等に関する調査 ', formId: 'consultation-desks', formVersion: 1 },
  dueOn: '2026-06-30',
};
const contacts = {
  ...{ programmeId, importId: ImportId.parse('6f1c2a7e-1c55-4c43-9b0e-0d3f4f7f6a01'), organisations: 1788 },
  importedAt: now,
};
const programmes = programmesWith(twoRecipients);
const planned = (surveys: InMemorySurveys, over: Partial<RoundPlan> = {}) =>
  planRound({ rounds: surveys.rounds, programmes, ids: countedIds() }, { ...plan, ...over }, aCause());

describe('planning a round', () => {
  test('a plan becomes a draft that opens today and closes on its due day', async () => {
    const surveys = new InMemorySurveys();
    const answer = await planned(surveys);
    expect(answer).toMatchObject({ ok: true, value: { dueOn: '2026-06-30', dueWasMoved: false } });
    const [round] = await surveys.rounds.list(programmeId);
    expect(round).toMatchObject({
      ...{ status: 'draft', title: '令和8年度 相談窓口等に関する調査', opensOn: '2026-06-10' },
      ...{ dueOn: '2026-06-30', closesOn: '2026-06-30', reminderPlan: [5, 2] },
    });
    expect(surveys.records[0]?.audit.action).toBe('plan-round');
  });

  test('a due day on which offices are closed is moved to the open day before it, and the answer says so', async () => {
    const answer = await planned(new InMemorySurveys(), { dueOn: '2026-06-28' });
    expect(answer).toMatchObject({ ok: true, value: { dueOn: '2026-06-26', dueWasMoved: true } });
    expect(answer.ok && answer.value.dueReason).toContain('本来は6/28(日)');
  });

  test.each<[Partial<RoundPlan>, readonly string[]]>([
    [{ title: '　' }, ['title']],
    [{ title: 'あ'.repeat(121) }, ['title']],
    [{ formId: 'other' }, ['formId']],
    [{ formVersion: 9 }, ['formId']],
    [{ dueOn: '' }, ['dueOn']],
    [{ dueOn: '2026-02-30' }, ['dueOn']],
    [{ dueOn: '2026-06-09' }, ['dueOn']],
    [{ opensOn: 'soon' }, ['opensOn']],
    [{ opensOn: '2026-07-01' }, ['dueOn']],
    [{ closesOn: '2026-06-29' }, ['closesOn']],
    [{ closesOn: 'later' }, ['closesOn']],
    [{ reminderPlan: [2, 5] }, ['reminderPlan']],
    [{ reminderPlan: [5, 4] }, ['reminderPlan']],
    [{ title: '', dueOn: '', closesOn: 'x' }, ['title', 'dueOn', 'closesOn']],
  ])('all that is wrong with %j is said at once', async (over, fields) => {
    const surveys = new InMemorySurveys();
    const answer = await planned(surveys, over);
    expect(answer).toMatchObject({ ok: false, refusal: { kind: 'round-plan-not-valid' } });
    const errors = !answer.ok && answer.refusal.kind === 'round-plan-not-valid' ? answer.refusal.errors : [];
    expect(errors.map(({ field }) => field)).toEqual(fields);
    expect(surveys.records).toEqual([]);
  });
});

describe('opening a round', () => {
  const open = (surveys: InMemorySurveys, at = now) =>
    openRound({ rounds: surveys.rounds, programmes }, { roundId }, aCause({ at }));

  test('a draft becomes opening and asks for its invitations', async () => {
    const surveys = new InMemorySurveys();
    await surveys.rounds.add(aRound({ status: 'draft' }), aRecord());
    await surveys.rounds.markContacts(contacts, aRecord());
    expect(await open(surveys)).toEqual({ ok: true, value: { roundId, organisations: 2 } });
    expect(await surveys.rounds.find(programmeId, roundId)).toMatchObject({ status: 'opening', organisations: 2 });
    expect(surveys.records.at(-1)?.events).toEqual([
      { type: 'round-opening-requested.v1', context: 'surveys', data: { roundId } },
    ]);
  });

  test('without contacts nothing is opened', async () => {
    const surveys = new InMemorySurveys();
    await surveys.rounds.add(aRound({ status: 'draft' }), aRecord());
    expect(await open(surveys)).toEqual({ ok: false, refusal: { kind: 'contacts-missing' } });
  });

  test('a round that nobody planned is not found', async () => {
    expect(await open(new InMemorySurveys())).toEqual({ ok: false, refusal: { kind: 'round-not-found' } });
  });

  test('a round whose due day is over is not opened, on the due day it still is', async () => {
    for (const [at, expected] of [
      ['2026-06-30T14:59:59.999Z', true],
      ['2026-06-30T15:00:00.000Z', false],
    ] as const) {
      const surveys = new InMemorySurveys();
      await surveys.rounds.add(aRound({ status: 'draft' }), aRecord());
      await surveys.rounds.markContacts(contacts, aRecord());
      expect((await open(surveys, Instant.parse(at))).ok).toBe(expected);
    }
  });

  test.each(statusesOf<RoundStatus>(roundMoves).filter((status) => status !== 'draft'))(
    'a round that is %s is not opened again',
    async (status) => {
      const surveys = new InMemorySurveys();
      await surveys.rounds.add(aRound({ status }), aRecord());
      await surveys.rounds.markContacts(contacts, aRecord());
      expect(await open(surveys)).toEqual({ ok: false, refusal: { kind: 'round-already-opened' } });
    },
  );
});

describe('issuing invitations', () => {
  const issue = (surveys: InMemorySurveys, issuedSoFar: number, recipients = surveyRecipients) =>
    issueInvitations(
      { rounds: surveys.rounds, knownAnswers: surveys.knownAnswers, programmes: recipients, links: fakeLinks },
      { roundId, issuedSoFar },
      aCause(),
    );

  test('chunk after chunk, each of the 1,788 local governments gets one invitation, and the last chunk opens the round', async () => {
    const surveys = new InMemorySurveys();
    await surveys.rounds.add(aRound({ status: 'opening' }), aRecord());
    let next = 0;
    for (let chunks = 0; chunks < 100; chunks += 1) {
      expect((await issue(surveys, next)).ok).toBe(true);
      const event = surveys.records.at(-1)?.events[0]?.data as {
        issuedSoFar: number;
        isLast: boolean;
        organisations: string[];
      };
      expect(event.organisations.length).toBeLessThanOrEqual(organisationsAtOnce);
      next = event.issuedSoFar;
      if (event.isLast) break;
      expect((await surveys.rounds.find(programmeId, roundId))?.status).toBe('opening');
    }
    const invitations = await surveys.invitations.list(programmeId, roundId);
    expect(next).toBe(1788);
    expect(new Set(invitations.map(({ organisationId }) => organisationId)).size).toBe(1788);
    expect(new Set(invitations.flatMap(({ linkDigests }) => linkDigests)).size).toBe(1788);
    expect(await surveys.rounds.find(programmeId, roundId)).toMatchObject({ status: 'open', issuedSoFar: 1788 });
    expect(surveys.records.at(-1)?.events.map(({ type }) => type)).toEqual([
      'invitations-issued.v1',
      'round-opened.v1',
    ]);
  });

  test('a chunk that was issued before is not issued again, whoever hears of it', async () => {
    const surveys = new InMemorySurveys();
    await surveys.rounds.add(aRound({ status: 'opening' }), aRecord());
    expect(await issue(surveys, 0)).toEqual({ ok: true, value: { issued: 30 } });
    expect(await issue(surveys, 0)).toEqual({ ok: true, value: { issued: 0 } });
    expect(await surveys.invitations.list(programmeId, roundId)).toHaveLength(30);
  });

  test('two that hear of the same chunk at once issue it once', async () => {
    const surveys = new InMemorySurveys();
    await surveys.rounds.add(aRound({ status: 'opening' }), aRecord());
    const answers = await Promise.all([issue(surveys, 0), issue(surveys, 0)]);
    expect(answers.filter((answer) => answer.ok && answer.value.issued === 30)).toHaveLength(1);
    expect(answers).toContainEqual({ ok: false, refusal: { kind: 'changed-meanwhile' } });
    expect(await surveys.invitations.list(programmeId, roundId)).toHaveLength(30);
  });

  test('an open round issues nothing more', async () => {
    const surveys = new InMemorySurveys();
    await surveys.rounds.add(aRound({ status: 'open', issuedSoFar: 2 }), aRecord());
    expect(await issue(surveys, 2)).toEqual({ ok: true, value: { issued: 0 } });
  });
});

describe('closing a round', () => {
  const close = (surveys: InMemorySurveys, at: string) =>
    closeRound({ rounds: surveys.rounds }, { roundId }, aCause({ at: Instant.parse(at) }));

  test('the closing day must have ended in Tokyo', async () => {
    const surveys = new InMemorySurveys();
    await surveys.rounds.add(aRound({ status: 'open' }), aRecord());
    expect(await close(surveys, '2026-07-10T14:59:59.999Z')).toEqual({
      ok: false,
      refusal: { kind: 'closing-day-not-over' },
    });
    expect(await close(surveys, '2026-07-10T15:00:00.000Z')).toEqual({ ok: true, value: { roundId } });
    expect(await surveys.rounds.find(programmeId, roundId)).toMatchObject({ status: 'closed' });
  });

  test.each(['draft', 'opening', 'closed'] as const)('a round that is %s is not closed', async (status) => {
    const surveys = new InMemorySurveys();
    await surveys.rounds.add(aRound({ status }), aRecord());
    expect(await close(surveys, '2026-08-01T00:00:00.000Z')).toEqual({
      ok: false,
      refusal: { kind: 'round-not-open' },
    });
  });
});

describe('reminders', () => {
  test('fall on open days counted back from the due day', () => {
    // 19 and 20 July 2026 are a Sunday and a holiday (海の日).
    const round = aRound({ status: 'open', dueOn: '2026-07-22', closesOn: '2026-07-31', reminderPlan: [3, 1] });
    expect(reminderSteps(round)).toEqual([
      { step: 1, on: '2026-07-16', isAfterDue: false },
      { step: 2, on: '2026-07-21', isAfterDue: false },
    ]);
  });

  test('a step on or before the first day is left out, and its number with it', () => {
    const round = aRound({ status: 'open', opensOn: '2026-06-24', reminderPlan: [5, 2] });
    expect(reminderSteps(round)).toEqual([{ step: 2, on: '2026-06-26', isAfterDue: false }]);
  });

  test.each(['draft', 'opening', 'closed'] as const)('a round that is %s reminds nobody', (status) => {
    expect(remindedFrom(aRound({ status }))).toBeUndefined();
  });

  test('AC-D10: a morning looks at every open round with a step left, and no day of a step is written down', () => {
    const round = aRound({ status: 'open', opensOn: '2026-06-01', reminderPlan: [5, 2] });
    expect(remindedFrom(round)).toBe('2026-06-01T00:00:00.000Z');
    expect(remindedFrom({ ...round, reminderStepsDone: 1 })).toBe('2026-06-01T00:00:00.000Z');
    expect(remindedFrom({ ...round, reminderStepsDone: 2 })).toBeUndefined();
  });
});
