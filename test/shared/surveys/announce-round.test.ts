import { beforeEach, describe, expect, test } from 'vitest';
import { RoundAnnounced } from '../../../events/round-announced.v1.ts';
import { RoundCancelled } from '../../../events/round-cancelled.v1.ts';
import { surveyForms } from '../../../functions/surveys/survey-forms.ts';
import { surveyRecipients } from '../../../functions/surveys/survey-recipients.ts';
import { ImportId } from '../../../shared/kernel/ids.ts';
import { localGovernments } from '../../../shared/programmes/local-governments.ts';
import { announceRound } from '../../../shared/surveys/announce-round.ts';
import { cancelRound } from '../../../shared/surveys/cancel-round.ts';
import { openRound } from '../../../shared/surveys/open-round.ts';
import { notePreNotice, preNoticeFigures } from '../../../shared/surveys/pre-notice-delivery.ts';
import { rescheduleRound } from '../../../shared/surveys/reschedule-round.ts';
import { mostAnnouncements } from '../../../shared/surveys/round.ts';
import { aCause, aRecord, aRound, chiba, now, programmeId, roundId, sapporo } from '../../support/builders/surveys.ts';
import { InMemorySurveys } from '../../support/fakes/in-memory-surveys.ts';

const programmes = { ...surveyForms, ...surveyRecipients };
const contacts = {
  ...{ programmeId, importId: ImportId.parse('6f1c2a7e-1c55-4c43-9b0e-0d3f4f7f6a01'), organisations: 1788 },
  importedAt: now,
};

let surveys: InMemorySurveys;
beforeEach(async () => {
  surveys = new InMemorySurveys();
  await surveys.rounds.markContacts(contacts, aRecord());
  await surveys.rounds.add(aRound({ status: 'draft', opensOn: '2026-06-22' }), aRecord());
});
const announce = () => announceRound({ ...surveys, programmes }, { roundId }, aCause());
const events = () => surveys.records.at(-1)?.events ?? [];

test('A16: a draft is announced to all whom it will ask, in one change of at most 100 rows, and stays a draft', async () => {
  expect(await announce()).toEqual({ ok: true, value: { roundId, time: 1, organisations: 1788 } });
  const told = events().map(({ data }) => RoundAnnounced.data.parse(data));
  expect(told.length).toBe(60);
  expect(told.flatMap(({ organisations }) => organisations)).toEqual(localGovernments.map(({ code }) => code));
  expect(told[0]).toMatchObject({ time: 1, opensOn: '2026-06-22', dueOn: '2026-06-30' });
  expect(await surveys.rounds.find(programmeId, roundId)).toMatchObject({
    status: 'draft',
    announcement: { at: now, times: 1, organisations: 1788, opensOn: '2026-06-22', dueOn: '2026-06-30', moved: 0 },
  });
  expect(surveys.records.at(-1)?.audit).toMatchObject({ action: 'announce-round', detail: { time: 1 } });
});

test('A16: an announced draft opens to the same number, whatever came back', async () => {
  await announce();
  await notePreNotice(surveys, { roundId, organisationId: chiba, state: 'bounced', at: now, version: 3 }, aCause());
  expect(await openRound({ ...surveys, programmes }, { roundId }, aCause())).toMatchObject({
    ok: true,
    value: { organisations: 1788 },
  });
  expect(await announce()).toEqual({ ok: false, refusal: { kind: 'round-already-opened' } });
});

test('A16: announcements are counted, and there is an end to them', async () => {
  for (let time = 1; time <= mostAnnouncements; time += 1) {
    expect(await announce()).toMatchObject({ ok: true, value: { time } });
  }
  expect(await announce()).toEqual({ ok: false, refusal: { kind: 'announced-too-often' } });
});

test('A16: without contacts, without a round, and after the due day nothing is announced', async () => {
  const empty = new InMemorySurveys();
  const refused = async () => announceRound({ ...empty, programmes }, { roundId }, aCause());
  expect(await refused()).toEqual({ ok: false, refusal: { kind: 'round-not-found' } });
  await empty.rounds.add(aRound({ status: 'draft' }), aRecord());
  expect(await refused()).toEqual({ ok: false, refusal: { kind: 'contacts-missing' } });
  const late = { ...surveys.rounds, find: async () => aRound({ status: 'draft', dueOn: '2026-06-09' }) };
  expect(await announceRound({ rounds: late, programmes }, { roundId }, aCause())).toEqual({
    ok: false,
    refusal: { kind: 'due-day-over' },
  });
});

