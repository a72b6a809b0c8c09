/** 引戻し, 差戻し with comments, 対象外 and 期限延長. */
import { describe, expect, test } from 'vitest';
import { statusesOf } from '../../../shared/kernel/moves.ts';
import { Instant, JstDate } from '../../../shared/kernel/time.ts';
import { consultationDesks } from '../../../shared/programmes/womens-support-2026/forms/consultation-desks.v1.ts';
import { acceptResponse } from '../../../shared/surveys/accept-response.ts';
import { changesSinceReturn } from '../../../shared/surveys/changes-since-return.ts';
import { endExemption, exemptOrganisation } from '../../../shared/surveys/exempt-organisation.ts';
import { endExtension, extendDueDay } from '../../../shared/surveys/extend-due-day.ts';
import type { InvitationStatus } from '../../../shared/surveys/invitation.ts';
import { invitationMoves, isLate } from '../../../shared/surveys/invitation.ts';
import { listRoundProgress } from '../../../shared/surveys/list-round-progress.ts';
import { openForm } from '../../../shared/surveys/open-form.ts';
import { readResponse } from '../../../shared/surveys/read-response.ts';
import { recallResponse } from '../../../shared/surveys/recall-response.ts';
import { remindDue } from '../../../shared/surveys/remind-due.ts';
import { returnResponse } from '../../../shared/surveys/return-response.ts';
import { submitResponse } from '../../../shared/surveys/submit-response.ts';
import {
  aCause,
  aDraft,
  anInvitation,
  aRecord,
  aResponse,
  chiba,
  countedIds,
  digestOf,
  now,
  programmeId,
  programmesWith,
  roundId,
  sapporo,
  twoRecipients,
} from '../../support/builders/surveys.ts';
import { InMemorySurveys } from '../../support/fakes/in-memory-surveys.ts';
import { openedRound } from '../../support/fixtures/opened-round.ts';

const key = { programmeId, roundId, organisationId: chiba };
const one = { roundId, organisationId: chiba };
const session = { key, linkDigest: digestOf(`token|${chiba}|1`) };
const programmes = programmesWith(twoRecipients);
const at = (instant: string) => aCause({ at: Instant.parse(instant) });
const statuses = statusesOf<InvitationStatus>(invitationMoves);

async function roundWith(over: Parameters<typeof anInvitation>[0]): Promise<InMemorySurveys> {
  const surveys = new InMemorySurveys();
  const isDrafting = over?.status === 'drafting';
  const chibas = anInvitation(isDrafting ? { ...over, status: 'invited' } : over);
  await openedRound(surveys, [anInvitation({ organisationId: sapporo }), chibas]);
  const first = { key, draft: aDraft(1), linkDigest: session.linkDigest, today: JstDate.parse('2026-06-05') };
  if (isDrafting) await surveys.invitations.saveDraft(first, aRecord());
  surveys.records.length = 0;
  return surveys;
}

const depsOf = (surveys: InMemorySurveys) => ({
  ...{ invitations: surveys.invitations, programmes, ids: countedIds() },
  readLog: { write: async () => undefined },
});
const invitationIn = async (surveys: InMemorySurveys) => (await surveys.invitations.open(key))?.invitation;
const review = (surveys: InMemorySurveys, cause = aCause()) =>
  readResponse(depsOf(surveys), { ...one, acceptedOnly: false }, cause);
const sendBack = async (surveys: InMemorySurveys, comments: Record<string, string> = {}) =>
  returnResponse(
    depsOf(surveys),
    {
      ...{ ...one, ifVersion: (await invitationIn(surveys))?.version ?? 0, comments },
      ...{ reason: '電話番号を確認してください。', dueOn: '2026-07-15' },
    },
    aCause(),
  );
const submitAgain = (surveys: InMemorySurveys) =>
  submitResponse(depsOf(surveys), session, { seenVersion: 1 }, aCause());

