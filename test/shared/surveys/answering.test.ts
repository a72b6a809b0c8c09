import { describe, expect, test } from 'vitest';
import { CommandId } from '../../../shared/kernel/ids.ts';
import { statusesOf } from '../../../shared/kernel/moves.ts';
import { Instant, JstDate } from '../../../shared/kernel/time.ts';
import { acceptResponse } from '../../../shared/surveys/accept-response.ts';
import { findInvitationByCode } from '../../../shared/surveys/find-invitation-by-code.ts';
import { findInvitationByToken } from '../../../shared/surveys/find-invitation-by-token.ts';
import { answeringWindow, type InvitationStatus, invitationMoves, isLate } from '../../../shared/surveys/invitation.ts';
import { listRoundProgress } from '../../../shared/surveys/list-round-progress.ts';
import { openForm } from '../../../shared/surveys/open-form.ts';
import { returnResponse } from '../../../shared/surveys/return-response.ts';
import { revokeLink } from '../../../shared/surveys/revoke-link.ts';
import { saveDraft } from '../../../shared/surveys/save-draft.ts';
import { submitResponse } from '../../../shared/surveys/submit-response.ts';
import { causeOfOrganisation } from '../../../shared/surveys/survey-session.ts';
import {
  aCause,
  aDraft,
  anInvitation,
  aRecord,
  aResponse,
  aRound,
  chiba,
  completeAnswers,
  countedIds,
  digestOf,
  fakeLinks,
  now,
  programmeId,
  programmesWith,
  roundId,
  sapporo,
  twoRecipients,
} from '../../support/builders/surveys.ts';
import { InMemorySurveys, inMemoryCodeAttempts } from '../../support/fakes/in-memory-surveys.ts';

const key = { programmeId, roundId, organisationId: chiba };
const session = { key, linkDigest: digestOf(`token|${chiba}|1`) };
const programmes = programmesWith(twoRecipients);
const at = (instant: string) => Instant.parse(instant);
const command = CommandId.parse('command-0001');

/** An open round in which Chiba stands where the test wants it. */
async function surveysWith(over: Parameters<typeof anInvitation>[0] = {}, draft = aDraft()): Promise<InMemorySurveys> {
  const surveys = new InMemorySurveys();
  await surveys.rounds.add(aRound({ status: 'opening' }), aRecord());
  const path: Record<InvitationStatus, readonly InvitationStatus[]> = {
    ...{ invited: [], drafting: [], submitted: ['submitted'] },
    ...{ returned: ['submitted', 'returned'], accepted: ['submitted', 'accepted'], exempt: ['exempt'] },
  };
  const days = Object.fromEntries(Object.entries(over).filter(([name]) => name !== 'status'));
  await surveys.rounds.issue(aRound({ status: 'opening', version: 2 }), [anInvitation(days)], aRecord());
  await surveys.rounds.replace(aRound({ status: 'open', version: 3 }), aRecord());
  const status = over.status ?? 'invited';
  if (status === 'invited') return surveys;
  const save = { key, draft, linkDigest: session.linkDigest, today: JstDate.parse('2026-06-05') };
  await surveys.invitations.saveDraft(save, aRecord());
  let version = 2;
  for (const next of path[status]) {
    version += 1;
    const invitation = anInvitation({ ...days, status: next, version });
    if (next === 'submitted') await surveys.invitations.submit(invitation, aResponse(), draft.version, aRecord());
    else await surveys.invitations.replace(invitation, aRecord());
  }
  surveys.records.length = 0;
  return surveys;
}

const depsOf = (surveys: InMemorySurveys) => ({ invitations: surveys.invitations, programmes, ids: countedIds() });
const save = (surveys: InMemorySurveys, seenVersion: number, fields = completeAnswers, when = now) =>
  saveDraft(
    depsOf(surveys),
    session,
    { formId: 'consultation-desks', formVersion: 1, fields, seenVersion },
    causeOfOrganisation(session, { at: when, requestId: 'r' }),
  );
const submit = (surveys: InMemorySurveys, seenVersion = 1, when = now, by = command) =>
  submitResponse(
    depsOf(surveys),
    session,
    { seenVersion, command: by },
    causeOfOrganisation(session, { at: when, requestId: 'r' }),
  );

