import { beforeEach, expect, test } from 'vitest';
import { OrganisationId } from '../../../shared/kernel/ids.ts';
import { JstDate } from '../../../shared/kernel/time.ts';
import type { Draft } from '../../../shared/programmes/form-draft.ts';
import { checkSubmission } from '../../../shared/programmes/form-submission.ts';
import { consultationDesksV2 as form } from '../../../shared/programmes/womens-support-2026/forms/consultation-desks.v2.ts';
import { correctKnownAnswers } from '../../../shared/surveys/correct-known-answers.ts';
import { publicDesks } from '../../../shared/surveys/public-desks.ts';
import {
  aCause,
  anInvitation,
  aRecord,
  chiba,
  knownAnswers,
  programmeId,
  programmesWith,
  roundId,
  sapporo,
  twoRecipients,
} from '../../support/builders/surveys.ts';
import { InMemorySurveys } from '../../support/fakes/in-memory-surveys.ts';
import { openedRound } from '../../support/fixtures/opened-round.ts';

const key = { programmeId, roundId, organisationId: chiba };
const answered: Draft = {
  hasDesk: 'yes',
  'desks.0.name': '女性相談窓口',
  'desks.0.state': 'active',
  'desks.0.section': '家庭課',
  'desks.0.phone': '043-245-5111',
  'desks.0.openMonday': '9:00-17:00',
  'desks.0.openHoliday': '休み',
  'desks.0.openYearEnd': '休み',
  'desks.0.languages': ['日本語', '英語'],
  'desks.0.sns': 'no',
  'desks.1.name': '夜間相談',
  'desks.1.section': '家庭課',
  'desks.1.phone': '#8778',
  'desks.1.openSaturday': '9:00-21:00',
  'desks.1.openHoliday': '休み',
  'desks.1.openYearEnd': '休み',
  respondentSection: '福祉課',
};
const submitted = checkSubmission(form, { ...answered, respondentPhone: '043-245-5111' });
if (!submitted.ok) throw new Error(JSON.stringify(submitted.refusal));
const asPublished = (publicDesks(form, submitted.value) ?? []).map((desk, place) => ({
  ...desk,
  deskId: `${chiba}-${place + 1}` as never,
}));
const known = knownAnswers({ formVersion: 2, answers: answered });

let surveys: InMemorySurveys;
beforeEach(async () => {
  surveys = new InMemorySurveys();
  await openedRound(surveys, [anInvitation({ organisationId: sapporo }), anInvitation({ status: 'submitted' })]);
  const version = ((await surveys.invitations.open(key))?.invitation.version ?? 0) + 1;
  await surveys.invitations.accept(anInvitation({ status: 'accepted', version }), known, aRecord());
  surveys.records.length = 0;
});

const change = (desks: readonly object[], over: object = {}) =>
  correctKnownAnswers(
    { ...surveys, programmes: programmesWith(twoRecipients) },
    {
      ...{ organisationId: OrganisationId.parse(chiba), version: 2, confirmedOn: JstDate.parse('2026-05-20') },
      desks: desks as never,
      ...over,
    } as never,
    aCause(),
  );
const stored = async () => (await surveys.knownAnswers.of(programmeId, form.id, [chiba]))[0];

test('M03: a corrected desk is what the next survey begins with, and an unchanged submission puts nothing back', async () => {
  const [first, second] = asPublished;
  await change([{ ...first, phone: '043-000-0000', languages: '日本語、手話', sns: 'はい' }, second ?? {}]);
  expect(await stored()).toMatchObject({ confirmedOn: '2026-05-20', directoryVersion: 2, formVersion: 2 });
  expect((await stored())?.answers).toEqual({
    ...answered,
    'desks.0.phone': '043-000-0000',
    'desks.0.languages': ['日本語', '手話'],
    'desks.0.sns': 'yes',
  });
  const again = checkSubmission(form, { ...(await stored())?.answers, respondentPhone: '043-245-5111' });
  expect(again.ok && publicDesks(form, again.value)?.[0]?.phone).toBe('043-000-0000');
});

test('M03: what the directory does not publish stays as it was answered', async () => {
  await change([{ ...asPublished[0], name: '女性のための相談窓口' }]);
  expect((await stored())?.answers).toMatchObject({
    ...{ hasDesk: 'yes', respondentSection: '福祉課' },
    ...{ 'desks.0.name': '女性のための相談窓口', 'desks.0.state': 'active', 'desks.0.openMonday': '9:00-17:00' },
  });
});

test('M03: hours that changed in words are asked anew, those of other desks stay', async () => {
  const [first, second] = asPublished;
  await change([{ ...first, openHours: '10:00-16:00' }, second ?? {}]);
  const names = Object.keys((await stored())?.answers ?? {});
  expect(names.filter((name) => name.startsWith('desks.0.open'))).toEqual([]);
  expect((await stored())?.answers['desks.1.openSaturday']).toBe('9:00-21:00');
});

test('M03: a desk that was taken out is out, one that was added is in, in the order of the directory', async () => {
  await change([asPublished[1] ?? {}, { deskId: 'x', name: '新しい窓口', section: '人権課' }]);
  const { answers = {} } = (await stored()) ?? {};
  expect(answers).toMatchObject({
    'desks.0.name': '夜間相談',
    'desks.1.name': '新しい窓口',
    'desks.1.section': '人権課',
  });
  expect(answers['desks.1.phone']).toBeUndefined();
});

test('M03: the desks as they were answered change nothing, however often they are heard', async () => {
  await change(asPublished, { version: 1, confirmedOn: known.confirmedOn });
  await change(asPublished);
  expect(surveys.records).toEqual([]);
  expect(await stored()).toEqual(known);
});

test('M03: a correction older than the last answer, or than one that was heard, changes nothing', async () => {
  await change([{ ...asPublished[0], phone: '043-000-0000' }], { confirmedOn: '2025-06-11' });
  expect(await stored()).toEqual(known);
  await change([{ ...asPublished[0], phone: '043-000-0003' }], { version: 3 });
  await change([{ ...asPublished[0], phone: '043-000-0002' }], { version: 2 });
  expect((await stored())?.answers['desks.0.phone']).toBe('043-000-0003');
});

test('M03: a running round shows it, too; of an organisation that never answered nothing is made up', async () => {
  await change([{ ...asPublished[0], phone: '043-000-0000' }]);
  const { known: copy } = (await surveys.invitations.open(key)) ?? {};
  expect(copy?.answers['desks.0.phone']).toBe('043-000-0000');
  surveys.records.length = 0;
  await change([{ ...asPublished[0] }], { organisationId: sapporo });
  expect(surveys.records).toEqual([]);
});
