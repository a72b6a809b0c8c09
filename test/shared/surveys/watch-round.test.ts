import { describe, expect, test } from 'vitest';
import { OrganisationId } from '../../../shared/kernel/ids.ts';
import { Instant } from '../../../shared/kernel/time.ts';
import type { DeliveryState } from '../../../shared/surveys/delivery.ts';
import { noteDelivery } from '../../../shared/surveys/note-delivery.ts';
import { neighboursOf, openDaysWaiting, reviewQueue } from '../../../shared/surveys/review-queue.ts';
import { watchRound } from '../../../shared/surveys/watch-round.ts';
import {
  aCause,
  anInvitation,
  chiba,
  now,
  programmeId,
  programmesWith,
  roundId,
  sapporo,
  twoRecipients,
} from '../../support/builders/surveys.ts';
import { InMemorySurveys } from '../../support/fakes/in-memory-surveys.ts';
import { openedRound } from '../../support/fixtures/opened-round.ts';

const heard = (organisationId: OrganisationId, state: DeliveryState, over: object = {}) => ({
  ...{ roundId, organisationId, state, linkGeneration: 1, version: 3, at: Instant.parse('2026-06-01T00:10:00.000Z') },
  ...over,
});

async function watched(at = now) {
  const surveys = new InMemorySurveys();
  await openedRound(surveys, [anInvitation({ organisationId: sapporo }), anInvitation({ status: 'submitted' })]);
  const deps = { ...surveys, programmes: programmesWith(twoRecipients) };
  const see = async () => {
    const answer = await watchRound(deps, { programmeId, roundId }, at);
    if (!answer.ok) throw new Error(answer.refusal.kind);
    return answer.value;
  };
  return { surveys, see };
}

describe('配達', () => {
  test('A12: what became of each mail is counted by prefecture, and whoever cannot be reached stays in the denominator', async () => {
    const { surveys, see } = await watched();
    await noteDelivery(surveys, heard(sapporo, 'bounced'), aCause());
    await noteDelivery(surveys, heard(chiba, 'delivered'), aCause());
    const watch = await see();
    expect(watch).toMatchObject({ total: 2, delivered: 1, unreachable: 1 });
    expect(watch.byPrefecture.get('01')).toMatchObject({ total: 1, delivered: 0, unreachable: 1 });
    expect(watch.organisations.map(({ delivery }) => delivery)).toEqual(['bounced', 'delivered']);
  });

  test('A12: in any order and any number of times, the newest word about the newest link stands', async () => {
    const { surveys, see } = await watched();
    const words = [
      heard(chiba, 'delivered', { version: 4 }),
      heard(chiba, 'bounced', { version: 5 }),
      heard(chiba, 'sent', { linkGeneration: 2, version: 2 }),
    ];
    for (const each of [...words, ...words.toReversed()]) await noteDelivery(surveys, each, aCause());
    expect((await see()).organisations.at(-1)?.delivery).toBe('sent');
  });
});

describe('日ごと', () => {
  test('A12: each day tells what had come by its end, from the opening to today', async () => {
    const { surveys, see } = await watched();
    await noteDelivery(surveys, heard(chiba, 'delivered'), aCause());
    const { days } = await see();
    expect([days[0]?.on, days.at(-1)?.on]).toEqual(['2026-06-01', '2026-06-10']);
    const on = (day: string) => days.find((each) => each.on === day);
    expect(on('2026-06-01')).toMatchObject({ delivered: 1, started: 0, submitted: 0 });
    expect(on('2026-06-05')).toMatchObject({ started: 1, submitted: 0 });
    expect(on('2026-06-06')).toMatchObject({ started: 1, submitted: 1, accepted: 0 });
  });

  test('A12: after the closing day no day is added', async () => {
    const { see } = await watched(Instant.parse('2026-08-01T00:00:00.000Z'));
    expect((await see()).days.at(-1)?.on).toBe('2026-07-10');
  });
});

describe('確認待ち', () => {
  const other = OrganisationId.parse('122041');
  const early = anInvitation({ status: 'submitted', organisationId: other, submittedAt: '2026-06-05T00:00:00.000Z' });
  const late = anInvitation({ status: 'submitted' });

  test('A12: the longest waiting comes first, and nothing that is decided', () => {
    const queue = reviewQueue([late, anInvitation({ status: 'accepted' }), early, anInvitation()]);
    expect(queue.map(({ organisationId }) => organisationId)).toEqual([other, chiba]);
    expect(neighboursOf(queue, chiba)).toEqual({ previous: early });
    expect(neighboursOf(queue, other)).toEqual({ next: late });
    expect(neighboursOf(queue, sapporo)).toEqual({ next: early });
  });

  test('A12: how long it waits is told in open days', () => {
    // Friday 5 June to Wednesday 10 June: Monday, Tuesday, Wednesday.
    expect(openDaysWaiting(early, now)).toBe(3);
    expect(openDaysWaiting({ submittedAt: now }, now)).toBe(0);
  });
});
