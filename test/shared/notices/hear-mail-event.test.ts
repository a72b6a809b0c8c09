import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMs } from '../../../shared/kernel/time.ts';
import { isDead } from '../../../shared/notices/correction.ts';
import { hearMailEvent, type MailEvent } from '../../../shared/notices/hear-mail-event.ts';
import type { Notice, NoticeStatus } from '../../../shared/notices/notice.ts';
import {
  aCause,
  aNotice,
  aRecord,
  chiba,
  dueOn,
  heardCause,
  now,
  programmeId,
  roundId,
  surveyTitle,
} from '../../support/builders/notices.ts';
import { InMemoryNotices } from '../../support/fakes/in-memory-notices.ts';

const main = `desk-${chiba}@city.example.jp`;
const copy = 'chief@city.example.jp';
const recipients = { to: [main], cc: [copy] };
const { noticeId } = aNotice({ status: 'sent' });
const event = (kind: MailEvent['kind'], over: Partial<MailEvent> = {}): MailEvent => ({
  ...{ kind, programmeId, noticeId, at: addMs(now, 1_000), recipients: kind === 'sent' ? [] : [main] },
  ...over,
});

async function aTable(notice: Notice = aNotice({ status: 'sending', recipients })) {
  const table = new InMemoryNotices();
  await table.notices.add([notice], {}, aRecord());
  return table;
}

async function stateAfter(events: readonly MailEvent[], start?: Notice) {
  const table = await aTable(start);
  for (const [number, each] of events.entries()) await hearMailEvent(table, each, heardCause(number));
  const notice = await table.notices.find(programmeId, noticeId);
  const dead = (await table.contacts.correctionsOf(programmeId, chiba)).map(({ mail }) => mail).sort();
  return { status: notice?.status, complained: notice?.complainedAt !== undefined, dead };
}

describe('what others are told', () => {
  test('A12: whether the invitation arrived, each change once, by a version that orders them, and no address', async () => {
    const table = await aTable();
    const heard = [event('sent'), event('delayed'), event('delivered'), event('complained'), event('bounced')];
    for (const [number, each] of heard.entries()) await hearMailEvent(table, each, heardCause(number));
    const told = table.records.flatMap(({ events }) => events);
    expect(told.map(({ data }) => (data as { state: string }).state)).toEqual(['delayed', 'delivered', 'bounced']);
    const versions = told.map(({ data }) => (data as { version: number }).version);
    expect(versions).toEqual(versions.toSorted((one, other) => one - other));
    expect(JSON.stringify(told)).not.toContain('@');
  });
});

describe('a colleague’s link', () => {
  const content = { purpose: 'survey-delegation', roundId, organisationId: chiba, surveyTitle, dueOn, delegation: 3 };

  test('AC-N2: that it came back is told to who asked, and so is that it arrived; a delay is not, and no address', async () => {
    const table = await aTable(aNotice({ status: 'sent', content, recipients }));
    const heard = [event('delayed'), event('came-back-for-now'), event('delivered'), event('bounced')];
    for (const [number, each] of heard.entries()) await hearMailEvent(table, each, heardCause(number));
    const told = table.records.flatMap(({ events }) => events);
    expect(told.map(({ type, data }) => [type, (data as { hasArrived: boolean }).hasArrived])).toEqual([
      ['delegation-delivery-changed.v1', false],
      ['delegation-delivery-changed.v1', true],
      ['delegation-delivery-changed.v1', false],
    ]);
    expect(told[0]?.data).toMatchObject({ roundId, organisationId: chiba, delegation: 3 });
    expect(JSON.stringify(told)).not.toContain('@');
  });
});

describe('one event', () => {
  test.each([
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['bounced', 'permanent-failure'],
    ['came-back-for-now', 'temporary-failure'],
    ['rejected', 'technical-failure'],
    ['complained', 'delivered'],
    ['delayed', 'sending'],
  ] as const)('AC-N1: %s makes a mail under way %s', async (kind, status) => {
    expect((await stateAfter([event(kind)])).status).toBe(status);
  });

  test('AC-N2: a bounce for good at once puts the address on the correction list, with the provider’s word', async () => {
    const table = await aTable();
    await hearMailEvent(table, event('bounced', { reason: 'General 5.1.1' }), aCause());
    expect(await table.contacts.corrections(programmeId)).toEqual([
      {
        programmeId,
        organisationId: chiba,
        notedAt: addMs(now, 1_000),
        reason: 'bounced',
        mail: main,
        detail: 'General 5.1.1',
      },
    ]);
    expect(table.records.at(-1)?.audit.action).toBe('note-bounce');
    expect(JSON.stringify(table.records)).not.toContain(main);
  });

  test('what bounces at the second address is noted, and the mail itself is as delivered as it was', async () => {
    expect(await stateAfter([event('delivered'), event('bounced', { recipients: [copy] })])).toEqual({
      ...{ status: 'delivered', complained: false, dead: [copy] },
    });
    expect((await stateAfter([event('delivered', { recipients: [copy] })])).status).toBe('sending');
  });

  test('of a mail that nobody knows, nothing follows', async () => {
    const table = new InMemoryNotices();
    expect(await hearMailEvent(table, event('delivered'), aCause())).toBe('unknown-mail');
  });

  test('where others write at the same moment it is looked at again, and given back when that does not end', async () => {
    const table = await aTable();
    const never = { ...table.notices, correct: async () => 'changed-meanwhile' as const };
    await expect(hearMailEvent({ ...table, notices: never }, event('delivered'), aCause())).rejects.toThrow(
      'kept changing',
    );
    let first = true;
    const once = {
      ...table.notices,
      correct: async (...change: Parameters<typeof table.notices.correct>) => {
        const fails = first;
        first = false;
        return fails ? ('changed-meanwhile' as const) : table.notices.correct(...change);
      },
    };
    expect(await hearMailEvent({ ...table, notices: once }, event('delivered'), aCause())).toBe('moved');
  });
});