describe('引戻し', () => {
  test('A11: an answer may be taken back until a reviewer has opened it; what was saved is there to go on with', async () => {
    const surveys = await roundWith({ status: 'submitted' });
    expect(await recallResponse(surveys, session, aCause())).toEqual({ ok: true, value: 'recalled' });
    expect(surveys.records.at(-1)).toMatchObject({
      audit: { action: 'recall-response', detail: { number: 1 } },
      events: [{ type: 'response-recalled.v1', data: { organisationId: chiba, version: 4 } }],
    });
    expect(await openForm(depsOf(surveys), session, now)).toMatchObject({
      value: { mode: 'answer', draft: { version: 1 }, invitation: { status: 'drafting', responses: 1 } },
    });
    expect(await submitAgain(surveys)).toMatchObject({ ok: true, value: { number: 2 } });
  });

  test('A11: the first reading by a reviewer is written with its audit row, and then there is no way back', async () => {
    const surveys = await roundWith({ status: 'submitted' });
    expect(await review(surveys)).toMatchObject({ value: { invitation: { openedForReviewAt: now, version: 4 } } });
    expect(surveys.records.at(-1)).toMatchObject({ audit: { action: 'read-response' } });
    expect(await review(surveys)).toMatchObject({ value: { invitation: { version: 4 } } });
    expect(await recallResponse(surveys, session, aCause())).toEqual({
      ok: false,
      refusal: { kind: 'opened-for-review' },
    });
    expect(await invitationIn(surveys)).toMatchObject({ status: 'submitted' });
  });

  test('A11: of a reviewer and an officer in the same moment one wins, and the other is told', async () => {
    const surveys = await roundWith({ status: 'submitted' });
    const { open } = surveys.invitations;
    let isFirst = true;
    const invitations = {
      ...surveys.invitations,
      open: async (asked: typeof key) => {
        const opened = await open(asked);
        if (isFirst) await review(surveys);
        isFirst = false;
        return opened;
      },
    };
    expect(await recallResponse({ invitations }, session, aCause())).toMatchObject({
      refusal: { kind: 'opened-for-review' },
    });
    const other = await roundWith({ status: 'submitted' });
    isFirst = true;
    const racing = {
      ...depsOf(other),
      invitations: {
        ...other.invitations,
        open: async (asked: typeof key) => {
          const opened = await other.invitations.open(asked);
          if (isFirst) await recallResponse(other, session, aCause());
          isFirst = false;
          return opened;
        },
      },
    };
    const read = await readResponse(racing, { ...one, acceptedOnly: false }, aCause());
    expect(read).toMatchObject({ ok: true, value: { invitation: { status: 'drafting' } } });
  });

  test.each(statuses)('A11: what is %s is taken back only where it is submitted', async (status) => {
    const surveys = await roundWith({ status });
    expect((await recallResponse(surveys, session, aCause())).ok).toBe(status === 'submitted');
  });

  test('A11: after the closing day, and by a colleague, nothing is taken back', async () => {
    const surveys = await roundWith({ status: 'submitted' });
    expect(await recallResponse(surveys, session, at('2026-07-10T15:00:00.000Z'))).toMatchObject({
      refusal: { kind: 'recall-after-closing' },
    });
    const colleague = { ...session, delegation: { number: 1 } };
    expect((await recallResponse(surveys, colleague, aCause())).ok).toBe(false);
    expect((await recallResponse(surveys, session, at('2026-07-10T14:59:59.999Z'))).ok).toBe(true);
  });

  test('A11: an answer that followed a return goes back to the return, with its comments', async () => {
    const surveys = await roundWith({ status: 'submitted' });
    await sendBack(surveys, { respondentPhone: '代表番号ですか。' });
    const returned = await invitationIn(surveys);
    await submitAgain(surveys);
    await recallResponse(surveys, session, aCause());
    expect(await invitationIn(surveys)).toEqual({ ...returned, responses: 2, version: 6, ...latest });
  });
  const latest = { submittedAt: now, referenceNumber: expect.any(String) };
});

