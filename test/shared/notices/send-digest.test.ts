import { beforeEach, describe, expect, test } from 'vitest';
import { addMs, Instant, JstDate } from '../../../shared/kernel/time.ts';
import { type DigestKind, digestKinds, periodDueAt } from '../../../shared/notices/digest.ts';
import { queueInvitations } from '../../../shared/notices/queue-invitations.ts';
import { recordAnswerState, recordRound } from '../../../shared/notices/record-round-state.ts';
import { isFollowed } from '../../../shared/notices/round-facts.ts';
import { sendDigest } from '../../../shared/notices/send-digest.ts';
import { nationalOrganisationCode } from '../../../shared/programmes/national-organisations.ts';
import {
  aCause,
  aContact,
  aNotice,
  anImport,
  aRecord,
  chiba,
  dueOn,
  heardCause,
  importId,
  now,
  otherProgramme,
  programmeId,
  roundId,
  sapporo,
  surveyTitle,
} from '../../support/builders/notices.ts';
import { InMemoryNotices } from '../../support/fakes/in-memory-notices.ts';

let table: InMemoryNotices;
beforeEach(async () => {
  table = new InMemoryNotices();
  const contacts = [aContact(chiba), aContact(sapporo)];
  await table.imports.add(anImport({ status: 'ready' }), { contacts, problems: [], warnings: [] }, aRecord());
  const current = { programmeId, importId, organisations: 2, confirmedAt: now, version: 1 };
  await table.imports.confirm(anImport({ status: 'confirmed', version: 2 }), current, [], aRecord());
});

/** Nine in Tokyo. */
const nineOn = (day: string) => Instant.parse(`${day}T00:00:00.000Z`);
const monday = nineOn('2026-06-15');
const run = (at: Instant, kind: DigestKind = 'weekly', id = programmeId) =>
  sendDigest(table, kind, aCause({ at, programmeId: id }));
const digests = async () =>
  (await table.notices.list({ programmeId, purpose: 'digest' }, undefined, undefined)).notices.map(
    ({ content }) => content,
  );
let heard = 100;
const open = (over: object = {}) =>
  recordRound(table, { roundId, surveyTitle, dueOn, organisations: 1788, openedAt: now, ...over }, heardCause(++heard));
const answer = (organisationId: typeof chiba, version: number, status: 'accepted' | 'open' = 'accepted') =>
  recordAnswerState(table, { roundId, organisationId, version, at: now, status }, heardCause(++heard));

describe('M45: when a digest is due', () => {
  test.each([
    ['weekly', '2026-06-14T23:59:59.999Z', undefined, 'one millisecond before nine on Monday'],
    ['weekly', '2026-06-15T00:00:00.000Z', '2026-06-15', 'at nine on Monday'],
    ['weekly', '2026-06-18T05:00:00.000Z', '2026-06-15', 'on Thursday, where nobody had sent it'],
    ['weekly', '2026-06-20T00:00:00.000Z', undefined, 'on Saturday'],
    // 海の日 is Monday, 20 July 2026.
    ['weekly', '2026-07-20T00:00:00.000Z', undefined, 'on a Monday that is a holiday'],
    ['weekly', '2026-07-20T23:59:59.999Z', undefined, 'before nine on the Tuesday after it'],
    ['weekly', '2026-07-21T00:00:00.000Z', '2026-07-20', 'at nine on the Tuesday after it'],
    ['weekly', '2026-05-07T00:00:00.000Z', '2026-05-04', 'on the first open day after 4, 5 and 6 May'],
    ['weekly', '2026-12-28T00:00:00.000Z', '2026-12-28', 'on the last open day of the year'],
    ['weekly', '2027-01-01T00:00:00.000Z', undefined, 'on New Year’s Day'],
    ['monthly', '2026-06-01T00:00:00.000Z', '2026-06-01', 'on the first, a Monday'],
    ['monthly', '2026-08-01T00:00:00.000Z', undefined, 'on the first, a Saturday'],
    ['monthly', '2026-08-02T23:59:59.999Z', undefined, 'before nine on the Monday after it'],
    ['monthly', '2026-08-03T00:00:00.000Z', '2026-08-01', 'at nine on the Monday after it'],
    ['monthly', '2027-01-04T00:00:00.000Z', '2027-01-01', 'on the first open day of the year'],
    ['monthly', '2026-08-31T09:00:00.000Z', '2026-08-01', 'on the last day, where nobody had sent it'],
  ] as const)('%s at %s: %s, %s', (...[kind, at, period]) => {
    expect(periodDueAt(kind, Instant.parse(at))).toBe(period);
  });

  test('a week without an open day has no digest, and the next one tells what happened', async () => {
    await open({ dueOn: JstDate.parse('2026-02-27') });
    for (let day = 0; day < 7; day += 1)
      expect(await run(addMs(nineOn('2025-12-29'), day * 86_400_000))).toBe('not-due');
    expect(await run(nineOn('2026-01-05'))).toBe('queued');
  });
});

