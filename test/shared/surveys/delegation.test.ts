/** 分担 and 引継ぎ: who may what with one draft, and what a leaked link cannot do. */
import { beforeEach, describe, expect, test } from 'vitest';
import { renderSharePage } from '../../../functions/surveys/public/pages/share-page.tsx';
import { readSeen, seenMark } from '../../../functions/surveys/public/seen-answers.ts';
import { CommandId } from '../../../shared/kernel/ids.ts';
import { addMs, Instant, JstDate } from '../../../shared/kernel/time.ts';
import type { Draft } from '../../../shared/programmes/form-draft.ts';
import { consultationDesks as form } from '../../../shared/programmes/womens-support-2026/forms/consultation-desks.v1.ts';
import { checkColleague } from '../../../shared/surveys/colleague.ts';
import { delegateAnswering } from '../../../shared/surveys/delegate-answering.ts';
import { mostDelegations, mostDelegationsEver } from '../../../shared/surveys/delegation.ts';
import { declineDelegation, revokeDelegation } from '../../../shared/surveys/end-delegation.ts';
import { handOverSurvey } from '../../../shared/surveys/hand-over-survey.ts';
import { listUnclaimed } from '../../../shared/surveys/list-unclaimed.ts';
import { noteDelegationMail } from '../../../shared/surveys/note-delegation-mail.ts';
import { openForm } from '../../../shared/surveys/open-form.ts';
import { saveDraft } from '../../../shared/surveys/save-draft.ts';
import { concernsStaffChange, isUnclaimed, staffChangeBefore } from '../../../shared/surveys/staff-change.ts';
import { submitResponse } from '../../../shared/surveys/submit-response.ts';
import { causeOfOrganisation, type SurveySession } from '../../../shared/surveys/survey-session.ts';
import {
  anInvitation,
  aRecord,
  aRound,
  chiba,
  completeAnswers,
  countedIds,
  digestOf,
  fakeDelegateLinks,
  fakeLinks,
  now,
  programmeId,
  programmesWith,
  roundId,
  twoRecipients,
} from '../../support/builders/surveys.ts';
import { InMemorySurveys } from '../../support/fakes/in-memory-surveys.ts';

const key = { programmeId, roundId, organisationId: chiba };
const inCharge: SurveySession = { key, linkDigest: digestOf(`token|${chiba}|1`) };
const colleague = (number: number, formSections?: readonly string[]): SurveySession => ({
  ...{ key, linkDigest: digestOf(`delegate|${chiba}|${number}`) },
  delegation: { number, formSections },
});
const hour = 3_600_000;

let surveys: InMemorySurveys;
let at: Instant;
beforeEach(async () => {
  at = now;
  surveys = new InMemorySurveys();
  await surveys.rounds.add(aRound({ status: 'opening' }), aRecord());
  await surveys.rounds.issue(aRound({ status: 'opening', version: 2 }), [anInvitation()], aRecord());
  await surveys.rounds.replace(aRound({ status: 'open', version: 3 }), aRecord());
  surveys.records.length = 0;
});

const deps = () => ({
  ...surveys,
  ...{ programmes: programmesWith(twoRecipients), ids: countedIds() },
  ...{ delegateLinks: fakeDelegateLinks, invitationLinks: fakeLinks },
});
const cause = (session: SurveySession) => causeOfOrganisation(session, { at, requestId: 'r' });
const asked = { section: 'こども家庭課', askedBy: '企画課', mail: 'kodomo@city.chiba.lg.jp', formSections: [] };
const share = (over: object = {}, session = inCharge) =>
  delegateAnswering(deps(), session, { ...asked, ...over }, cause(session));