describe('差戻し', () => {
  test('A11: comments stand in the order of the form, empty and unknown ones are none', async () => {
    const surveys = await roundWith({ status: 'submitted' });
    await sendBack(surveys, { respondentPhone: ' 代表番号ですか。\n', hasDesk: 'ありますか。', other: 'x', x: ' ' });
    expect(await invitationIn(surveys)).toMatchObject({
      status: 'returned',
      comments: [
        { field: 'hasDesk', text: 'ありますか。' },
        { field: 'respondentPhone', text: '代表番号ですか。' },
      ],
    });
  });

  test('A11: the event tells that and by when, and nothing of what was asked', async () => {
    const surveys = await roundWith({ status: 'submitted' });
    await sendBack(surveys, { respondentPhone: '代表番号ですか。' });
    const [event] = surveys.records.at(-1)?.events ?? [];
    expect(event).toMatchObject({ type: 'response-returned.v1', data: { dueOn: '2026-07-15', organisationId: chiba } });
    expect(JSON.stringify(surveys.records.at(-1))).not.toContain('代表番号');
    expect(JSON.stringify(surveys.records.at(-1))).not.toContain('電話番号を確認');
  });

  test('A11: a comment that is too long, and one too many, are named at their fields', async () => {
    const surveys = await roundWith({ status: 'submitted' });
    const answer = await sendBack(surveys, { hasDesk: 'あ'.repeat(501) });
    expect(answer).toMatchObject({ refusal: { errors: [{ field: 'comment.hasDesk' }] } });
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, place) => [`desks.${place}.name`, 'x']));
    expect(await sendBack(surveys, many)).toMatchObject({ refusal: { errors: [{ field: 'comment.desks.50.name' }] } });
  });

  test('A11: after the next submission the reviewer sees what changed and which comments it took up', async () => {
    const surveys = await roundWith({ status: 'submitted' });
    await sendBack(surveys, { respondentPhone: '代表番号ですか。', 'desks.0.name': '正しいですか。' });
    await submitAgain(surveys);
    const read = await review(surveys);
    if (!read.ok || read.value.returned === undefined || read.value.response === undefined) throw new Error('not read');
    expect([read.value.returned.number, read.value.response.number]).toEqual([1, 2]);
    const answers = { hasDesk: 'no', respondentSection: '福祉課', respondentPhone: '043-000-0001' };
    const now = aResponse({ submission: { form: 'consultation-desks', formVersion: 1, answers, groups: {} } });
    const comments = [
      { field: 'respondentPhone', label: '電話', text: 'x' },
      { field: 'respondentSection', label: '課', text: 'y' },
    ];
    const found = changesSinceReturn(consultationDesks, aResponse(), now, comments);
    expect(found.changed.map(({ name }) => name)).toEqual(['respondentPhone']);
    expect(found.comments.map(({ wasChanged }) => wasChanged)).toEqual([true, false]);
  });
});

describe('対象外', () => {
  const exempt = (surveys: InMemorySurveys) =>
    exemptOrganisation(surveys, { ...one, reason: '廃止されたため' }, aCause());

  test.each(statuses)(
    'AC-D2: what is %s is excused where no answer is in, and goes back to what it was',
    async (status) => {
      const surveys = await roundWith({ status });
      const before = await invitationIn(surveys);
      const isOpen = status === 'invited' || status === 'drafting' || status === 'returned';
      expect((await exempt(surveys)).ok).toBe(isOpen);
      if (!isOpen) return;
      expect(surveys.records.at(-1)?.events).toMatchObject([{ data: { change: 'exempted' } }]);
      expect((await endExemption(surveys, one, aCause())).ok).toBe(true);
      expect(await invitationIn(surveys)).toEqual({ ...before, version: (before?.version ?? 0) + 2 });
      expect(surveys.records.at(-1)?.events).toMatchObject([{ data: { change: 'exemption-ended' } }]);
    },
  );

  test('AC-D2: who is excused stays in the denominator, is counted apart, is never late and not reminded', async () => {
    const surveys = await roundWith({ status: 'drafting' });
    await exempt(surveys);
    const deps = { rounds: surveys.rounds, invitations: surveys.invitations, programmes };
    const later = Instant.parse('2026-07-20T00:00:00.000Z');
    const progress = await listRoundProgress(deps, { programmeId, roundId }, later);
    expect(progress).toMatchObject({ value: { total: 2, late: 1, counts: { exempt: 1, invited: 1, drafting: 0 } } });
    expect(isLate(anInvitation({ status: 'exempt' }), later)).toBe(false);
    const run = { actor: { kind: 'system', name: 'test' } as const, requestId: 'r' };
    const first = Instant.parse('2026-06-23T00:00:00.000Z');
    expect((await remindDue(surveys, { ...run, at: first })).reminded).toBe(1);
  });

  test('AC-D2: an excused organisation cannot save or submit, and reads why', async () => {
    const surveys = await roundWith({ status: 'drafting' });
    await exempt(surveys);
    expect(await submitAgain(surveys)).toMatchObject({ refusal: { kind: 'not-asked' } });
    expect(await openForm(depsOf(surveys), session, now)).toMatchObject({ value: { mode: 'exempt' } });
    const draft = { key, draft: aDraft(2), linkDigest: session.linkDigest, today: JstDate.parse('2026-06-10') };
    expect(await surveys.invitations.saveDraft(draft, aRecord())).toBe('changed-meanwhile');
  });

  test('AC-D2: without a reason nobody is excused', async () => {
    const surveys = await roundWith({ status: 'invited' });
    const refused = await exemptOrganisation(surveys, { ...one, reason: ' ' }, aCause());
    expect(refused).toMatchObject({ refusal: { kind: 'terms-not-valid', errors: [{ field: 'reason' }] } });
  });
});