describe('when answers are taken', () => {
  test('from the first moment of the first day to the last of the closing day in Tokyo', () => {
    const days = anInvitation();
    const windows = [
      '2026-05-31T14:59:59.999Z',
      '2026-05-31T15:00:00.000Z',
      '2026-07-10T14:59:59.999Z',
      '2026-07-10T15:00:00.000Z',
    ];
    expect(windows.map((each) => answeringWindow(days, at(each)))).toEqual(['not-yet-open', 'open', 'open', 'closed']);
  });

  test('late is what came after the due day, or has not come when it has ended', () => {
    const onTime = anInvitation({ status: 'submitted', submittedAt: '2026-06-30T14:59:59.999Z' });
    const late = anInvitation({ status: 'accepted', submittedAt: '2026-06-30T15:00:00.000Z' });
    expect([isLate(onTime, at('2026-08-01T00:00:00.000Z')), isLate(late, now)]).toEqual([false, true]);
    expect(isLate(anInvitation(), at('2026-06-30T14:59:59.999Z'))).toBe(false);
    expect(isLate(anInvitation(), at('2026-06-30T15:00:00.000Z'))).toBe(true);
    expect(isLate(anInvitation({ status: 'returned' }), at('2026-06-30T15:00:00.000Z'))).toBe(true);
  });
});

describe('saving a draft', () => {
  test('anything partial is saved, as typed', async () => {
    const surveys = await surveysWith();
    const fields = { 'desks.0.name': '髙﨑　窓口', 'desks.0.phone': '０４３', unknown: 'x', respondentSection: '' };
    expect(await save(surveys, 0, fields)).toMatchObject({ ok: true, value: { version: 1 } });
    const opened = await surveys.invitations.open(key);
    expect(opened?.draft?.answers).toEqual({ 'desks.0.name': '髙﨑　窓口', 'desks.0.phone': '０４３' });
    expect(opened?.invitation.status).toBe('drafting');
    expect(surveys.records.at(-1)?.audit).toMatchObject({ action: 'save-draft', detail: { version: 1, answers: 2 } });
  });

  test('where somebody saved in between, both are handed back and nothing is overwritten', async () => {
    const surveys = await surveysWith({ status: 'drafting' }, aDraft(1, { hasDesk: 'yes' }));
    const answer = await save(surveys, 0, { hasDesk: 'no' });
    expect(answer).toMatchObject({
      ok: false,
      refusal: { kind: 'draft-changed-meanwhile', opened: { draft: { version: 1 } }, typed: { hasDesk: 'no' } },
    });
    expect((await surveys.invitations.open(key))?.draft?.answers).toEqual({ hasDesk: 'yes' });
  });

  test('the same answers sent twice are saved once and answered twice', async () => {
    const surveys = await surveysWith();
    const first = await save(surveys, 0);
    expect(await save(surveys, 0)).toEqual(first);
    expect(surveys.records.filter(({ audit }) => audit.action === 'save-draft')).toHaveLength(1);
  });

  test('until the last moment of the closing day, and not after; the draft stays', async () => {
    const surveys = await surveysWith({ status: 'drafting' });
    expect((await save(surveys, 1, { hasDesk: 'no' }, at('2026-07-10T14:59:59.999Z'))).ok).toBe(true);
    const late = await save(surveys, 2, { hasDesk: 'yes' }, at('2026-07-10T15:00:00.000Z'));
    expect(late).toMatchObject({ ok: false, refusal: { kind: 'closed' } });
    expect((await surveys.invitations.open(key))?.draft?.answers).toEqual({ hasDesk: 'no' });
  });

  test('before the first day nothing is taken', async () => {
    const surveys = await surveysWith({ opensOn: '2026-06-11' });
    expect(await save(surveys, 0)).toEqual({ ok: false, refusal: { kind: 'not-yet-open', opensOn: '2026-06-11' } });
  });

  test.each(['submitted', 'accepted'] as const)('what is %s is not changed by a draft', async (status) => {
    expect(await save(await surveysWith({ status }), 1)).toEqual({ ok: false, refusal: { kind: 'already-submitted' } });
  });

  test('what could not be stored is refused with the field', async () => {
    const answer = await save(await surveysWith(), 0, { 'desks.0.name': 'あ'.repeat(10_001) });
    expect(answer).toMatchObject({
      ok: false,
      refusal: { kind: 'draft-too-large', problems: [{ field: 'desks.0.name' }] },
    });
  });

  test('a form of another version than the invitation names is refused', async () => {
    const other = await surveysWith({ formId: 'another' });
    expect(await save(other, 0)).toEqual({ ok: false, refusal: { kind: 'form-not-known' } });
    const newer = await surveysWith({ formVersion: 2 });
    expect(await save(newer, 0)).toMatchObject({ ok: false, refusal: { kind: 'form-upgraded' } });
  });
});

