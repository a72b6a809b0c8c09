import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAnswer, displayAnswer } from '../../../shared/programmes/check-answer.ts';
import {
  choicesOf,
  type Field,
  type FormDefinition,
  fieldsOf,
  groupsOf,
  type Question,
} from '../../../shared/programmes/form-definition.ts';
import { allFields, blocksOf, Draft, parseDraft, removeBlock } from '../../../shared/programmes/form-draft.ts';
import { checkSubmission, draftFrom, publicAnswers, Submission } from '../../../shared/programmes/form-submission.ts';
import {
  consultationDesks as form,
  PublishedDesk,
} from '../../../shared/programmes/womens-support-2026/forms/consultation-desks.v1.ts';

function draft(fields: Record<string, string | readonly string[]>): Draft {
  const parsed = parseDraft(form, fields);
  if (!parsed.ok) throw new Error(parsed.refusal.kind);
  return parsed.value;
}

function problemsOf(fields: Record<string, string | readonly string[]>): Record<string, string> {
  const checked = checkSubmission(form, draft(fields));
  return checked.ok ? {} : Object.fromEntries(checked.refusal.problems.map(({ field, message }) => [field, message]));
}

function submission(fields: Record<string, string | readonly string[]>): Submission {
  const checked = checkSubmission(form, draft(fields));
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusal.problems));
  return checked.value;
}

const without = (name: string) => Object.fromEntries(Object.entries(form.example).filter(([key]) => key !== name));
const respondent = { respondentSection: '総務課', respondentPhone: '03-1234-5678' };

const noise = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('', ' ', 'yes', 'no', '月', '#8778'),
);
/** Right and wrong answers to fields that exist, and to some that do not. */
const anyPosted = fc.dictionary(
  fc.constantFrom(...allFields(form).map(({ name }) => name), 'desks.20.name', '__proto__', 'constructor', 'desks'),
  fc.oneof(noise, fc.array(noise, { maxLength: 4 })),
  { maxKeys: 40 },
);

describe('a draft', () => {
  test('takes anything partial, and its own value again', () => {
    fc.assert(
      fc.property(anyPosted, (posted) => {
        const kept = draft(posted);
        expect(Draft.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
        expect(draft(kept)).toEqual(kept);
      }),
    );
  });

  test('keeps names as typed', () => {
    const name = '神\ufa19髙﨑①㈱　窓口〜';
    expect(draft({ 'desks.0.name': name })).toEqual({ 'desks.0.name': name });
    const kept = submission({ ...form.example, 'desks.0.name': name });
    expect(kept.groups['desks']?.[0]?.['name']).toBe(name);
  });

  test('leaves out fields that the form does not have, and empty answers', () => {
    expect(
      draft({ stray: 'x', 'desks.20.name': 'x', 'desks.-1.name': 'x', hasDesk: '', respondentSection: ' 　' }),
    ).toEqual({});
  });

  test('an answer of nothing but blanks is none, also where several may be chosen', () => {
    expect(draft({ 'desks.0.openDays': ['', ' '], 'desks.0.languages': [] })).toEqual({});
  });

  test('keeps several values only where several may be chosen', () => {
    expect(
      draft({ 'desks.0.openDays': ['月', '月', '火'], 'desks.0.name': ['甲', '乙'], 'desks.0.languages': '英語' }),
    ).toEqual({
      'desks.0.openDays': ['月', '火'],
      'desks.0.name': '甲',
      'desks.0.languages': ['英語'],
    });
  });

  test('refuses what could not be stored and names the field', () => {
    expect(parseDraft(form, { 'desks.0.notes': 'あ'.repeat(10_001) })).toEqual({
      ok: false,
      refusal: {
        kind: 'draft-too-large',
        problems: [
          {
            field: 'desks.0.notes',
            label: '相談窓口1の備考',
            message: '相談窓口1の備考が長すぎるため保存できません。短くしてください。',
          },
        ],
      },
    });
    const many = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`desks.${index}.notes`, 'あ'.repeat(9000)]),
    );
    expect(parseDraft(form, many)).toMatchObject({ ok: false, refusal: { kind: 'draft-too-large' } });
  });
});