const opened = async () => (await surveys.invitations.open(key)) ?? { invitation: anInvitation() };
/** As a page does that showed what is stored. */
const save = async (session: SurveySession, change: Draft, showed?: Draft) => {
  const { draft } = await opened();
  const base = showed ?? draft?.answers ?? {};
  const posted = { ...base, ...change };
  const input = { formId: form.id, formVersion: 1, fields: posted, seenVersion: draft?.version ?? 0 };
  return saveDraft(deps(), session, { ...input, showed: readSeen(form, seenMark(form, base)) }, cause(session));
};
const submit = async (session: SurveySession) =>
  submitResponse(
    deps(),
    session,
    { seenVersion: (await opened()).draft?.version ?? 0, command: CommandId.parse('command-0001') },
    cause(session),
  );

describe('A9: several people with one draft', () => {
  test('A9: both see one draft, every change has its author, and only one submission exists', async () => {
    expect((await share()).ok).toBe(true);
    expect((await save(inCharge, { respondentSection: '企画課' })).ok).toBe(true);
    at = addMs(now, 60_000);
    expect((await save(colleague(1), { ...completeAnswers, respondentSection: '企画課' })).ok).toBe(true);
    const seen = await openForm(deps(), inCharge, at);
    expect(seen).toMatchObject({
      ok: true,
      value: { draft: { answers: { 'desks.0.name': completeAnswers['desks.0.name'] } } },
    });
    expect((await openForm(deps(), colleague(1), at)).ok).toBe(true);
    expect(await submit(colleague(1))).toEqual({ ok: false, refusal: { kind: 'not-in-charge' } });
    expect((await submit(inCharge)).ok).toBe(true);
    expect((await submit(inCharge)).ok).toBe(true);
    const responses = await surveys.invitations.responsesOf(key);
    expect(responses).toHaveLength(1);
    expect(responses[0]?.changes).toMatchObject({
      respondentSection: { at: now },
      'desks.0.name': { at, section: 'こども家庭課' },
    });
    expect(responses[0]?.changes?.['respondentSection']).not.toHaveProperty('section');
  });

  test('A9: who shares sections changes these alone; another field is refused with a sentence and changes nothing', async () => {
    await share({ formSections: ['desks-section'] });
    await save(inCharge, { respondentSection: '企画課' });
    const mine = colleague(1, ['desks-section']);
    expect((await save(mine, { hasDesk: 'yes' })).ok).toBe(true);
    const refused = await save(mine, { respondentSection: 'こども家庭課' });
    expect(refused).toMatchObject({
      ok: false,
      refusal: {
        kind: 'field-not-yours',
        problems: [{ field: 'respondentSection', message: expect.stringContaining('ほかの課の担当です') }],
      },
    });
    // Neither does it help to say that the page showed it, nor to claim more than the link is for.
    await save(mine, {}, { hasDesk: 'yes', respondentSection: '書換え課' });
    await save(colleague(1), { respondentSection: '書換え課' });
    expect((await opened()).draft?.answers).toEqual({ hasDesk: 'yes', respondentSection: '企画課' });
  });

  test("A9: two sections at the same time do not get in each other's way", async () => {
    await share({ formSections: ['desks-section'] });
    await share({ formSections: ['groups-section'], section: '市民協働課' });
    await save(inCharge, { respondentSection: '企画課' });
    const showed = (await opened()).draft?.answers ?? {};
    const both = await Promise.all([
      save(colleague(1, ['desks-section']), { hasDesk: 'yes', 'desks.0.name': '窓口' }, showed),
      save(colleague(2, ['groups-section']), { 'groups.0.name': '見本の会' }, showed),
    ]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    const { draft } = await opened();
    expect(draft?.answers).toEqual({ ...showed, hasDesk: 'yes', 'desks.0.name': '窓口', 'groups.0.name': '見本の会' });
    expect(draft?.changes).toMatchObject({ hasDesk: { delegation: 1 }, 'groups.0.name': { delegation: 2 } });
  });

  test('A9: only the person in charge shares and revokes', async () => {
    await share();
    const refused = { ok: false, refusal: { kind: 'not-in-charge' } };
    expect(await share({}, colleague(1))).toEqual(refused);
    expect(await revokeDelegation(deps(), colleague(1), { number: 1 }, cause(colleague(1)))).toEqual(refused);
    expect(await handOverSurvey(deps(), colleague(1), { ...asked }, cause(colleague(1)))).toEqual(refused);
  });

  test('A9: the event names ids alone; the address goes to its owner, and the same command shares once', async () => {
    const command = CommandId.parse('command-0009');
    const [one, other] = [await share({ command }), await share({ command })];
    expect(other).toEqual(one);
    expect(surveys.records).toHaveLength(1);
    const [record] = surveys.records;
    expect(JSON.stringify([record?.events, record?.audit, (await opened()).delegations])).not.toContain('@');
    expect(record?.events).toMatchObject([
      { type: 'survey-delegated.v1', data: { organisationId: chiba, delegation: 1 } },
    ]);
    expect(surveys.deposits).toMatchObject([{ purpose: 'delegation', number: 1, mail: 'kodomo@city.chiba.lg.jp' }]);
  });

  test.each([
    ['an address that is none', { mail: 'kodomo' }, 'mail'],
    ['no section', { section: '　' }, 'section'],
    ['an address in the name of the section', { section: 'https://evil.example をご覧ください' }, 'section'],
    ['a mail address in the name of the section', { section: 'info@evil.example' }, 'section'],
    ['a domain in the name of the person in charge', { askedBy: 'evil.com 課' }, 'askedBy'],
    ['a section of more than one line', { section: '企画課\n当選おめでとう' }, 'section'],
    ['a section that is far too long', { section: 'あ'.repeat(61) }, 'section'],
  ])('A9: with %s nobody is asked, and the field is named', async (_, over, field) => {
    expect(checkColleague({ ...asked, ...over })).toMatchObject({ ok: false, refusal: { errors: [{ field }] } });
    expect((await share(over)).ok).toBe(false);
    expect(surveys.deposits).toEqual([]);
  });

  test('A9: a leaked link is no mail cannon: five an hour, ten at a time, thirty in a round', async () => {
    const kinds: string[] = [];
    let number = 0;
    const ask = async () => {
      const answer = await share();
      kinds.push(answer.ok ? 'asked' : answer.refusal.kind);
      if (answer.ok) number += 1;
    };
    for (let nth = 0; nth < 6; nth += 1) await ask();
    expect(kinds).toEqual([...Array(5).fill('asked'), 'too-quick']);
    at = addMs(at, hour);
    for (let nth = 0; nth < 6; nth += 1) await ask();
    expect(kinds.slice(6)).toEqual([...Array(mostDelegations - 5).fill('asked'), 'too-many-delegations']);
    while (number < mostDelegationsEver) {
      at = addMs(at, hour);
      for (let each = number - 4; each <= number; each += 1)
        await revokeDelegation(deps(), inCharge, { number: each }, cause(inCharge));
      for (let nth = 0; nth < 5; nth += 1) await ask();
    }
    at = addMs(at, hour);
    await revokeDelegation(deps(), inCharge, { number }, cause(inCharge));
    expect(await share()).toMatchObject({ ok: false, refusal: { kind: 'too-many-delegations' } });
    expect(surveys.deposits).toHaveLength(mostDelegationsEver);
  });
});

describe('AC-T7: an unbroken chain', () => {
  test('AC-T7: revoking one link touches neither the draft nor the others; asking again makes another link', async () => {
    await share();
    await share({ section: '市民課' });
    await save(colleague(1), { hasDesk: 'no' });
    expect((await revokeDelegation(deps(), inCharge, { number: 1 }, cause(inCharge))).ok).toBe(true);
    expect((await revokeDelegation(deps(), inCharge, { number: 1 }, cause(inCharge))).ok).toBe(true);
    expect(await openForm(deps(), colleague(1), at)).toEqual({ ok: false, refusal: { kind: 'link-revoked' } });
    expect(await save(colleague(1), { hasDesk: 'yes' })).toMatchObject({
      ok: false,
      refusal: { kind: 'link-revoked' },
    });
    expect((await openForm(deps(), colleague(2), at)).ok).toBe(true);
    expect((await opened()).draft?.answers).toEqual({ hasDesk: 'no' });
    expect(surveys.records.at(-1)).toMatchObject({
      audit: { action: 'revoke-delegation' },
      events: [{ type: 'survey-delegation-ended.v1' }],
    });
    expect(await share()).toMatchObject({
      ok: true,
      value: { number: 3, linkDigest: digestOf(`delegate|${chiba}|3`) },
    });
    expect((await revokeDelegation(deps(), inCharge, { number: 9 }, cause(inCharge))).ok).toBe(false);
  });

  test("AC-T7: the link of one delegation does not open another, nor the mailed link's place", async () => {
    await share();
    await share();
    const mixed = { ...colleague(1), delegation: { number: 2 } };
    for (const session of [
      mixed,
      { ...inCharge, delegation: { number: 1 } },
      { key, linkDigest: colleague(1).linkDigest },
    ]) {
      expect(await openForm(deps(), session, at)).toEqual({ ok: false, refusal: { kind: 'link-not-valid' } });
      expect((await save(session, { hasDesk: 'no' })).ok).toBe(false);
    }
  });

  test('AC-T7: an address that is none of the organisation declines the delegation, once, and tells nobody again', async () => {
    await share();
    await declineDelegation(deps(), { key, number: 1 }, cause(inCharge));
    await declineDelegation(deps(), { key, number: 1 }, cause(inCharge));
    await declineDelegation(deps(), { key, number: 7 }, cause(inCharge));
    expect((await opened()).delegations).toMatchObject([{ status: 'declined' }]);
    expect(surveys.records.filter(({ audit }) => audit.action === 'decline-delegation')).toHaveLength(1);
  });
});

describe('AC-N2: the mail with a colleague’s link', () => {
  const heard = (hasArrived: boolean, version: number, number = 1) =>
    noteDelegationMail(deps(), { key, number, hasArrived, version }, cause(inCharge));
  const page = async () =>
    renderSharePage({
      head: { surveyTitle: '調査', contact: { section: '調査事務局' } },
      ...{ form, delegations: (await opened()).delegations ?? [], guard: { csrf: 'c', commandId: 'd' } },
      ...{ typed: { section: '', mail: '', askedBy: '', formSections: [] }, errors: [] },
    });

  test('AC-N2: that it did not arrive is seen by whoever asked, in words and without the address', async () => {
    await share();
    expect(await page()).not.toContain('メールが届きません');
    await heard(false, 4);
    const shown = await page();
    expect(shown).toContain('メールが届きません');
    expect(shown).toContain('への依頼を取り消す');
    expect(shown).not.toContain('@');
  });

  test('AC-N2: the newest word stands, in whatever order it is heard, and nothing is noted of what has ended', async () => {
    await share();
    await heard(true, 5);
    await heard(false, 4);
    expect((await opened()).delegations?.[0]?.mail).toEqual({ hasArrived: true, version: 5 });
    await heard(false, 6, 7);
    await declineDelegation(deps(), { key, number: 1 }, cause(inCharge));
    await heard(false, 9);
    expect((await opened()).delegations?.[0]).toMatchObject({ status: 'declined', mail: { hasArrived: true } });
    expect(await page()).not.toContain('メールが届きません');
  });
});

describe('A9: a change of staff', () => {
  const successor = { section: '子育て支援課', mail: 'kosodate@city.chiba.lg.jp' };
  const handOver = () => handOverSurvey(deps(), inCharge, successor, cause(inCharge));

  test('A9: the old link is told that it ended, the next opens the same draft, colleagues stay, and it is audited', async () => {
    await share();
    await save(inCharge, { hasDesk: 'no' });
    expect((await handOver()).ok).toBe(true);
    expect(await openForm(deps(), inCharge, at)).toEqual({ ok: false, refusal: { kind: 'link-revoked' } });
    const next = { key, linkDigest: digestOf(`token|${chiba}|2`) };
    expect(await openForm(deps(), next, at)).toMatchObject({
      ok: true,
      value: { draft: { answers: { hasDesk: 'no' } } },
    });
    expect((await openForm(deps(), colleague(1), at)).ok).toBe(true);
    expect(surveys.records.at(-1)).toMatchObject({
      audit: { action: 'hand-over-survey', detail: { linkGeneration: 2 } },
      events: [{ type: 'survey-handed-over.v1', data: { linkGeneration: 2 } }],
    });
    expect(JSON.stringify(surveys.records.at(-1))).not.toContain('@');
    expect(surveys.deposits.at(-1)).toMatchObject({ ...successor, purpose: 'hand-over', number: 2 });
    expect((await handOver()).ok).toBe(false);
  });

  test('A9: after twenty links, or after the closing day, nothing is handed over', async () => {
    surveys = new InMemorySurveys();
    await surveys.rounds.add(aRound({ status: 'opening' }), aRecord());
    await surveys.rounds.issue(
      aRound({ status: 'opening', version: 2 }),
      [anInvitation({ linkGeneration: 20 })],
      aRecord(),
    );
    expect(await handOver()).toEqual({ ok: false, refusal: { kind: 'too-many-links' } });
    at = Instant.parse('2026-07-10T15:00:00.000Z');
    expect(await handOver()).toMatchObject({ ok: false, refusal: { kind: 'closed' } });
  });

  test('A9: from 10 April the body sees whom nobody has taken up in an open round, and before nobody', async () => {
    const list = (day: string) =>
      listUnclaimed(surveys, { programmeId, roundId }, Instant.parse(`${day}T03:00:00.000Z`));
    expect(await list('2026-04-09')).toMatchObject({ ok: true, value: { invitations: [] } });
    surveys = new InMemorySurveys();
    const early = { opensOn: '2026-03-02' };
    await surveys.rounds.add(aRound({ status: 'opening', ...early }), aRecord());
    const others = [anInvitation(early), anInvitation({ ...early, organisationId: '011002' })];
    await surveys.rounds.issue(aRound({ status: 'opening', version: 2, ...early }), others, aRecord());
    await surveys.rounds.replace(aRound({ status: 'open', version: 3, ...early }), aRecord());
    at = Instant.parse('2026-04-02T03:00:00.000Z');
    await handOver();
    const listed = await list('2026-04-10');
    expect(listed).toMatchObject({
      ok: true,
      value: { since: '2026-04-01', invitations: [{ organisationId: '011002' }] },
    });
    expect(listed.ok && listed.value.invitations).toHaveLength(1);
    expect(
      await listUnclaimed(surveys, { programmeId, roundId: '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a99' as never }, now),
    ).toEqual({
      ok: false,
      refusal: { kind: 'round-not-found' },
    });
  });

  test('A9: unclaimed is what is not begun and nobody shared or took over since 1 April', () => {
    const since = JstDate.parse('2027-04-01');
    const invited = (attendedAt?: string) => anInvitation(attendedAt === undefined ? {} : { attendedAt });
    expect(isUnclaimed(invited(), since)).toBe(true);
    expect(isUnclaimed(invited('2027-03-31T14:59:59.999Z'), since)).toBe(true);
    expect(isUnclaimed(invited('2027-03-31T15:00:00.000Z'), since)).toBe(false);
    expect(isUnclaimed(anInvitation({ status: 'drafting' }), since)).toBe(false);
    expect(staffChangeBefore(JstDate.parse('2027-04-09'))).toBeUndefined();
    expect(staffChangeBefore(JstDate.parse('2027-04-10'))).toBe(since);
    expect(concernsStaffChange(JstDate.parse('2027-03-01'), since)).toBe(true);
    expect(concernsStaffChange(JstDate.parse('2027-04-10'), since)).toBe(true);
    expect(concernsStaffChange(JstDate.parse('2027-06-01'), since)).toBe(false);
  });
});