describe('submitting', () => {
  test('what was saved becomes a response with a receipt, and is told to the others', async () => {
    const surveys = await surveysWith({ status: 'drafting' });
    const answer = await submit(surveys);
    expect(answer).toMatchObject({ ok: true, value: { submittedAt: now, number: 1, isLate: false } });
    const opened = await surveys.invitations.open(key);
    expect(opened).toMatchObject({
      invitation: { status: 'submitted', responses: 1, version: 3 },
      response: { submission: { form: 'consultation-desks', formVersion: 1 }, command },
    });
    const [event] = surveys.records.at(-1)?.events ?? [];
    expect(event).toMatchObject({ type: 'response-submitted.v1', data: { organisationId: chiba, version: 3 } });
    expect(JSON.stringify(surveys.records.at(-1))).not.toContain('043');
  });

  test('the same command again answers the same receipt', async () => {
    const surveys = await surveysWith({ status: 'drafting' });
    const first = await submit(surveys);
    expect(await submit(surveys)).toEqual(first);
    expect(await surveys.invitations.responsesOf(key)).toHaveLength(1);
  });

  test('two clicks at once make one response and one receipt', async () => {
    const surveys = await surveysWith({ status: 'drafting' });
    const [one, other] = await Promise.all([submit(surveys), submit(surveys)]);
    expect(one.ok).toBe(true);
    expect(other).toEqual(one);
    expect(await surveys.invitations.responsesOf(key)).toHaveLength(1);
  });

  test('another command after the submission is told that it is in', async () => {
    const surveys = await surveysWith({ status: 'drafting' });
    await submit(surveys);
    const other = await submit(surveys, 1, now, CommandId.parse('command-0002'));
    expect(other).toEqual({ ok: false, refusal: { kind: 'already-submitted' } });
  });

  test('everything that is missing is listed, and nothing is submitted', async () => {
    const surveys = await surveysWith({ status: 'drafting' }, aDraft(1, { hasDesk: 'no' }));
    const answer = await submit(surveys);
    expect(answer).toMatchObject({
      ok: false,
      refusal: { kind: 'answers-incomplete', problems: [{ field: 'respondentSection' }, { field: 'respondentPhone' }] },
    });
    expect((await surveys.invitations.open(key))?.invitation.status).toBe('drafting');
  });

  test('no answer is not the answer that there is none', async () => {
    const surveys = await surveysWith(
      { status: 'drafting' },
      aDraft(1, { respondentSection: '課', respondentPhone: '043-245-5111' }),
    );
    expect(await submit(surveys)).toMatchObject({ ok: false, refusal: { problems: [{ field: 'hasDesk' }] } });
  });

  test('a draft that changed after it was looked over is not submitted in its place', async () => {
    const surveys = await surveysWith({ status: 'drafting' });
    await save(surveys, 1, { ...completeAnswers, hasDesk: 'no' });
    expect(await submit(surveys, 1)).toEqual({ ok: false, refusal: { kind: 'draft-changed-meanwhile' } });
  });

  test('until 23:59:59.999 of the closing day, late after the due day, refused after with the draft kept', async () => {
    const surveys = await surveysWith({ status: 'drafting' });
    expect(await submit(surveys, 1, at('2026-07-10T15:00:00.000Z'))).toMatchObject({
      ok: false,
      refusal: { kind: 'closed', opened: { draft: { version: 1 } } },
    });
    const last = await submit(surveys, 1, at('2026-07-10T14:59:59.999Z'));
    expect(last).toMatchObject({ ok: true, value: { isLate: true } });
  });

  test('an untouched invitation has nothing to submit', async () => {
    expect(await submit(await surveysWith(), 0)).toEqual({ ok: false, refusal: { kind: 'nothing-saved-yet' } });
  });

  test('a returned answer comes again under the next number, and the return is over', async () => {
    const surveys = await surveysWith({ status: 'returned' });
    expect(await submit(surveys)).toMatchObject({ ok: true, value: { number: 2 } });
    const opened = await surveys.invitations.open(key);
    expect(opened?.invitation).toMatchObject({ status: 'submitted', responses: 2 });
    expect(opened?.invitation).not.toHaveProperty('reason');
  });
});

