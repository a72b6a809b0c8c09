import { beforeEach, expect, test } from 'vitest';
import type { FormUpgraded } from '../../../events/form-upgraded.v1.ts';
import { formDifference } from '../../../shared/programmes/added-questions.ts';
import type { FormDefinition } from '../../../shared/programmes/form-definition.ts';
import { consultationDesks } from '../../../shared/programmes/womens-support-2026/forms/consultation-desks.v1.ts';
import { acceptResponse } from '../../../shared/surveys/accept-response.ts';
import { answerAdditionalQuestions } from '../../../shared/surveys/answer-additional-questions.ts';
import { moveInvitations } from '../../../shared/surveys/move-invitations.ts';
import { openForm } from '../../../shared/surveys/open-form.ts';
import { saveDraft } from '../../../shared/surveys/save-draft.ts';
import { submitResponse } from '../../../shared/surveys/submit-response.ts';
import { causeOfOrganisation } from '../../../shared/surveys/survey-session.ts';
import { upgradeForm } from '../../../shared/surveys/upgrade-form.ts';
import {
  aCause,
  anInvitation,
  aRecord,
  aRound,
  chiba,
  completeAnswers,
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

/** One question more than the first version, at the end of its last section. */
const newer: FormDefinition = {
  ...consultationDesks,
  version: 2,
  sections: consultationDesks.sections.map((section, place) =>
    place < consultationDesks.sections.length - 1
      ? section
      : {
          ...section,
          items: [
            ...section.items,
            {
              id: 'night',
              type: 'yes-no-undecided',
              label: '夜間の相談',
              required: true,
              publish: false,
              personal: false,
            },
          ],
        },
  ),
};
const programmes = {
  ...programmesWith(twoRecipients),
  findForm: (_: unknown, id: string, version: number) =>
    [consultationDesks, newer].find((form) => form.id === id && form.version === version),
};
const key = { programmeId, roundId, organisationId: chiba };
const session = { key, linkDigest: digestOf(`token|${chiba}|1`) };
const cause = causeOfOrganisation(session, { at: now, requestId: 'r' });

let surveys: InMemorySurveys;
let deps: {
  invitations: InMemorySurveys['invitations'];
  programmes: typeof programmes;
  ids: ReturnType<typeof countedIds>;
};

beforeEach(async () => {
  surveys = new InMemorySurveys();
  deps = { invitations: surveys.invitations, programmes, ids: countedIds() };
  await surveys.rounds.add(aRound({ status: 'opening' }), aRecord());
  const both = [anInvitation(), anInvitation({ organisationId: sapporo })];
  await surveys.rounds.issue(aRound({ status: 'opening', version: 2 }), both, aRecord());
  await surveys.rounds.replace(aRound({ status: 'open', version: 3 }), aRecord());
});

const input = { roundId, formVersion: 2, dueOn: '2026-07-03' };
const save = (fields: typeof completeAnswers, seenVersion: number, formVersion = 1) =>
  saveDraft(deps, session, { formId: 'consultation-desks', formVersion, fields, seenVersion }, cause);
const open = async () => {
  const opened = await openForm(deps, session, now);
  if (!opened.ok) throw new Error(opened.refusal.kind);
  return opened.value;
};

/** The decision, and its job to the end. */
async function upgrade(): Promise<void> {
  const from = surveys.records.length;
  expect((await upgradeForm({ ...surveys, programmes }, input, aCause())).ok).toBe(true);
  for (let place = from; place < surveys.records.length && place < from + 9; place += 1) {
    const data = surveys.records[place]?.events[0]?.data as ReturnType<typeof FormUpgraded.data.parse>;
    if (data.isLast) return;
    expect((await moveInvitations({ ...surveys, programmes }, data, aCause())).ok).toBe(true);
  }
  throw new Error('the job did not end');
}

test('A17: a draft keeps everything and is asked what is new', async () => {
  await save(completeAnswers, 0);
  await upgrade();
  const opened = await open();
  expect(opened).toMatchObject({ form: { version: 2 }, answers: completeAnswers, mode: 'answer' });
  expect(opened.news).toMatchObject([{ name: 'night', label: '夜間の相談' }]);
  expect(await submitResponse(deps, session, { seenVersion: 1 }, cause)).toMatchObject({
    ok: false,
    refusal: { kind: 'answers-incomplete', problems: [{ field: 'night' }] },
  });
  expect((await save({ ...completeAnswers, night: 'yes' }, 1, 2)).ok).toBe(true);
  expect((await submitResponse(deps, session, { seenVersion: 2 }, cause)).ok).toBe(true);
  expect((await open()).response?.submission).toMatchObject({ formVersion: 2, answers: { night: 'yes' } });
});

test('A17: what is typed on a page of the older version is not lost, and is told of the newer one', async () => {
  await save(completeAnswers, 0);
  await upgrade();
  expect(await save({ ...completeAnswers, respondentSection: '幸福課' }, 1)).toMatchObject({
    ok: false,
    refusal: { kind: 'form-upgraded', opened: { invitation: { formVersion: 2 } } },
  });
});

test('A17: a submitted answer stays submitted and on its version, and the rest becomes a response of its own', async () => {
  await save(completeAnswers, 0);
  await submitResponse(deps, session, { seenVersion: 1 }, cause);
  await upgrade();
  const before = await open();
  expect(before).toMatchObject({ mode: 'submitted', form: { version: 1 }, additional: { dueOn: '2026-07-03' } });
  expect(before.additional?.part.sections.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(['night']);
  expect(surveys.records.at(-1)?.events[0]?.data).toMatchObject({
    ...{ asked: [chiba], laterLinks: [], isLast: true },
  });

  const missing = await answerAdditionalQuestions(deps, session, { fields: {} }, cause);
  expect(missing).toMatchObject({ ok: false, refusal: { problems: [{ field: 'night' }] } });
  expect((await answerAdditionalQuestions(deps, session, { fields: { night: 'no' } }, cause)).ok).toBe(true);
  const [first, second] = await surveys.invitations.responsesOf(key);
  expect(first?.submission).toEqual(before.response?.submission);
  expect(second?.submission).toMatchObject({ formVersion: 2, answers: { night: 'no', hasDesk: 'yes' } });
  const after = await open();
  expect(after.invitation).toMatchObject({ status: 'submitted', responses: 2 });
  expect([after.additional, after.draft?.answers['night']]).toEqual([undefined, 'no']);
  expect(await answerAdditionalQuestions(deps, session, { fields: { night: 'no' } }, cause)).toMatchObject({
    ok: false,
    refusal: { kind: 'nothing-asked' },
  });
});

test('A17: whose link was renewed is asked by the link that opens', async () => {
  await save(completeAnswers, 0);
  await submitResponse(deps, session, { seenVersion: 1 }, cause);
  const { invitation } = (await surveys.invitations.open(key)) ?? {};
  if (invitation === undefined) throw new Error('no invitation');
  const renewed = { ...invitation, linkGeneration: 2, version: invitation.version + 1 };
  expect(await surveys.invitations.relink(renewed, invitation, aRecord())).toBe('saved');
  await upgrade();
  expect(surveys.records.at(-1)?.events[0]?.data).toMatchObject({
    ...{ asked: [chiba], laterLinks: [{ organisationId: chiba, linkGeneration: 2 }] },
  });
});

test('A17: an accepted answer is final and is asked nothing, and one without the rest can still be accepted', async () => {
  await save(completeAnswers, 0);
  await submitResponse(deps, session, { seenVersion: 1 }, cause);
  await upgrade();
  const { version } = (await open()).invitation;
  const accepting = await acceptResponse(deps, { roundId, organisationId: chiba, ifVersion: version }, aCause());
  expect(accepting.ok).toBe(true);
  const opened = await open();
  expect([opened.additional, opened.form.version, opened.invitation.status]).toEqual([undefined, 1, 'accepted']);
});

test('A17: whoever has not begun meets the newer form without any word of it, and a chunk heard twice moves nobody twice', async () => {
  await upgrade();
  expect(await open()).toMatchObject({ form: { version: 2 }, news: [], invitation: { version: 2 } });
  const again = { ...input, surveyTitle: '調査', doneSoFar: 0, isLast: false, asked: [], dueOn: '2026-07-03' as never };
  expect(await moveInvitations({ ...surveys, programmes }, again, aCause())).toEqual({ ok: true, value: { moved: 0 } });
});

test.each([
  [{ formVersion: 1 }, ['formVersion']],
  [{ formVersion: 9 }, ['formVersion']],
  [{ dueOn: '2026-06-09' }, ['dueOn']],
  [{ dueOn: '2026-07-05' }, ['dueOn']],
  [{ dueOn: '2026-07-13' }, ['dueOn']],
  [{ formVersion: 1, dueOn: '' }, ['formVersion', 'dueOn']],
])('A17: an upgrade with %j names every field that is wrong', async (over, fields) => {
  const refused = await upgradeForm({ ...surveys, programmes }, { ...input, ...over }, aCause());
  const errors = !refused.ok && refused.refusal.kind === 'upgrade-not-valid' ? refused.refusal.errors : [];
  expect(errors.map(({ field }) => field)).toEqual(fields);
});

test('A17: the difference of two versions is told in words before it is decided on', () => {
  expect(formDifference(consultationDesks, newer)).toEqual({ added: ['夜間の相談'], dropped: [] });
});
