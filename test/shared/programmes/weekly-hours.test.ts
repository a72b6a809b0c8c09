import { describe, expect, test } from 'vitest';
import { PublicDesk } from '../../../events/response-accepted.v1.ts';
import { checkAnswer } from '../../../shared/programmes/check-answer.ts';
import type { DayHoursQuestion } from '../../../shared/programmes/form-definition.ts';
import { type PostedFields, parseDraft } from '../../../shared/programmes/form-draft.ts';
import {
  checkSubmission,
  draftFrom,
  publicAnswers,
  type Submission,
} from '../../../shared/programmes/form-submission.ts';
import { weekInWords, weeklyHours } from '../../../shared/programmes/weekly-hours.ts';
import { consultationDesks } from '../../../shared/programmes/womens-support-2026/forms/consultation-desks.v1.ts';
import { consultationDesksV2 as form } from '../../../shared/programmes/womens-support-2026/forms/consultation-desks.v2.ts';
import { publicDesks, retiredDesks } from '../../../shared/surveys/public-desks.ts';

const days = weeklyHours({ id: 'open', label: '受付時間', required: true, publish: true, personal: false });
const dayOf = (day: string): DayHoursQuestion => {
  const found = days.find((question) => question.day === day);
  if (found === undefined) throw new Error(day);
  return found;
};
const inWords = (hours: Readonly<Record<string, string>>) => weekInWords(days, ({ day }) => hours[day]);

function problemsOf(fields: PostedFields): Record<string, string> {
  const draft = parseDraft(form, fields);
  const checked = draft.ok ? checkSubmission(form, draft.value) : draft;
  return checked.ok ? {} : Object.fromEntries(checked.refusal.problems.map(({ field, message }) => [field, message]));
}

function submitted(fields: PostedFields, to = form): Submission {
  const draft = parseDraft(to, fields);
  const checked = draft.ok ? checkSubmission(to, draft.value) : draft;
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusal.problems));
  return checked.value;
}

const without = (...names: readonly string[]) =>
  Object.fromEntries(Object.entries(form.example).filter(([name]) => !names.includes(name)));

describe('hours of a day', () => {
  test.each([
    ['月', '９時〜１７時３０分', '9:00-17:30'],
    ['月', '24時間', '0:00-24:00'],
    ['月', ' 休 ', '休み'],
    ['土', '閉庁', '休み'],
    ['祝日', '通常どおり', '曜日どおり'],
    ['年末年始', '曜日どおり', '曜日どおり'],
    ['祝日', '10:00-12:00、13:00-15:00', '10:00-12:00, 13:00-15:00'],
  ])('of %s: %j is %s', (day, typed, value) => {
    expect(checkAnswer(dayOf(day), typed)).toEqual({ right: true, value });
    expect(checkAnswer(dayOf(day), value)).toEqual({ right: true, value });
  });

  test.each([
    ['月', '曜日どおり'],
    ['月', '平日'],
    ['祝日', '要相談'],
    ['土', '17:00-9:00'],
  ])('of %s: %j is wrong', (day, typed) => {
    expect(checkAnswer(dayOf(day), typed).right).toBe(false);
  });
});

describe('a week in words', () => {
  test.each([
    [
      { 月: '9:00-17:00', 火: '9:00-17:00', 水: '9:00-17:00', 祝日: '休み', 年末年始: '休み' },
      '月〜水（祝日・年末年始は休み）',
      '9:00-17:00',
    ],
    [
      { 月: '9:00-17:00', 火: '9:00-19:00', 祝日: '曜日どおり', 年末年始: '休み' },
      '月、火（年末年始は休み、祝日は曜日どおり）',
      '月 9:00-17:00、火 9:00-19:00',
    ],
    [{ 土: '9:00-21:00', 日: '9:00-21:00', 祝日: '9:00-21:00' }, '土・日、祝日', '9:00-21:00'],
    [{ 月: '休み', 祝日: '休み' }, '休み（祝日は休み）', '休み'],
  ])('%j', (hours, ofDays, ofHours) => {
    expect(inWords(hours)).toEqual({ days: ofDays, hours: ofHours });
  });

  test('is nothing where no day is answered', () => {
    expect(inWords({})).toBeUndefined();
  });
});