describe('期限延長', () => {
  const extend = (surveys: InMemorySurveys, until = '2026-07-15', cause = aCause()) =>
    extendDueDay(surveys, { ...one, until, reason: '災害対応のため' }, cause);

  test('AC-D5: one organisation answers until its own day, on time, and the others do not', async () => {
    const surveys = await roundWith({ status: 'drafting' });
    expect((await extend(surveys)).ok).toBe(true);
    expect(surveys.records.at(-1)?.events).toMatchObject([{ data: { change: 'extended', dueOn: '2026-07-15' } }]);
    const cause = at('2026-07-15T14:59:59.999Z');
    expect(await submitResponse(depsOf(surveys), session, { seenVersion: 1 }, cause)).toMatchObject({
      value: { isLate: false },
    });
    expect(await surveys.invitations.open({ ...key, organisationId: sapporo })).toMatchObject({
      invitation: { dueOn: '2026-06-30' },
    });
  });

  test('AC-D5: taken back, the days from before hold again, also after a second extension, and it is written down', async () => {
    const surveys = await roundWith({ status: 'drafting' });
    const before = await invitationIn(surveys);
    await extend(surveys);
    await extend(surveys, '2026-07-21');
    expect((await endExtension(surveys, one, aCause())).ok).toBe(true);
    expect(await invitationIn(surveys)).toEqual({ ...before, version: 5 });
    expect(surveys.records.at(-1)).toMatchObject({
      audit: { action: 'end-extension', detail: { until: '2026-07-21' } },
    });
    expect((await endExtension(surveys, one, aCause())).ok).toBe(false);
  });

  test('AC-D5: after the closing day an extension opens the form again for this one', async () => {
    const surveys = await roundWith({ status: 'drafting' });
    const late = at('2026-07-13T01:00:00.000Z');
    expect(await openForm(depsOf(surveys), session, late.at)).toMatchObject({ value: { mode: 'closed' } });
    expect((await extend(surveys, '2026-07-15', late)).ok).toBe(true);
    expect(await openForm(depsOf(surveys), session, late.at)).toMatchObject({ value: { mode: 'answer' } });
  });

  test.each([
    ['2026-06-09', '今日以降'],
    ['2026-06-30', '今の提出期限より後'],
    ['2026-07-18', '閉庁日'],
    ['来月', '年月日'],
  ])('AC-D5: an extension to %s says what is wrong', async (until, words) => {
    const surveys = await roundWith({ status: 'drafting' });
    const answer = await extend(surveys, until);
    const errors = !answer.ok && answer.refusal.kind === 'terms-not-valid' ? answer.refusal.errors : [];
    expect(errors.map(({ message }) => message).join()).toContain(words);
  });

  test.each(statuses)('AC-D5: what is %s gets another day only while an answer is wanted', async (status) => {
    const surveys = await roundWith({ status });
    expect((await extend(surveys)).ok).toBe(status === 'invited' || status === 'drafting' || status === 'returned');
  });

  test('AC-D3: on time is until the due day, then until the closing day late and taken, then closed', async () => {
    const judged = async (instant: string) => {
      const surveys = await roundWith({ status: 'drafting' });
      const answer = await submitResponse(depsOf(surveys), session, { seenVersion: 1 }, at(instant));
      return answer.ok ? answer.value.isLate : answer.refusal.kind;
    };
    expect(await judged('2026-06-30T14:59:59.999Z')).toBe(false);
    expect(await judged('2026-06-30T15:00:00.000Z')).toBe(true);
    expect(await judged('2026-07-10T14:59:59.999Z')).toBe(true);
    expect(await judged('2026-07-10T15:00:00.000Z')).toBe('closed');
  });
});

test('A11: an accepted answer keeps what came before it', async () => {
  const surveys = await roundWith({ status: 'submitted' });
  await sendBack(surveys, { hasDesk: 'x' });
  await submitAgain(surveys);
  await review(surveys);
  const ifVersion = (await invitationIn(surveys))?.version ?? 0;
  expect((await acceptResponse(depsOf(surveys), { ...one, ifVersion }, aCause())).ok).toBe(true);
  expect(await invitationIn(surveys)).toMatchObject({ status: 'accepted', lastReturn: { returnedResponse: 1 } });
});
