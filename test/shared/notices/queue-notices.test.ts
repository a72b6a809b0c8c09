import { beforeEach, describe, expect, test } from 'vitest';
import { OrganisationId } from '../../../shared/kernel/ids.ts';
import { addMs } from '../../../shared/kernel/time.ts';
import { noticeIdOf } from '../../../shared/notices/notice-id.ts';
import { queueAdditions } from '../../../shared/notices/queue-additions.ts';
import { queueChange } from '../../../shared/notices/queue-change.ts';
import { queueInvitations } from '../../../shared/notices/queue-invitations.ts';
import { queueReminders } from '../../../shared/notices/queue-reminders.ts';
import { recordAnswerState } from '../../../shared/notices/record-round-state.ts';
import { recordSubmission } from '../../../shared/notices/record-submission.ts';
import { localGovernments } from '../../../shared/programmes/local-governments.ts';
import {
  aContact,
  anImport,
  anInvitationContent,
  aRecord,
  chiba,
  dueOn,
  heardCause,
  importId,
  now,
  programmeId,
  roundId,
  sapporo,
  surveyTitle,
} from '../../support/builders/notices.ts';
import { InMemoryNotices } from '../../support/fakes/in-memory-notices.ts';

let table: InMemoryNotices;
beforeEach(async () => {
  table = new InMemoryNotices();
  const found = { problems: [], warnings: [] };
  await table.imports.add(
    anImport({ status: 'ready' }),
    { contacts: [aContact(chiba), aContact(sapporo)], ...found },
    aRecord(),
  );
  const current = { programmeId, importId, organisations: 2, confirmedAt: now, version: 1 };
  await table.imports.confirm(anImport({ status: 'confirmed', version: 2 }), current, [], aRecord());
});
const chunk = (organisations: readonly OrganisationId[], over: object = {}) => ({
  ...{
    roundId,
    surveyTitle,
    dueOn,
    linkGeneration: 1,
    organisations: [...organisations],
    issuedSoFar: 30,
    isLast: false,
  },
  ...{ issuedAt: now, ...over },
});
const all = (purpose: 'survey-invitation' | 'survey-reminder' | 'survey-receipt') =>
  table.notices.list({ programmeId, roundId, purpose }, undefined, undefined).then(({ notices }) => notices);

describe('invitations', () => {
  test('thirty organisations are thirty rows, in one transaction with what marks the event as heard', async () => {
    const thirty = localGovernments.slice(0, 30).map(({ code }) => OrganisationId.parse(code));
    await queueInvitations(table, chunk(thirty), heardCause(1));
    expect((await all('survey-invitation')).length).toBe(30);
    expect(table.records.filter(({ audit }) => audit.action === 'queue-notices').length).toBe(1);
  });

  test('heard again, also as another event, nothing is queued a second time', async () => {
    await queueInvitations(table, chunk([chiba, sapporo]), heardCause(1));
    await queueInvitations(table, chunk([chiba, sapporo]), heardCause(1));
    await queueInvitations(table, chunk([chiba, sapporo]), heardCause(2));
    expect((await all('survey-invitation')).map(({ version }) => version)).toEqual([1, 1]);
  });

  test('a renewed link is a notice of its own', async () => {
    await queueInvitations(table, chunk([chiba]), heardCause(1));
    await queueInvitations(table, chunk([chiba], { linkGeneration: 2 }), heardCause(2));
    expect((await all('survey-invitation')).length).toBe(2);
  });

  test('an organisation without an address keeps its row and stands on the correction list', async () => {
    const tokyo = OrganisationId.parse('130001');
    await queueInvitations(table, chunk([chiba, tokyo]), heardCause(1));
    expect((await all('survey-invitation')).map(({ status }) => status)).toEqual(['no-address', 'queued']);
    expect(await table.contacts.corrections(programmeId)).toEqual([
      { programmeId, organisationId: tokyo, notedAt: now, reason: 'no-address' },
    ]);
  });

  test('no row holds an address or a link', async () => {
    await queueInvitations(table, chunk([chiba]), heardCause(1));
    expect(JSON.stringify(await all('survey-invitation'))).not.toMatch(/@|https?:/);
  });

  test('what is written by another in the same moment makes the event be heard again', async () => {
    const notices = { ...table.notices, add: async () => 'changed-meanwhile' as const };
    await expect(
      queueInvitations({ notices, contacts: table.contacts }, chunk([chiba]), heardCause(1)),
    ).rejects.toThrow();
  });

  test('ids tell purpose, round, organisation and step apart', () => {
    const invitation = anInvitationContent();
    const reminder = { ...invitation, purpose: 'survey-reminder' as const, progress: 'half-done' as const };
    const ids = [
      noticeIdOf(invitation, programmeId),
      noticeIdOf(anInvitationContent(sapporo), programmeId),
      noticeIdOf({ ...reminder, step: 1 }, programmeId),
      noticeIdOf({ ...reminder, step: 2 }, programmeId),
    ];
    expect(new Set(ids).size).toBe(4);
    expect(noticeIdOf({ ...reminder, step: 1, progress: 'not-started' }, programmeId)).toBe(ids[2]);
  });
});