describe('the second version of the desks', () => {
  test('M03: hours go to the public in words, in the fields that the directory has', () => {
    const desks = publicDesks(form, submitted(form.example));
    expect(desks?.map(({ openDays, openHours }) => [openDays, openHours])).toEqual([
      ['月〜木、金（祝日・年末年始は休み）', '月〜木 9:00-17:00、金 9:00-19:00'],
      ['土・日、祝日（年末年始は曜日どおり）', '9:00-21:00'],
    ]);
    const published = form.sections.flatMap(({ items }) =>
      items.flatMap((item) => ('questions' in item && item.id === 'desks' ? item.questions : [])),
    );
    const [first = {}] = submitted(form.example).groups['desks'] ?? [];
    expect(Object.keys(PublicDesk.shape)).toEqual(expect.arrayContaining(Object.keys(publicAnswers(published, first))));
  });

  test('a week without any weekday is said once, and holidays have to be said', () => {
    const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'].map((day) => `desks.0.open${day}`);
    expect(problemsOf(without(...weekdays, 'desks.0.openHoliday'))).toEqual({
      'desks.0.openMonday': '相談窓口1の受付時間を、受け付ける曜日の欄に入力してください。',
      'desks.0.openHoliday': '相談窓口1の受付時間（祝日）を入力してください。',
    });
  });

  test('A14: a desk that has ended stays in the answer and leaves the directory, and needs its name, the day and the reason', () => {
    const answers = submitted(form.example);
    expect(answers.groups['desks']?.map(({ name, state }) => [name, state])).toContainEqual([
      '若年女性相談窓口',
      'retired',
    ]);
    expect(publicDesks(form, answers)?.map(({ name }) => name)).not.toContain('若年女性相談窓口');
    expect(Object.keys(problemsOf(without('desks.2.name')))).toEqual(['desks.2.name']);
    expect(Object.keys(problemsOf(without('desks.2.retiredOn', 'desks.2.retiredReason')))).toEqual([
      'desks.2.retiredOn',
      'desks.2.retiredReason',
    ]);
    expect(retiredDesks(form, answers)).toEqual([
      { name: '若年女性相談窓口', retiredOn: '2026-03-31', reason: 'ほかの窓口と統合した' },
    ]);
    expect(Object.keys(problemsOf({ ...form.example, 'desks.2.state': 'active' }))).toContain('desks.2.phone');
  });

  test.each([
    ['令和8年3月31日', '2026-03-31'],
    ['R8.3.31', '2026-03-31'],
    ['２０２６/03/31', '2026-03-31'],
    ['2026-02-30', undefined],
    ['昨年度末', undefined],
  ])('A14: the day of its end is read as people write it: %s', (typed, day) => {
    const answers = { ...form.example, 'desks.2.retiredOn': typed };
    if (day === undefined) expect(Object.keys(problemsOf(answers))).toEqual(['desks.2.retiredOn']);
    else expect(submitted(answers).groups['desks']?.[2]?.['retiredOn']).toBe(day);
  });

  test('A14: a question of a block is asked under another answer of the same block only', () => {
    expect(problemsOf(without('desks.0.audienceOther'))).toEqual({
      'desks.0.audienceOther': '相談窓口1のその他の対象を入力してください。',
    });
    const { groups } = submitted({ ...form.example, 'desks.1.snsUrl': 'https://stale.example.jp/' });
    expect(groups['desks']?.map(({ snsUrl }) => snsUrl)).toEqual([
      'https://sns.example.jp/soudan',
      undefined,
      undefined,
    ]);
  });

  test('is a draft again, and the same answer once more', () => {
    const answers = submitted(form.example);
    expect(submitted(draftFrom(form, answers))).toEqual(answers);
  });
});

test('A17: an answer to the first version stays what it was beside the second', () => {
  const answers = submitted(consultationDesks.example, consultationDesks);
  expect(answers.formVersion).toBe(1);
  expect(publicDesks(consultationDesks, answers)?.[0]).toMatchObject({
    openDays: '月、火、水、木、金',
    openHours: '9:00-17:00',
  });
  expect(draftFrom(consultationDesks, answers)).toEqual(consultationDesks.example);
});