describe('who holds a link', () => {
  test.each([
    ['another link', { ...session, linkDigest: digestOf('another') }],
    ['another organisation with this link', { ...session, key: { ...key, organisationId: sapporo } }],
  ])('%s opens nothing, and is not told why', async (_, other) => {
    const surveys = await surveysWith({ status: 'drafting' });
    const refused = { ok: false, refusal: { kind: 'link-not-valid' } };
    expect(await openForm(depsOf(surveys), other, now)).toEqual(refused);
    const cause = causeOfOrganisation(other, { at: now, requestId: 'r' });
    const input = { formId: 'consultation-desks', formVersion: 1, fields: {}, seenVersion: 1 };
    expect(await saveDraft(depsOf(surveys), other, input, cause)).toEqual(refused);
    expect(await submitResponse(depsOf(surveys), other, { seenVersion: 1 }, cause)).toEqual(refused);
  });

  test('a revoked link says that it is, and the next generation opens the same draft', async () => {
    const surveys = await surveysWith({ status: 'drafting' });
    const deps = { rounds: surveys.rounds, invitations: surveys.invitations, links: fakeLinks };
    const revoked = await revokeLink(deps, { roundId, organisationId: chiba }, aCause());
    expect(revoked).toEqual({ ok: true, value: { roundId, organisationId: chiba, linkGeneration: 2 } });
    expect(surveys.records.at(-1)?.events).toMatchObject([
      { type: 'invitations-issued.v1', data: { linkGeneration: 2, organisations: [chiba], isLast: true } },
    ]);
    expect(await openForm(depsOf(surveys), session, now)).toEqual({ ok: false, refusal: { kind: 'link-revoked' } });
    expect(await save(surveys, 1, { hasDesk: 'no' })).toEqual({ ok: false, refusal: { kind: 'link-revoked' } });
    const renewed = { key, linkDigest: digestOf(`token|${chiba}|2`) };
    expect(await openForm(depsOf(surveys), renewed, now)).toMatchObject({ ok: true, value: { draft: { version: 1 } } });
  });

  test('links are renewed only while the round is open', async () => {
    const surveys = new InMemorySurveys();
    await surveys.rounds.add(aRound({ status: 'opening' }), aRecord());
    await surveys.rounds.issue(aRound({ status: 'opening', version: 2 }), [anInvitation()], aRecord());
    const deps = { rounds: surveys.rounds, invitations: surveys.invitations, links: fakeLinks };
    const refusal = async (organisationId = chiba) => {
      const answer = await revokeLink(deps, { roundId, organisationId }, aCause());
      return answer.ok ? undefined : answer.refusal.kind;
    };
    expect(await refusal()).toBe('round-not-open');
    expect(await refusal(sapporo)).toBe('invitation-not-found');
  });

  test.each([
    [{}, now, undefined],
    [{}, at('2026-05-01T00:00:00.000Z'), 'not-yet-open'],
    [{}, at('2026-08-01T00:00:00.000Z'), 'closed'],
  ])('where a link leads follows its days', async (over, when, kind) => {
    const surveys = await surveysWith(over);
    const found = await findInvitationByToken(surveys, { tokenDigest: session.linkDigest, now: when });
    expect(found.ok ? undefined : found.refusal.kind).toBe(kind);
  });

  test('after the submission the link leads to what was submitted', async () => {
    const surveys = await surveysWith({ status: 'submitted' });
    const found = await findInvitationByToken(surveys, { tokenDigest: session.linkDigest, now });
    expect(found).toMatchObject({ ok: true, value: { isSubmitted: true } });
  });

  test('a code counts only with its own organisation, and ten wrong ones lock it', async () => {
    const surveys = await surveysWith();
    const deps = { invitations: surveys.invitations, attempts: inMemoryCodeAttempts() };
    const enter = (organisationId: typeof chiba, codeDigest = digestOf(`code|${chiba}|1`)) =>
      findInvitationByCode(deps, { organisationId, codeDigest, now });
    expect(await enter(sapporo)).toEqual({ ok: false, refusal: { kind: 'code-not-valid' } });
    for (let guess = 0; guess < 10; guess += 1) {
      expect(await enter(chiba, digestOf(`guess ${guess}`))).toEqual({
        ok: false,
        refusal: { kind: 'code-not-valid' },
      });
    }
    expect(await enter(chiba)).toEqual({ ok: false, refusal: { kind: 'too-many-attempts' } });
    expect(await enter(sapporo)).toEqual({ ok: false, refusal: { kind: 'code-not-valid' } });
  });
});

