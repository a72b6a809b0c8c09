import { expect, test } from 'vitest';
import type { FormDefinition } from '../../../shared/programmes/form-definition.ts';
import { checkSubmission, type Submission } from '../../../shared/programmes/form-submission.ts';
import { consultationDesksV2 } from '../../../shared/programmes/womens-support-2026/forms/consultation-desks.v2.ts';
import { womensMeasuresV2 } from '../../../shared/programmes/womens-support-2026/forms/measures.v2.ts';
import { countBlanks } from '../../../shared/surveys/count-blanks.ts';

function submitted(form: FormDefinition, over: object, without: readonly string[] = []): Submission {
  const draft = Object.entries({ ...form.example, ...over }).filter(([name]) => !without.includes(name));
  const checked = checkSubmission(form, Object.fromEntries(draft));
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusal.problems));
  return checked.value;
}

const blank = (over: object = {}) => submitted(womensMeasuresV2, over, ['consultations']);
const countOf = (form: FormDefinition, label: string, submissions: readonly Submission[]) =>
  countBlanks(form, submissions).find((each) => each.label === label);

test('AC-D7: a blank that has to be explained is refused without its reason, which the page names', () => {
  const { consultations: _, ...draft } = womensMeasuresV2.example;
  const problem = {
    field: 'consultationsBlank',
    label: '女性相談の件数を空欄にする理由',
    message: '女性相談の件数を空欄にする理由を選んでください。',
  };
  expect(checkSubmission(womensMeasuresV2, draft)).toEqual({
    ok: false,
    refusal: { kind: 'answers-incomplete', problems: [problem] },
  });
  expect(blank({ consultationsBlank: '集計中' }).answers).toMatchObject({ consultationsBlank: '集計中' });
});

test('AC-D7: a reason that stands beside a figure is no part of the answer, and nought is a figure', () => {
  const { answers } = submitted(womensMeasuresV2, { consultations: '0', consultationsBlank: '集計中' });
  expect(answers).toMatchObject({ consultations: '0' });
  expect(answers).not.toHaveProperty('consultationsBlank');
});

test('AC-D7: missing values are counted among those that were asked, and never guessed', () => {
  const three = [blank({ consultationsBlank: '集計中' }), blank({ consultationsBlank: 'その他' })];
  const all = [...three, submitted(womensMeasuresV2, { council: '予定なし' })];
  expect(countOf(womensMeasuresV2, '女性相談の件数', all)).toEqual({
    ...{ label: '女性相談の件数', unit: '団体', asked: 3, answered: 1 },
  });
  expect(countOf(womensMeasuresV2, '女性相談の件数を空欄にする理由', all)).toMatchObject({ asked: 2, answered: 2 });
  expect(countOf(womensMeasuresV2, '支援調整会議の開催回数', all)).toMatchObject({ asked: 2, answered: 2 });
  expect(countOf(womensMeasuresV2, '施策：案内ページのアドレス', all)).toEqual({
    ...{ label: '施策：案内ページのアドレス', unit: '施策', asked: 3, answered: 0 },
  });
});

test('AC-D7: a desk that has ended is not asked any more, and a weekday without hours is no blank', () => {
  const ended = {
    'desks.1.name': '夜間相談',
    'desks.1.state': 'retired',
    'desks.1.retiredOn': '令和8年3月31日',
    'desks.1.retiredReason': '事業を終えた',
  };
  const counts = countBlanks(consultationDesksV2, [submitted(consultationDesksV2, ended)]);
  expect(counts.find(({ label }) => label === '相談窓口：窓口の名称')).toMatchObject({ asked: 1, answered: 1 });
  expect(counts.filter(({ label }) => label.includes('受付時間'))).toEqual([]);
});