describe('reminders', () => {
  const due = (step: number) => ({
    ...{ roundId, surveyTitle, dueOn, step, linkGeneration: 1, dueAt: now },
    recipients: [{ organisationId: chiba, progress: 'not-started' as const }],
  });

  test('one for each organisation and step, however often the clock or the queue repeats', async () => {
    for (const number of [1, 1, 2]) await queueReminders(table, due(1), heardCause(number));
    await queueReminders(table, due(2), heardCause(3));
    expect((await all('survey-reminder')).map(({ content }) => 'step' in content && content.step)).toEqual([1, 2]);
  });
});

describe('A17: additional questions', () => {
  const upgraded = (over: object = {}) => ({
    ...{ roundId, surveyTitle, formVersion: 2, dueOn, doneSoFar: 30, isLast: false, asked: [chiba, sapporo], at: now },
    laterLinks: [{ organisationId: sapporo, linkGeneration: 3 }],
    ...over,
  });
  const mails = async () =>
    (await table.notices.list({ programmeId, roundId, purpose: 'survey-addition' }, undefined, undefined)).notices;

  test('A17: whoever had answered gets one mail with the link that opens, however often it is heard', async () => {
    for (const number of [1, 1, 2]) await queueAdditions(table, upgraded(), heardCause(number));
    expect((await mails()).map(({ content }) => 'linkGeneration' in content && content.linkGeneration)).toEqual([3, 1]);
  });

  test('A17: the decision itself asks nobody; the next version asks again', async () => {
    await queueAdditions(table, upgraded({ asked: [], laterLinks: undefined, doneSoFar: 0 }), heardCause(1));
    expect(table.records.filter(({ audit }) => audit.action === 'queue-notices')).toEqual([]);
    await queueAdditions(table, upgraded({ asked: [chiba], laterLinks: undefined }), heardCause(2));
    await queueAdditions(table, upgraded({ asked: [chiba], formVersion: 3 }), heardCause(3));
    expect((await mails()).length).toBe(2);
  });
});

describe('answers', () => {
  const submitted = (version: number, at = now) => ({
    ...{ roundId, organisationId: chiba, surveyTitle, referenceNumber: 'K7RM-4T2P-9XHC', submittedAt: at },
    ...{ version, linkGeneration: 1 },
  });
  const accepted = { roundId, organisationId: chiba, version: 5, at: addMs(now, 5_000), status: 'accepted' as const };
  const fact = () => table.facts.answerOf(programmeId, roundId, chiba);

  test('a submission queues one receipt and is counted', async () => {
    for (const number of [1, 1, 2]) await recordSubmission(table, submitted(4), heardCause(number));
    expect(
      (await all('survey-receipt')).map(({ content }) => 'referenceNumber' in content && content.referenceNumber),
    ).toEqual(['K7RM-4T2P-9XHC']);
    expect(await fact()).toMatchObject({ status: 'submitted', version: 4 });
  });

  test('a second submission has a receipt of its own', async () => {
    await recordSubmission(table, submitted(4), heardCause(1));
    await recordSubmission(table, submitted(6), heardCause(2));
    expect((await all('survey-receipt')).length).toBe(2);
    expect(await fact()).toMatchObject({ version: 6 });
  });

  test('A11: an answer that was sent back or taken back is not counted, and only the first is told by mail', async () => {
    const change = { roundId, organisationId: chiba, surveyTitle, dueOn, linkGeneration: 1 };
    const changes = () => table.notices.list({ programmeId, roundId, purpose: 'survey-change' }, undefined, undefined);
    await recordSubmission(table, submitted(4), heardCause(1));
    await queueChange(table, { ...change, change: 'returned', version: 5, at: addMs(now, 5_000) }, heardCause(2));
    expect(await fact()).toMatchObject({ status: 'open', version: 5 });
    expect((await changes()).notices).toHaveLength(1);
    await recordSubmission(table, submitted(6), heardCause(3));
    await recordAnswerState(table, { ...accepted, version: 7, status: 'open' }, heardCause(4));
    expect(await fact()).toMatchObject({ status: 'open', version: 7 });
    // Heard late, the return changes nothing any more.
    await queueChange(table, { ...change, change: 'returned', version: 5, at: addMs(now, 5_000) }, heardCause(5));
    expect(await fact()).toMatchObject({ status: 'open', version: 7 });
    expect((await changes()).notices).toHaveLength(1);
  });

  test('AC-D2: who is excused is told by mail and neither counted as answered nor as missing', async () => {
    const change = { roundId, organisationId: chiba, surveyTitle, dueOn, linkGeneration: 1, version: 2, at: now };
    await queueChange(table, { ...change, change: 'exempted' }, heardCause(1));
    expect(await fact()).toMatchObject({ status: 'exempt' });
    await queueChange(table, { ...change, change: 'exemption-ended', version: 3 }, heardCause(2));
    expect(await fact()).toMatchObject({ status: 'open' });
    await queueChange(table, { ...change, change: 'extended', version: 4 }, heardCause(3));
    expect(await fact()).toMatchObject({ status: 'open', version: 3 });
  });

  test('in either order, accepted wins, and the receipt goes out', async () => {
    await recordAnswerState(table, accepted, heardCause(2));
    await recordSubmission(table, submitted(4), heardCause(1));
    await recordAnswerState(table, accepted, heardCause(3));
    expect(await fact()).toMatchObject({ status: 'accepted', version: 5 });
    expect((await all('survey-receipt')).length).toBe(1);
  });
});