describe('reviewing', () => {
  const input = { roundId, organisationId: chiba, ifVersion: 3 };
  const statuses = statusesOf<InvitationStatus>(invitationMoves);

  test('an accepted answer gives its public desks to the directory, and nothing else', async () => {
    const surveys = await surveysWith({ status: 'drafting' });
    await submit(surveys);
    expect((await acceptResponse(depsOf(surveys), input, aCause())).ok).toBe(true);
    const [event] = surveys.records.at(-1)?.events ?? [];
    expect(event).toMatchObject({ type: 'response-accepted.v1', data: { confirmedOn: '2026-06-10', version: 4 } });
    const { desks } = (event?.data ?? { desks: [] }) as { desks: readonly Record<string, string>[] };
    expect(desks.map(({ name }) => name)).toEqual(['女性相談窓口', '夜間・休日の電話相談']);
    expect(JSON.stringify(event)).not.toContain('見本の会');
  });

  test.each(statuses)('what is %s is accepted and returned only where it is submitted', async (status) => {
    const surveys = await surveysWith({ status });
    const version = (await surveys.invitations.open(key))?.invitation.version ?? 0;
    const returned = await returnResponse(
      depsOf(surveys),
      { ...input, ifVersion: version, reason: '電話番号を確認してください。', dueOn: '2026-07-15' },
      aCause(),
    );
    expect(returned.ok).toBe(status === 'submitted');
    const other = await surveysWith({ status });
    expect((await acceptResponse(depsOf(other), { ...input, ifVersion: version }, aCause())).ok).toBe(
      status === 'submitted',
    );
  });

  test('a version that the reviewer has not seen is neither accepted nor returned', async () => {
    const surveys = await surveysWith({ status: 'submitted' });
    const stale = { ...input, ifVersion: 2 };
    const refused = { ok: false, refusal: { kind: 'changed-meanwhile' } };
    expect(await acceptResponse(depsOf(surveys), stale, aCause())).toEqual(refused);
    expect(await returnResponse(depsOf(surveys), { ...stale, reason: 'x', dueOn: '2026-07-15' }, aCause())).toEqual(
      refused,
    );
  });

  test('a return carries its reason and a later day, on which the answer is still taken', async () => {
    const surveys = await surveysWith({ status: 'submitted' });
    const back = { ...input, reason: '電話番号を確認してください。', dueOn: '2026-07-15' };
    expect((await returnResponse(depsOf(surveys), back, aCause())).ok).toBe(true);
    expect(await surveys.invitations.open(key)).toMatchObject({
      invitation: { status: 'returned', dueOn: '2026-07-15', closesOn: '2026-07-15' },
    });
    expect((await save(surveys, 1, completeAnswers, at('2026-07-15T14:59:59.999Z'))).ok).toBe(true);
    expect((await submit(surveys, 2, at('2026-07-15T14:59:59.999Z'))).ok).toBe(true);
  });

  test.each([
    [{ reason: ' ' }, ['reason']],
    [{ reason: 'あ'.repeat(2001) }, ['reason']],
    [{ dueOn: '2026-07-18' }, ['dueOn']],
    [{ dueOn: '2026-06-09' }, ['dueOn']],
    [{ reason: '', dueOn: '' }, ['reason', 'dueOn']],
  ])('a return with %j names every field that is wrong', async (over, fields) => {
    const surveys = await surveysWith({ status: 'submitted' });
    const answer = await returnResponse(
      depsOf(surveys),
      { ...input, reason: 'x', dueOn: '2026-07-15', ...over },
      aCause(),
    );
    const errors = !answer.ok && answer.refusal.kind === 'return-not-valid' ? answer.refusal.errors : [];
    expect(errors.map(({ field }) => field)).toEqual(fields);
  });
});

describe('progress', () => {
  test('counts against the fixed list, by status and by prefecture, whoever has an invitation', async () => {
    const surveys = await surveysWith({ status: 'submitted' });
    const deps = { rounds: surveys.rounds, invitations: surveys.invitations, programmes };
    const answer = await listRoundProgress(deps, { programmeId, roundId }, at('2026-07-01T00:00:00.000Z'));
    if (!answer.ok) throw new Error('the round is not there');
    const { total, counts, late, byPrefecture, organisations } = answer.value;
    expect({ total, late }).toEqual({ total: 2, late: 0 });
    expect(counts).toMatchObject({ 'not-issued': 1, submitted: 1, invited: 0 });
    expect([...byPrefecture.keys()]).toEqual(['01', '12']);
    expect(byPrefecture.get('12')).toMatchObject({ total: 1, counts: { submitted: 1 } });
    expect(organisations.map(({ recipient }) => recipient.organisationId)).toEqual([sapporo, chiba]);
  });

  test('one prefecture sees its own', async () => {
    const surveys = await surveysWith();
    const deps = { rounds: surveys.rounds, invitations: surveys.invitations, programmes };
    const answer = await listRoundProgress(deps, { programmeId, roundId, prefecture: '12' }, now);
    expect(answer).toMatchObject({ ok: true, value: { total: 1, counts: { invited: 1, 'not-issued': 0 } } });
  });
});
