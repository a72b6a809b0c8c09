/** What the survey templates of both platforms promise, beyond the rules of the language that the registry checks. */
import { describe, expect, test } from 'vitest';
import { PublicDesk } from '../../../events/response-accepted.v1.ts';
import { comparedQuestions, type FormDefinition, groupsOf } from '../../../shared/programmes/form-definition.ts';
import type { Draft } from '../../../shared/programmes/form-draft.ts';
import { checkSubmission, publicBlocks, type Submission } from '../../../shared/programmes/form-submission.ts';
import { findProgramme } from '../../../shared/programmes/registry.ts';
import { employers } from '../../../shared/programmes/single-parent-2024/forms/employers.v1.ts';
import { singleParentDesks } from '../../../shared/programmes/single-parent-2024/forms/single-parent-desks.v1.ts';
import { womensMeasures } from '../../../shared/programmes/womens-support-2026/forms/measures.v1.ts';
import { publicDesks } from '../../../shared/surveys/public-desks.ts';

function submitted(form: FormDefinition, draft: Draft): Submission {
  const checked = checkSubmission(form, draft);
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusal.problems));
  return checked.value;
}

function problemFields(form: FormDefinition, draft: Draft): readonly string[] {
  const checked = checkSubmission(form, draft);
  return checked.ok ? [] : checked.refusal.problems.map(({ field }) => field);
}

const without = (form: FormDefinition, ...names: readonly string[]) =>
  Object.fromEntries(Object.entries(form.example).filter(([name]) => !names.includes(name)));

describe('M02: the templates', () => {
  test.each([
    ['womens-support-2026', ['consultation-desks', 'womens-measures'], ['local-governments']],
    [
      'single-parent-2024',
      ['single-parent-desks', 'single-parent-measures', 'employers'],
      ['local-governments', 'national-organisations'],
    ],
  ])('of %s ask %j', (id, forms, recipients) => {
    const surveys = findProgramme(id)?.surveys ?? [];
    expect(new Set(surveys.map(({ form }) => form.id))).toEqual(new Set(forms));
    expect(new Set(surveys.flatMap((survey) => survey.recipients))).toEqual(new Set(recipients));
  });
});

describe('measures', () => {
  test('M09: 未定 and 予定なし are answers that can be given, and each compared answer has its definition', () => {
    const compared = comparedQuestions(womensMeasures);
    expect(compared.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['plan', 'council', 'workers', 'violenceCentre', 'housing', 'consultations']),
    );
    expect(womensMeasures.referenceDay).toBe('2026-04-01');
    expect(problemFields(womensMeasures, { ...womensMeasures.example, council: '予定なし', plan: '未定' })).toEqual([]);
  });

  test('M02: what depends on an answer that is itself not asked is not asked, whatever stands in its field', () => {
    const stale = { ...womensMeasures.example, plan: '未定' };
    expect(Object.keys(submitted(womensMeasures, stale).answers)).not.toContain('planWith');
    expect(problemFields(womensMeasures, without(womensMeasures, 'planWith'))).toEqual(['planWith']);
  });
});

test('M02: desks of single parents go to the directory as desks do, a national organisation’s number as it is given', () => {
  const [desk] = publicDesks(singleParentDesks, submitted(singleParentDesks, singleParentDesks.example)) ?? [];
  expect(PublicDesk.parse(desk)).toMatchObject({
    ...{ phone: '0570-0-55210', openDays: '月〜金（祝日・年末年始は休み）', openHours: '8:30-17:15' },
    audience: '就業、養育費・親子交流',
  });
});

describe('companies', () => {
  const [group] = groupsOf(employers);
  if (group === undefined) throw new Error('no companies are asked for');
  const published = (over: Draft = {}) => publicBlocks(group, submitted(employers, { ...employers.example, ...over }));

  test('M04: only a company that has consented is published, and never how many single parents it employs', () => {
    expect(published()).toEqual([
      expect.objectContaining({ name: '株式会社見本製作所', industry: '製造', hiring: 'はい' }),
    ]);
    expect(Object.keys(published()[0] ?? {})).not.toContain('singleParents');
    for (const consent of ['mayAsk', 'notAsked']) expect(published({ 'employers.0.consent': consent })).toEqual([]);
  });

  test('M04: a company that is no longer to be shown needs no more than its name', () => {
    expect(published({ 'employers.0.state': 'retired' })).toEqual([]);
    expect(problemFields(employers, without(employers, 'employers.1.state'))).toContain('employers.1.consent');
  });
});
