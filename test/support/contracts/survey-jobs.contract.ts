/** What the reminders and the collation rely on, whoever keeps the rows. Run on the fake and on a real engine. */
import { beforeEach, describe, expect, test } from 'vitest';
import { ProgrammeId } from '../../../shared/kernel/ids.ts';
import { addMs } from '../../../shared/kernel/time.ts';
import type { CollationRepository, ResponseArchive } from '../../../shared/surveys/collation-repository.ts';
import { CollationRequest, type DoneCollation } from '../../../shared/surveys/collation-request.ts';
import type { Delivery, DeliveryRepository } from '../../../shared/surveys/delivery.ts';
import type { Invitation } from '../../../shared/surveys/invitation.ts';
import type { PreNoticeDelivery, PreNoticeRepository } from '../../../shared/surveys/pre-notice-delivery.ts';
import type { ReminderRepository } from '../../../shared/surveys/reminder-repository.ts';
import { anInvitation, aRecord, chiba, digestOf, now, programmeId, roundId, sapporo } from '../builders/surveys.ts';
import { type OpenedStores, openedRound } from '../fixtures/opened-round.ts';

export interface SurveyJobStores extends OpenedStores {
  readonly reminders: ReminderRepository;
  readonly collations: CollationRepository;
  readonly archive: ResponseArchive;
  readonly deliveries: DeliveryRepository;
  readonly preNotices: PreNoticeRepository;
}

const otherProgramme = ProgrammeId.parse('single-parent-2024');
const id = (number: number) => `9d3c1b7a-2f4e-4d6c-8a1b-${String(number).padStart(12, '0')}`;

