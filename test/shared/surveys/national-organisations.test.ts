import { beforeEach, describe, expect, test } from 'vitest';
import { surveyForms } from '../../../functions/surveys/survey-forms.ts';
import { surveyRecipients } from '../../../functions/surveys/survey-recipients.ts';
import { ImportId, ProgrammeId } from '../../../shared/kernel/ids.ts';
import { nationalOrganisationCode } from '../../../shared/programmes/national-organisations.ts';
import { employers } from '../../../shared/programmes/single-parent-2024/forms/employers.v1.ts';
import { singleParentMeasures } from '../../../shared/programmes/single-parent-2024/forms/single-parent-measures.v1.ts';
import { collate } from '../../../shared/surveys/collation.ts';
import { issueInvitations } from '../../../shared/surveys/issue-invitations.ts';
import { listRoundProgress } from '../../../shared/surveys/list-round-progress.ts';
import { openRound } from '../../../shared/surveys/open-round.ts';
import { aCause, aRecord, aRound, fakeLinks, now, roundId } from '../../support/builders/surveys.ts';
import { InMemorySurveys } from '../../support/fakes/in-memory-surveys.ts';

const programmeId = ProgrammeId.parse('single-parent-2024');
const programmes = { ...surveyForms, ...surveyRecipients };
const cause = aCause({ programmeId });
const named = (count: number) =>
  Array.from({ length: count }, (_, place) => ({
    organisationId: nationalOrganisationCode(place + 1),
    name: `全国団体その${place + 1}`,
  }));
const contacts = (nationalOrganisations: ReturnType<typeof named>) => ({
  ...{ programmeId, importId: ImportId.parse('6f1c2a7e-1c55-4c43-9b0e-0d3f4f7f6a01'), importedAt: now },
  ...{ organisations: 1788 + nationalOrganisations.length, nationalOrganisations },
});

let surveys: InMemorySurveys;
beforeEach(() => {
  surveys = new InMemorySurveys();
});

async function planned(formId: string, national: ReturnType<typeof named>) {
  await surveys.rounds.add(aRound({ status: 'draft', programmeId, formId }), aRecord({ cause }));
  await surveys.rounds.markContacts(contacts(national), aRecord({ cause }));
}

const open = () => openRound({ rounds: surveys.rounds, programmes }, { roundId }, cause);

async function issueAll() {
  for (;;) {
    const round = await surveys.rounds.find(programmeId, roundId);
    if (round?.status !== 'opening') return round;
    const issued = round.issuedSoFar;
    await issueInvitations({ ...surveys, programmes, links: fakeLinks }, { roundId, issuedSoFar: issued }, cause);
  }
}

describe('a round that asks national organisations too', () => {
  test('A2: they have a denominator of their own, and the 1,788 stay the 1,788', async () => {
    await planned(employers.id, named(3));
    expect(await open()).toMatchObject({ ok: true, value: { organisations: 1791 } });
    await issueAll();
    const progress = await listRoundProgress({ ...surveys, programmes }, { programmeId, roundId }, now);
    expect(progress).toMatchObject({
      ok: true,
      value: { total: 1788, counts: { invited: 1788 }, nationalOrganisations: { total: 3, counts: { invited: 3 } } },
    });
    expect(progress.ok && [...progress.value.byPrefecture.keys()]).toHaveLength(47);
    expect(surveys.records.flatMap(({ events }) => events).at(-1)).toMatchObject({
      type: 'round-opened.v1',
      data: { organisations: 1791, nationalOrganisations: 3 },
    });
  });

  test('A2: who is asked is frozen when the round opens, whatever list is imported while invitations go out', async () => {
    await planned(employers.id, named(2));
    await open();
    const later = { ...contacts(named(5)), importedAt: aCause().at };
    await surveys.rounds.markContacts(
      { ...later, importId: ImportId.parse('6f1c2a7e-1c55-4c43-9b0e-0d3f4f7f6a02') },
      aRecord({ cause }),
    );
    expect(await issueAll()).toMatchObject({ status: 'open', issuedSoFar: 1790, organisations: 1790 });
    const asked = (await surveys.invitations.list(programmeId, roundId)).filter(
      (each) => each.prefecture === undefined,
    );
    expect(asked.map(({ organisationName }) => organisationName)).toEqual(['全国団体その1', '全国団体その2']);
  });

  test('is not opened without any of them: they would be missing for good', async () => {
    await planned(employers.id, []);
    expect(await open()).toEqual({ ok: false, refusal: { kind: 'national-organisations-missing' } });
  });

  test('M01: a form for local governments alone asks none of them', async () => {
    await planned(singleParentMeasures.id, named(3));
    expect(await open()).toMatchObject({ ok: true, value: { organisations: 1788 } });
    const round = await surveys.rounds.find(programmeId, roundId);
    expect(round).not.toHaveProperty('nationalOrganisations');
  });

  test('M03: the collation names them by code and name, in no prefecture', async () => {
    const recipients = surveyRecipients.recipientsOf({
      ...{ programmeId, formId: employers.id, formVersion: 1, nationalOrganisations: named(1) },
    });
    const { header, rows } = collate(
      employers,
      recipients.map((recipient) => ({ recipient })),
    );
    expect(header.slice(0, 4)).toEqual(['団体コード', '都道府県', '市区町村・全国団体', '回答状況']);
    expect(rows.at(-1)?.slice(0, 4)).toEqual(['N00019', '', '全国団体その1', '未回答']);
    expect(rows).toHaveLength(1789);
  });
});