describe('F3: a digest', () => {
  test('is one mail for each programme, kind and period, however often the clock asks', async () => {
    await open();
    expect(await run(monday)).toBe('queued');
    expect(await run(monday)).toBe('done-before');
    expect(await run(nineOn('2026-06-17'))).toBe('done-before');
    await answer(chiba, 5);
    const both = await Promise.all([run(nineOn('2026-06-22')), run(nineOn('2026-06-22'))]);
    expect(both.sort()).toEqual(['done-before', 'queued']);
    expect(await run(nineOn('2026-07-01'), 'monthly')).toBe('queued');
    expect((await digests()).length).toBe(3);
  });

  test('F2: one that was missed is made up for once, still for its own period', async () => {
    await run(nineOn('2026-06-08'));
    await open();
    const late = Instant.parse('2026-06-18T05:00:00.000Z');
    expect([await run(late), await run(late)]).toEqual(['queued', 'done-before']);
    expect((await digests())[0]).toMatchObject({ period: '2026-06-15', countedAt: late });
  });

  test('where the system was set up in the middle of a period the first one comes with the next', async () => {
    await open();
    expect(await run(nineOn('2026-06-17'))).toBe('begins-later');
    expect(await run(nineOn('2026-06-17'), 'monthly')).toBe('begins-later');
    expect(await run(nineOn('2026-06-18'))).toBe('done-before');
    expect(await digests()).toEqual([]);
    expect(await run(nineOn('2026-06-23'))).toBe('queued');
    expect(await run(nineOn('2026-07-01'), 'monthly')).toBe('queued');
  });

  test('tells of the rounds that changed and of how many others there are, with what was submitted before', async () => {
    await open();
    const otherRound = '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a99' as typeof roundId;
    await open({ roundId: otherRound, surveyTitle: '別の調査' });
    await run(monday);
    await answer(chiba, 5);
    await run(nineOn('2026-06-22'));
    expect((await digests()).at(-1)).toMatchObject({
      parts: [{ part: 'surveys', followed: 2, lines: [{ roundId, submitted: 1, submittedBefore: 0 }] }],
    });
    const [{ parts = [] } = {}] = (await digests()).slice(-1) as { parts?: { lines: unknown[] }[] }[];
    expect(parts[0]?.lines).toHaveLength(1);
  });

  test('is skipped where nothing changed since the one before, and the audit trail says so and why', async () => {
    await open();
    await run(monday);
    expect(await run(nineOn('2026-06-22'))).toBe('nothing-changed');
    expect(await run(nineOn('2026-06-23'))).toBe('done-before');
    expect((await digests()).length).toBe(1);
    expect(table.records.at(-1)).toMatchObject({
      audit: {
        action: 'skip-digest',
        target: 'digest/weekly/2026-06-22',
        detail: { outcome: 'nothing-changed', rounds: 1 },
      },
      events: [],
    });
    await answer(chiba, 5);
    expect(await run(nineOn('2026-06-29'))).toBe('queued');
  });

  test('is skipped where no round is followed, and does not come later in the same period', async () => {
    expect(await run(monday)).toBe('nothing-to-tell');
    await open();
    expect(await run(nineOn('2026-06-16'))).toBe('done-before');
    expect(await run(nineOn('2026-06-22'), 'weekly', otherProgramme)).toBe('nothing-to-tell');
    expect(await digests()).toEqual([]);
    expect(await run(nineOn('2026-06-22'))).toBe('queued');
  });

  test.each(digestKinds)('%s: what was taken back changes it as what was submitted does', async (kind) => {
    await open();
    await answer(chiba, 5);
    await run(nineOn('2026-06-01'), kind);
    await answer(chiba, 6, 'open');
    expect(await run(nineOn('2026-07-13'), kind)).toBe('queued');
    expect((await digests()).at(-1)).toMatchObject({ parts: [{ lines: [{ submitted: 0, submittedBefore: 1 }] }] });
  });

  test('counts what was delivered, submitted, accepted and left, each organisation once', async () => {
    await open();
    const chunk = (organisations: (typeof chiba)[], linkGeneration: number) => ({
      ...{ roundId, surveyTitle, dueOn, linkGeneration, organisations },
      ...{ issuedSoFar: 30, isLast: false, issuedAt: now },
    });
    await queueInvitations(table, chunk([chiba, sapporo], 1), heardCause(1));
    await queueInvitations(table, chunk([chiba], 2), heardCause(2));
    const group = { programmeId, roundId, purpose: 'survey-invitation' } as const;
    for (const notice of (await table.notices.list(group, undefined, undefined)).notices) {
      await table.notices.move(aNotice({ ...notice, status: 'delivered', settledAt: now, version: 2 }));
    }
    await answer(chiba, 5);
    await run(monday);
    expect((await digests())[0]).toMatchObject({
      parts: [{ lines: [{ roundId, total: 1788, delivered: 2, submitted: 1, accepted: 1, unanswered: 1787 }] }],
    });
  });

  test('A2: counts national organisations for themselves, never among the local governments', async () => {
    await open({ organisations: 1791, nationalOrganisations: 3 });
    await answer(chiba, 3);
    await answer(nationalOrganisationCode(1) as never, 3);
    await run(monday);
    const national = { total: 3, submitted: 1, unanswered: 2 };
    expect((await digests())[0]).toMatchObject({
      parts: [{ lines: [{ total: 1788, submitted: 1, unanswered: 1787, national }] }],
    });
  });

  test('follows a round until sixty days after its due day', () => {
    const round = { programmeId, roundId, surveyTitle, dueOn, organisations: 1, openedAt: now };
    expect(isFollowed(round, JstDate.parse('2026-08-29'))).toBe(true);
    expect(isFollowed(round, JstDate.parse('2026-08-30'))).toBe(false);
  });
});