test('A16: where another changes the draft in the same moment, nothing is announced', async () => {
  const rounds = { ...surveys.rounds, replace: async () => 'changed-meanwhile' as const };
  expect(await announceRound({ rounds, programmes }, { roundId }, aCause())).toEqual({
    ok: false,
    refusal: { kind: 'changed-meanwhile' },
  });
});

test('A16: what was heard last of each mail is counted, in whatever order it was heard', async () => {
  const heard = (organisationId: typeof chiba, state: 'delivered' | 'bounced', version: number) =>
    notePreNotice(surveys, { roundId, organisationId, state, at: now, version }, aCause());
  await heard(chiba, 'bounced', 3);
  await heard(sapporo, 'bounced', 5);
  await heard(sapporo, 'delivered', 4);
  const figures = async () => preNoticeFigures(await surveys.preNotices.ofRound(programmeId, roundId));
  expect(await figures()).toEqual({ delivered: 0, unreachable: [sapporo, chiba] });
  await heard(chiba, 'delivered', 7);
  expect(await figures()).toEqual({ delivered: 1, unreachable: [sapporo] });
});

describe('A16: a draft whose days are moved', () => {
  const move = (over: object = {}) =>
    rescheduleRound(surveys, { roundId, opensOn: '2026-07-06', dueOn: '2026-08-01', ...over }, aCause());
  const told = () => events().map(({ data }) => RoundAnnounced.data.parse(data));

  test('A16: takes the new days as planning does, stays a draft, and mails nobody', async () => {
    await announce();
    const answer = await move();
    expect(answer).toMatchObject({ ok: true, value: { dueOn: '2026-07-31', dueWasMoved: true } });
    const round = await surveys.rounds.find(programmeId, roundId);
    expect(round).toMatchObject({
      status: 'draft',
      opensOn: '2026-07-06',
      dueOn: '2026-07-31',
      closesOn: '2026-07-31',
    });
    expect(round?.nominalDueOn).toBe('2026-08-01');
    expect(events()).toEqual([]);
    await move({ dueOn: '2026-07-30' });
    expect((await surveys.rounds.find(programmeId, roundId))?.nominalDueOn).toBeUndefined();
  });

  test('A16: the next announcement tells everybody of the new days, and the one after it only whom none reached', async () => {
    await announce();
    await move();
    await announce();
    expect(told()[0]).toMatchObject({ time: 2, moved: 1, opensOn: '2026-07-06', dueOn: '2026-07-31' });
    await announce();
    expect(told()[0]).toMatchObject({ time: 3, moved: 1 });
    await move({ dueOn: '2026-09-01' });
    await announce();
    expect(told()[0]).toMatchObject({ time: 4, moved: 2 });
  });

  test('A16: days that are wrong, another round, and one that was opened are refused', async () => {
    expect(await move({ dueOn: '2026-07-01' })).toMatchObject({
      ok: false,
      refusal: { kind: 'round-plan-not-valid', errors: [{ field: 'dueOn' }] },
    });
    await openRound({ ...surveys, programmes }, { roundId }, aCause());
    expect(await move()).toEqual({ ok: false, refusal: { kind: 'round-already-opened' } });
    expect(await rescheduleRound(new InMemorySurveys(), { roundId, dueOn: '2026-07-01' }, aCause())).toEqual({
      ok: false,
      refusal: { kind: 'round-not-found' },
    });
  });
});

describe('A16: a draft that is not carried out', () => {
  const cancel = () => cancelRound({ ...surveys, programmes }, { roundId }, aCause());
  const told = () => events().map(({ data }) => RoundCancelled.data.parse(data));

  test('A16: those to whom it was announced are told, in one change', async () => {
    await announce();
    await announce();
    expect(await cancel()).toEqual({ ok: true, value: { roundId } });
    expect(told().flatMap(({ organisations }) => organisations).length).toBe(1788);
    expect(told()[0]).toMatchObject({ times: 2, moved: 0 });
    expect(await surveys.rounds.find(programmeId, roundId)).toMatchObject({ status: 'cancelled', cancelledAt: now });
    expect(await announce()).toEqual({ ok: false, refusal: { kind: 'round-already-opened' } });
  });

  test('A16: where nothing was announced, nobody is told', async () => {
    expect((await cancel()).ok).toBe(true);
    expect(events()).toEqual([]);
  });

  test('A16: a round that has begun is not cancelled', async () => {
    await openRound({ ...surveys, programmes }, { roundId }, aCause());
    expect(await cancel()).toEqual({ ok: false, refusal: { kind: 'round-already-opened' } });
  });
});