describe('blocks', () => {
  test('are counted up to the last one with an answer', () => {
    expect(blocksOf(form, draft({}))).toEqual({ desks: 0, groups: 0 });
    expect(blocksOf(form, draft({ 'desks.2.name': '甲', 'groups.0.name': '乙' }))).toEqual({ desks: 3, groups: 1 });
  });

  test('move up where one before them is removed, and nothing else changes', () => {
    const before = draft({
      ...respondent,
      'desks.0.name': '甲',
      'desks.1.name': '乙',
      'desks.1.fax': '03-1234-5678',
      'desks.2.name': '丙',
    });
    expect(removeBlock(form, before, 'desks', 0)).toEqual({
      ...respondent,
      'desks.0.name': '乙',
      'desks.0.fax': '03-1234-5678',
      'desks.1.name': '丙',
    });
    expect(removeBlock(form, before, 'desks', 2)).toEqual(
      Object.fromEntries(Object.entries(before).filter(([name]) => name !== 'desks.2.name')),
    );
    expect(removeBlock(form, before, 'nothing', 0)).toEqual(before);
  });

  test('the last allowed one can be removed', () => {
    expect(removeBlock(form, draft({ 'desks.19.name': '甲' }), 'desks', 19)).toEqual({});
  });

  test('a page with two desks has about thirty fields, with names that are unique and safe', () => {
    const fields = fieldsOf(form, { desks: 2 });
    expect(fields).toHaveLength(30);
    expect(new Set(fields.map(({ name }) => name)).size).toBe(30);
    for (const { name } of allFields(form)) expect(name).toMatch(/^[a-zA-Z]+(\.\d+\.[a-zA-Z]+)?$/);
  });

  test('never fewer are shown than there must be, and never more than there may be', () => {
    const shown = (desks: number) =>
      fieldsOf(form, { desks }).filter(({ name }) => /^desks\.\d+\.name$/.test(name)).length;
    expect([0, 1, 20, 21, -3].map(shown)).toEqual([1, 1, 20, 20, 1]);
  });
});

