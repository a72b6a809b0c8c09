import { expect, test } from 'vitest';
import type { FormDefinition } from '../../../shared/programmes/form-definition.ts';
import { consultationDesks } from '../../../shared/programmes/womens-support-2026/forms/consultation-desks.v1.ts';
import { consultationDesksV2 } from '../../../shared/programmes/womens-support-2026/forms/consultation-desks.v2.ts';
import { acceptResponse } from '../../../shared/surveys/accept-response.ts';
import { issueInvitations } from '../../../shared/surveys/issue-invitations.ts';
import { carriedOver, standingAnswers } from '../../../shared/surveys/known-answers.ts';
import { openForm } from '../../../shared/surveys/open-form.ts';
import { saveDraft } from '../../../shared/surveys/save-draft.ts';
import { submitResponse } from '../../../shared/surveys/submit-response.ts';
import { causeOfOrganisation } from '../../../shared/surveys/survey-session.ts';
import {
  aCause,
  aDraft,
  anInvitation,
  aRecord,
  aRound,
  chiba,
  completeAnswers,
  countedIds,
  digestOf,
  fakeLinks,
  knownAnswers,
  now,
  programmeId,
  programmesWith,
  roundId,
  sapporo,
  twoRecipients,
} from '../../support/builders/surveys.ts';
import { InMemorySurveys } from '../../support/fakes/in-memory-surveys.ts';

const programmes = programmesWith(twoRecipients);
const key = { programmeId, roundId, organisationId: chiba };
const session = { key, linkDigest: digestOf(`token|${chiba}|1`) };
const cause = causeOfOrganisation(session, { at: now, requestId: 'r' });

/** Chiba answered last year; now the next round opens. */
async function nextRound(known = knownAnswers()): Promise<InMemorySurveys> {
  const surveys = new InMemorySurveys();
  const last = { roundId: known.roundId, linkDigests: [digestOf('last')], codeDigest: digestOf('last code') };
  await surveys.rounds.add(aRound({ status: 'opening', roundId: known.roundId }), aRecord());
  const answered = anInvitation({ ...last, status: 'submitted' });
  await surveys.rounds.issue(aRound({ status: 'opening', roundId: known.roundId, version: 2 }), [answered], aRecord());
  await surveys.invitations.accept(anInvitation({ ...last, status: 'accepted', version: 2 }), known, aRecord());
  await surveys.rounds.add(aRound({ status: 'opening' }), aRecord());
  const deps = { rounds: surveys.rounds, knownAnswers: surveys.knownAnswers, programmes, links: fakeLinks };
  expect((await issueInvitations(deps, { roundId, issuedSoFar: 0 }, aCause())).ok).toBe(true);
  return surveys;
}

test('A13: a round that opens carries the last accepted answer over to each that has one', async () => {
  const surveys = await nextRound();
  expect(await surveys.invitations.open(key)).toMatchObject({
    invitation: { status: 'invited' },
    known: knownAnswers(),
  });
  expect(await surveys.invitations.open({ ...key, organisationId: sapporo })).not.toHaveProperty('known');
  const opened = await openForm({ invitations: surveys.invitations, programmes }, session, now);
  expect(opened.ok && opened.value.answers).toEqual(knownAnswers().answers);
});

test('A13: what an accepted answer leaves has no personal data and no desk that has ended', async () => {
  const surveys = new InMemorySurveys();
  await surveys.rounds.add(aRound({ status: 'opening' }), aRecord());
  const asked = { formVersion: 2 };
  await surveys.rounds.issue(aRound({ status: 'opening', version: 2 }), [anInvitation(asked)], aRecord());
  const deps = { invitations: surveys.invitations, programmes: withBoth, ids: countedIds() };
  const input = { formId: 'consultation-desks', formVersion: 2, fields: consultationDesksV2.example, seenVersion: 0 };
  expect((await saveDraft(deps, session, input, cause)).ok).toBe(true);
  expect((await submitResponse(deps, session, { seenVersion: 1 }, cause)).ok).toBe(true);
  expect((await acceptResponse(deps, { roundId, organisationId: chiba, ifVersion: 3 }, aCause())).ok).toBe(true);
  const [known] = await surveys.knownAnswers.of(programmeId, 'consultation-desks', [chiba]);
  expect(known).toMatchObject({ formVersion: 2, confirmedOn: '2026-06-10', roundId });
  expect(Object.keys(known?.answers ?? {})).toEqual(expect.arrayContaining(['desks.0.name', 'desks.1.name']));
  expect(Object.keys(known?.answers ?? {}).filter((name) => /^desks\.2|respondentPhone/.test(name))).toEqual([]);
});

const withBoth = {
  ...programmes,
  findForm: (_: unknown, id: string, version: number): FormDefinition | undefined =>
    [consultationDesks, consultationDesksV2].find((form) => form.id === id && form.version === version),
};

test('A13: an earlier version’s answer is taken over by the ids of the questions, as far as they can still be answered so', () => {
  const known = knownAnswers({
    answers: { hasDesk: 'perhaps', 'desks.0.name': '女性相談', 'desks.0.openDays': ['月'] },
  });
  expect(carriedOver(consultationDesksV2, known)).toEqual({ 'desks.0.name': '女性相談' });
  expect(carriedOver(consultationDesksV2, undefined)).toEqual({});
});

test('A13: what somebody emptied stays empty, and what nobody touched stands as it was', () => {
  const draft = { ...aDraft(2, { hasDesk: 'yes' }), changes: { hasDesk: { at: now }, 'desks.0.name': { at: now } } };
  const standing = standingAnswers(consultationDesks, { draft, known: knownAnswers() });
  expect(standing).toMatchObject({ hasDesk: 'yes', 'desks.0.section': completeAnswers['desks.0.section'] });
  expect(standing).not.toHaveProperty('desks.0.name');
});

test('A13: the answer from before is submitted with the fields that nobody had to touch', async () => {
  const surveys = await nextRound();
  const deps = { invitations: surveys.invitations, programmes, ids: countedIds() };
  const fields = { respondentPhone: '043-245-5111' };
  const input = { formId: 'consultation-desks', formVersion: 1, fields, seenVersion: 0 };
  expect((await saveDraft(deps, session, input, cause)).ok).toBe(true);
  expect((await submitResponse(deps, session, { seenVersion: 1 }, cause)).ok).toBe(true);
  const { response } = (await surveys.invitations.open(key)) ?? {};
  expect(response?.submission.groups['desks']?.[0]).toMatchObject({ name: completeAnswers['desks.0.name'] });
});