describe('a dead address', () => {
  const second = aNotice({ status: 'sent', noticeId: `survey-reminder-${roundId}-${chiba}-1`, recipients });
  const later = (kind: MailEvent['kind'], ms: number) =>
    event(kind, { noticeId: second.noticeId, at: addMs(now, ms), recipients: [main] });
  const bouncedTable = async () => {
    const table = await aTable();
    await table.notices.add([second], {}, aRecord());
    await hearMailEvent(table, event('bounced'), aCause());
    return table;
  };
  const deadIn = async (table: InMemoryNotices) =>
    (await table.contacts.correctionsOf(programmeId, chiba)).filter(isDead).map(({ mail }) => mail);

  test('AC-N2: a later mail that arrives there proves that it is in use again, and a new bounce that it is not', async () => {
    const table = await bouncedTable();
    expect(await deadIn(table)).toEqual([main]);
    await hearMailEvent(table, later('delivered', 2_000), aCause());
    expect(await deadIn(table)).toEqual([]);
    await hearMailEvent(table, later('bounced', 3_000), aCause());
    expect(await deadIn(table)).toEqual([main]);
  });

  test('AC-N2: what arrived before the bounce, or at another address, proves nothing', async () => {
    const table = await bouncedTable();
    await hearMailEvent(table, later('delivered', 500), aCause());
    await hearMailEvent(table, { ...later('delivered', 2_000), recipients: [copy] }, aCause());
    expect(await deadIn(table)).toEqual([main]);
  });

  test('AC-N2: the mail that bounced proves nothing for itself, whatever is heard of it later', async () => {
    const table = await bouncedTable();
    await hearMailEvent(table, event('delivered', { at: addMs(now, 9_000) }), aCause());
    expect(await deadIn(table)).toEqual([main]);
  });

  test('AC-N2: a bounce from before somebody said that it can be used again is heard too late', async () => {
    const table = await bouncedTable();
    const [noted] = await table.contacts.correctionsOf(programmeId, chiba);
    if (noted === undefined) throw new Error('nothing was noted');
    await table.contacts.repair({ ...noted, repaired: { at: addMs(now, 5_000), because: '電話で確認' } }, aRecord());
    await hearMailEvent(table, later('bounced', 4_000), aCause());
    expect(await deadIn(table)).toEqual([]);
    expect(await table.notices.find(programmeId, second.noticeId)).toMatchObject({ status: 'permanent-failure' });
  });

  test('AC-N2: of a mail about the correction of desks, the registered address is marked too; of a colleague’s, none', async () => {
    const askId = '0b8e3b9c-5a55-4f0e-8f5e-6c1d2f3a4b5c';
    const about = { purpose: 'desk-correction', organisationId: chiba, askId, step: 'link' };
    const correction = await aTable(aNotice({ status: 'sent', content: about, recipients }));
    await hearMailEvent(correction, event('bounced'), aCause());
    expect(await deadIn(correction)).toEqual([main]);
    const shared = { purpose: 'survey-delegation', roundId, organisationId: chiba, surveyTitle, dueOn, delegation: 1 };
    const colleague = await aTable(aNotice({ status: 'sent', content: shared, recipients }));
    await hearMailEvent(colleague, event('bounced'), aCause());
    expect(await deadIn(colleague)).toEqual([]);
  });
});

describe('many events', () => {
  const kinds = ['sent', 'delivered', 'bounced', 'came-back-for-now', 'rejected', 'complained', 'delayed'] as const;
  const anEvent = fc.oneof(
    fc.constantFrom(...kinds).map((kind) => event(kind)),
    fc.constantFrom('delivered' as const, 'bounced' as const).map((kind) => event(kind, { recipients: [copy] })),
  );
  const anUnsettled = fc.constantFrom<NoticeStatus>('queued', 'sending', 'sent');

  test('AC-N5: end in the same state in whatever order they come, and however often', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anEvent, { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(fc.nat(99)),
        anUnsettled,
        async (events, dice, from) => {
          const start = aNotice({ status: from, recipients });
          const shuffled = [...events, ...events]
            .map((each) => ({ each, place: dice.next().value }))
            .sort((one, other) => one.place - other.place)
            .map(({ each }) => each);
          expect(await stateAfter(shuffled, start)).toEqual(await stateAfter(events, start));
        },
      ),
      { numRuns: 300 },
    );
  });

  test.each(['suppressed', 'no-address', 'permanent-failure'] as const)('a notice that is %s stays', async (status) => {
    const start = aNotice({ status });
    for (const kind of kinds) expect((await stateAfter([event(kind)], start)).status).toBe(status);
  });

  test('a mail that came back after it was delivered is a mail that came back', async () => {
    expect((await stateAfter([event('bounced'), event('delivered')])).status).toBe('permanent-failure');
    expect((await stateAfter([event('delivered'), event('bounced')])).status).toBe('permanent-failure');
  });
});

test('AC-N4: what became of a mail is taken in although that it was sent is not recorded yet', async () => {
  for (const status of ['queued', 'sending'] as const) {
    const start = aNotice({ status, recipients });
    expect((await stateAfter([event('delivered'), event('sent')], start)).status).toBe('delivered');
  }
});

test('AC-N2: whoever complains has got the mail, and the complaint stays with it', async () => {
  expect(await stateAfter([event('complained')])).toEqual({ status: 'delivered', complained: true, dead: [] });
});