describe('a submission', () => {
  test('is complete for the example, and keeps which version of the form it answers', () => {
    const complete = submission(form.example);
    expect(complete).toMatchObject({ form: 'consultation-desks', formVersion: 1, answers: { hasDesk: 'yes' } });
    expect(complete.groups['desks']).toHaveLength(2);
    expect(Submission.parse(JSON.parse(JSON.stringify(complete)))).toEqual(complete);
  });

  test('of an empty draft lists everything that is missing, each with what to do', () => {
    expect(problemsOf({})).toEqual({
      hasDesk: '相談窓口の有無を選んでください。',
      respondentSection: '回答した部署を入力してください。',
      respondentPhone: '回答した部署の電話番号を入力してください。',
    });
    expect(Object.keys(problemsOf({ hasDesk: 'yes', ...respondent }))).toEqual([
      'desks.0.name',
      'desks.0.section',
      'desks.0.phone',
      'desks.0.openDays',
      'desks.0.openHours',
    ]);
  });

  test('may say that there is no desk, and then needs none', () => {
    expect(submission({ hasDesk: 'no', ...respondent })).toEqual({
      form: 'consultation-desks',
      formVersion: 1,
      answers: { hasDesk: 'no', ...respondent },
      groups: { desks: [], groups: [] },
    });
  });

  test('may not say that there is no desk and name one', () => {
    expect(problemsOf({ ...form.example, hasDesk: 'no' })).toEqual({
      hasDesk:
        '相談窓口が2件入力されています。相談窓口の有無で「窓口がある」を選ぶか、入力した相談窓口を削除してください。',
    });
  });

  test('closes gaps between blocks', () => {
    const moved = Object.fromEntries(
      Object.entries(form.example).map(([name, value]) => [name.replace('desks.1', 'desks.7'), value]),
    );
    expect(submission(moved)).toEqual(submission(form.example));
  });

  test('says in words what is wrong with an answer', () => {
    const wrong = {
      ...form.example,
      'desks.0.phone': 'なし',
      'desks.0.mail': 'soudan',
      'desks.0.url': 'javascript:alert(1)',
      'desks.0.openHours': '17:00-9:00',
      'desks.0.openDays': ['月', '毎日'],
      'desks.0.notes': 'あ'.repeat(501),
      'desks.0.name': '甲\n乙',
      hasDesk: 'yes',
    };
    expect(problemsOf(wrong)).toEqual({
      'desks.0.name': '相談窓口1の窓口の名称は、改行せずに入力してください。',
      'desks.0.phone': '相談窓口1の電話番号は、03-1234-5678 や #8008 のように、市外局番から入力してください。',
      'desks.0.mail': '相談窓口1のメールアドレスは、soudan@city.example.lg.jp のように入力してください。',
      'desks.0.url': '相談窓口1の案内ページのアドレスは、https:// から始まるアドレスを入力してください。',
      'desks.0.openDays': '相談窓口1の受付曜日は、選択肢から選んでください。',
      'desks.0.openHours': '相談窓口1の受付時間は、9:00-17:00 のように、24時間表記で入力してください。',
      'desks.0.notes': '相談窓口1の備考は、500文字以内で入力してください（今は501文字です）。',
    });
  });

  const required = [
    'hasDesk',
    'respondentSection',
    'desks.0.name',
    'desks.0.phone',
    'desks.1.openHours',
    'respondentPhone',
  ];
  test.each(required)('without %s is not one', (name) => {
    expect(Object.keys(problemsOf(without(name)))).toContain(name);
  });

  test('that passes has no required answer missing, whatever was typed; one that fails names its fields once', () => {
    const mixed = fc
      .tuple(anyPosted, fc.boolean())
      .map(([posted, onTop]) => (onTop ? { ...form.example, ...posted } : posted));
    const names = new Set(allFields(form).map(({ name }) => name));
    fc.assert(
      fc.property(mixed, (posted) => {
        const checked = checkSubmission(form, draft(posted));
        if (checked.ok) {
          for (const group of groupsOf(form)) {
            const blocks = checked.value.groups[group.id] ?? [];
            for (const answers of blocks) expectRequired(group.questions, answers);
            expect(blocks.length === 0 || blocks.length >= group.min).toBe(true);
          }
          expect(Object.keys(checked.value.answers)).toEqual(
            expect.arrayContaining(['hasDesk', 'respondentSection', 'respondentPhone']),
          );
          expect(submission(draftFrom(form, checked.value))).toEqual(checked.value);
        } else {
          const listed = checked.refusal.problems.map(({ field }) => field);
          expect(listed.length).toBeGreaterThan(0);
          expect(new Set(listed).size).toBe(listed.length);
          expect(listed.filter((field) => !names.has(field))).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function expectRequired(questions: readonly Question[], answers: Readonly<Record<string, unknown>>): void {
  expect(Object.keys(answers)).toEqual(
    expect.arrayContaining(questions.filter(({ required }) => required).map(({ id }) => id)),
  );
}

describe('what goes to the public', () => {
  test('is the published answers of a desk in words, and nothing of the respondent or the groups', () => {
    const complete = submission(form.example);
    const [desks, groups] = groupsOf(form);
    const published = (complete.groups['desks'] ?? []).map((answers) => publicAnswers(desks?.questions ?? [], answers));
    expect(published.map((desk) => PublishedDesk.parse(desk))).toEqual(published);
    expect(published[0]).toEqual({
      name: '女性相談窓口',
      section: '福祉部 子ども家庭課',
      phone: '03-1234-5678',
      openDays: '月、火、水、木、金',
      openHours: '9:00-17:00',
      audience: '女性全般',
      sns: 'いいえ',
    });
    expect((complete.groups['groups'] ?? []).map((answers) => publicAnswers(groups?.questions ?? [], answers))).toEqual(
      [{}],
    );
    const top = form.sections.flatMap(({ items }) => items).filter((item): item is Question => 'type' in item);
    expect(publicAnswers(top, complete.answers)).toEqual({ hasDesk: '窓口がある' });
  });
});

describe('answers by type', () => {
  const base = { id: 'x', label: '項目', required: true, publish: false, personal: false } as const;
  const hours: Question = { ...base, type: 'hours' };
  const people: Question = { ...base, type: 'number', unit: '人', min: 0, max: 1000 };
  const address: Question = { ...base, type: 'postal-address', maxLength: 200 };

  test.each([
    ['9:00-17:00', '9:00-17:00'],
    ['９：００～１７：００', '9:00-17:00'],
    ['09:00〜17:15', '9:00-17:15'],
    ['9時から17時半まで', '9:00-17:30'],
    ['9:00-12:00、13:00-17:00', '9:00-12:00, 13:00-17:00'],
    ['8時30分ー17時15分', '8:30-17:15'],
    ['24時間', '0:00-24:00'],
  ])('hours %j are %s, and read back as themselves', (typed, value) => {
    expect(checkAnswer(hours, typed)).toEqual({ right: true, value });
    expect(checkAnswer(hours, value)).toEqual({ right: true, value });
  });

  test.each(['', '平日', '9:00', '17:00-9:00', '9:00-25:00', '9:60-10:00', '9:00-9:00', '9:00-12:00-13:00'])(
    'hours %j are wrong',
    (typed) => {
      expect(checkAnswer(hours, typed).right).toBe(false);
    },
  );

  test.each([
    ['３', '3'],
    ['1,000', '1000'],
    ['007', '7'],
    ['0', '0'],
  ])('the number %j is %s with its unit', (typed, value) => {
    expect(checkAnswer(people, typed)).toEqual({ right: true, value });
    expect(displayAnswer(people, value)).toBe(`${value}人`);
  });

  test.each(['1001', '-1', '1.5', '三', '1e3', '', '0x10'])('the number %j is wrong', (typed) => {
    expect(checkAnswer(people, typed).right).toBe(false);
  });

  test('an address needs more than its postcode', () => {
    expect(checkAnswer(address, '〒100-8916 東京都千代田区霞が関1-2-2').right).toBe(true);
    expect(checkAnswer(address, '〒１００－８９１６').right).toBe(false);
  });

  test('a link longer than a page can print is wrong', () => {
    const link: Question = { ...base, type: 'url' };
    const ofLength = (length: number) => 'https://example.jp/'.padEnd(length, 'a');
    expect([500, 501].map((length) => checkAnswer(link, ofLength(length)).right)).toEqual([true, false]);
  });

  test('choosing nothing is no choice', () => {
    const question: Question = { ...base, type: 'multiple-choice', choices: [{ value: 'a', label: '甲' }] };
    expect([checkAnswer(question, []).right, checkAnswer(question, ['a']).right]).toEqual([false, true]);
  });

  test('yes, no and undecided are three answers', () => {
    const question: Question = { ...base, type: 'yes-no-undecided' };
    expect(choicesOf(question).map(({ label }) => label)).toEqual(['はい', 'いいえ', '未定']);
    expect(checkAnswer(question, 'undecided')).toEqual({ right: true, value: 'undecided' });
    expect(checkAnswer(question, 'なし').right).toBe(false);
  });

  test('a checked answer checks again as itself, and nothing throws', () => {
    const fields: readonly Field[] = fieldsOf(form, { desks: 1 });
    const questions = [...fields.map(({ question }) => question), hours, people, address];
    fc.assert(
      fc.property(
        fc.constantFrom(...questions),
        fc.oneof(noise, fc.array(noise, { maxLength: 3 })),
        (question, typed) => {
          const checked = checkAnswer(question, typed);
          expect(checked.right ? checkAnswer(question, checked.value) : checked).toEqual(checked);
        },
      ),
      { numRuns: 500 },
    );
  });
});

test('a question with a condition is asked only under it', () => {
  const conditional: FormDefinition = {
    ...form,
    sections: [
      {
        id: 's',
        title: '設問',
        items: [
          { id: 'planned', type: 'yes-no-undecided', label: '予定', required: true, publish: false, personal: false },
          {
            id: 'year',
            type: 'number',
            unit: '年',
            min: 2026,
            max: 2040,
            label: '予定の年',
            required: true,
            publish: false,
            personal: false,
            showWhen: { question: 'planned', isAnyOf: ['yes'] },
          },
        ],
      },
    ],
  };
  expect(checkSubmission(conditional, { planned: 'yes' })).toMatchObject({
    ok: false,
    refusal: { problems: [{ field: 'year' }] },
  });
  expect(checkSubmission(conditional, { planned: 'no', year: '2030' })).toMatchObject({
    ok: true,
    value: { answers: { planned: 'no' } },
  });
  expect(checkSubmission(conditional, { planned: 'no', year: '2030' })).not.toHaveProperty('value.answers.year');
});