/** @param open gives empty stores */
export function surveyJobsContract(open: () => Promise<SurveyJobStores>): void {
  let stores: SurveyJobStores;
  beforeEach(async () => {
    stores = await open();
  });
  const find = async (organisationId: Invitation['organisationId']) => {
    const opened = await stores.invitations.open({ programmeId, roundId, organisationId });
    if (opened === undefined) throw new Error('no invitation');
    return opened.invitation;
  };

  describe('deliveries', () => {
    const heard = (over: Partial<Delivery> = {}): Delivery => ({
      ...{ programmeId, roundId, organisationId: chiba, state: 'delivered', linkGeneration: 1, version: 3, at: now },
      ...over,
    });

    test('A12: the newest word about the newest link stands, and a round lists its own by code', async () => {
      expect(await stores.deliveries.note(heard(), aRecord())).toBe('saved');
      expect(await stores.deliveries.note(heard({ organisationId: sapporo }), aRecord())).toBe('saved');
      expect(await stores.deliveries.note(heard({ state: 'sent', version: 2 }), aRecord())).toBe('saved');
      const list = () => stores.deliveries.ofRound(programmeId, roundId);
      expect(await list()).toEqual([heard({ organisationId: sapporo }), heard()]);
      const renewed = heard({ state: 'sent', version: 1, linkGeneration: 2 });
      await stores.deliveries.note(renewed, aRecord());
      await stores.deliveries.note(heard({ state: 'bounced', version: 9 }), aRecord());
      expect(await list()).toEqual([heard({ organisationId: sapporo }), renewed]);
      expect(await stores.deliveries.ofRound(otherProgramme, roundId)).toEqual([]);
    });

    test('A12: opening an invitation does not stumble over the row', async () => {
      await openedRound(stores, [anInvitation()]);
      await stores.deliveries.note(heard(), aRecord());
      expect(await find(chiba)).toMatchObject({ status: 'invited' });
    });
  });

  describe('pre-notices', () => {
    const heard = (over: Partial<PreNoticeDelivery> = {}): PreNoticeDelivery => ({
      ...{ programmeId, roundId, organisationId: chiba, state: 'delivered', version: 3, at: now },
      ...over,
    });

    test('A16: the newest word stands beside what is told of the invitation, and a round lists its own by code', async () => {
      for (const each of [heard(), heard({ organisationId: sapporo }), heard({ state: 'bounced', version: 2 })]) {
        expect(await stores.preNotices.note(each, aRecord())).toBe('saved');
      }
      const list = () => stores.preNotices.ofRound(programmeId, roundId);
      expect(await list()).toEqual([heard({ organisationId: sapporo }), heard()]);
      await stores.preNotices.note(heard({ state: 'bounced', version: 4 }), aRecord());
      expect((await list()).map(({ state }) => state)).toEqual(['delivered', 'bounced']);
      expect(await stores.deliveries.ofRound(programmeId, roundId)).toEqual([]);
      expect(await stores.preNotices.ofRound(otherProgramme, roundId)).toEqual([]);
    });
  });

  describe('marking reminders', () => {
    const reminded = (invitation: Invitation, step: number) => ({
      ...invitation,
      lastReminder: { step, on: '2026-06-23' as never },
    });

    test('marks all of them, and leaves their versions', async () => {
      const both = [anInvitation({ organisationId: sapporo }), anInvitation({ organisationId: chiba })];
      await openedRound(stores, both);
      expect(
        await stores.reminders.mark(
          both.map((each) => reminded(each, 1)),
          aRecord(),
        ),
      ).toBe('saved');
      expect(await find(chiba)).toEqual({ ...both[1], lastReminder: { step: 1, on: '2026-06-23' } });
      expect(await stores.invitations.list(programmeId, roundId, ['invited'])).toHaveLength(2);
    });

    test.each<[string, Readonly<Record<string, unknown>> & { status?: Invitation['status'] }, object]>([
      ['has submitted', { status: 'submitted' }, {}],
      ['is accepted', { status: 'accepted' }, {}],
      ['has this step already', { lastReminder: { step: 1, on: '2026-06-22' } }, {}],
      ['has a later step already', { lastReminder: { step: 2, on: '2026-06-22' } }, {}],
      ['has another link', { linkGeneration: 2, linkDigests: [digestOf('2')] }, { linkGeneration: 1 }],
      ['has another due day', { dueOn: '2026-07-03' }, { dueOn: '2026-06-30' }],
    ])('marks none of them where one %s', async (_, over, seen) => {
      const one = anInvitation({ organisationId: sapporo });
      const other = anInvitation({ organisationId: chiba, ...over });
      await openedRound(stores, [one, other]);
      const marks = [reminded(one, 1), reminded({ ...other, ...seen } as Invitation, 1)];
      expect(await stores.reminders.mark(marks, aRecord())).toBe('changed-meanwhile');
      expect((await find(sapporo)).lastReminder).toBeUndefined();
    });

    test('marks a returned answer and a later step', async () => {
      const returned = anInvitation({ status: 'returned', lastReminder: { step: 1, on: '2026-06-10' } });
      await openedRound(stores, [returned]);
      expect(await stores.reminders.mark([reminded(returned, 2)], aRecord())).toBe('saved');
      expect((await find(chiba)).lastReminder?.step).toBe(2);
    });
  });

  describe('collations', () => {
    const requested = (number: number, minutes = 0) =>
      CollationRequest.parse({
        ...{ programmeId, roundId, collationId: id(number), requestedAt: addMs(now, minutes * 60_000) },
        status: 'requested',
      });
    const done = (number: number): DoneCollation => ({
      ...requested(number),
      ...{ status: 'done', doneAt: now, organisations: 1788, answered: 3, rows: 1790 },
      unencodable: [{ character: '𠮷', count: 2 }],
    });

    test('a collation is found in its own round and programme alone', async () => {
      const asked = requested(1);
      expect(await stores.collations.add(asked, aRecord())).toBe('saved');
      expect(await stores.collations.add(asked, aRecord())).toBe('changed-meanwhile');
      expect(await stores.collations.find(programmeId, roundId, asked.collationId)).toEqual(asked);
      expect(await stores.collations.find(otherProgramme, roundId, asked.collationId)).toBeUndefined();
      expect(await stores.collations.find(programmeId, id(9) as never, asked.collationId)).toBeUndefined();
    });

    test('it is finished once', async () => {
      await stores.collations.add(requested(1), aRecord());
      expect(await stores.collations.finish(done(1), aRecord())).toBe('saved');
      expect(await stores.collations.finish(done(1), aRecord())).toBe('changed-meanwhile');
      expect(await stores.collations.find(programmeId, roundId, done(1).collationId)).toEqual(done(1));
      expect(await stores.collations.finish(done(2), aRecord())).toBe('changed-meanwhile');
    });

    test('the ten newest are listed, newest first', async () => {
      for (let number = 1; number <= 12; number += 1) await stores.collations.add(requested(number, number), aRecord());
      const listed = await stores.collations.latest(programmeId, roundId);
      expect(listed.map(({ collationId }) => collationId)).toEqual(
        Array.from({ length: 10 }, (_, place) => id(12 - place)),
      );
      expect(await stores.collations.latest(otherProgramme, roundId)).toEqual([]);
    });
  });

  test('the latest response of each invitation is read, and none of those without one', async () => {
    const codes = ['011002', '121002', '131016'];
    const answered = codes.map((organisationId) => anInvitation({ organisationId, status: 'submitted' }));
    await openedRound(stores, [...answered, anInvitation({ organisationId: '130001' })]);
    const issued = await stores.invitations.list(programmeId, roundId);
    const responses = await stores.archive.latestOf(issued);
    expect(responses.map(({ organisationId }) => organisationId).toSorted()).toEqual(codes);
    expect(await stores.archive.latestOf([])).toEqual([]);
  });
}
