import { describe, expect, test } from 'vitest';
import { type Role, roles } from '../../../shared/access/role.ts';
import { FiscalYear, fiscalYearLabel } from '../../../shared/calendar/fiscal-year.ts';
import { normalisePhone } from '../../../shared/kernel/phone.ts';
import { JstDate } from '../../../shared/kernel/time.ts';
import { askedBefore } from '../../../shared/programmes/condition.ts';
import {
  choicesOf,
  comparedQuestions,
  type FormDefinition,
  fieldName,
  fieldsOf,
  fieldsOfBlock,
  groupsOf,
  isGroup,
  type Question,
  type QuestionGroup,
} from '../../../shared/programmes/form-definition.ts';
import { allFields, parseDraft } from '../../../shared/programmes/form-draft.ts';
import { checkSubmission } from '../../../shared/programmes/form-submission.ts';
import { telephoneNotAssigned } from '../../../shared/programmes/programme-definition.ts';
import { findProgramme, findSurvey, programmes } from '../../../shared/programmes/registry.ts';
import { weeksOf } from '../../../shared/programmes/weekly-hours.ts';

const byId = programmes.map((programme) => ({ id: programme.identity.id, programme }));
const forms: { name: string; form: FormDefinition }[] = programmes.flatMap(({ identity, surveys, prescribedForms }) =>
  [...surveys, ...prescribedForms].map(({ form }) => ({ name: `${identity.id} ${form.id} v${form.version}`, form })),
);
const questionsOf = (form: FormDefinition): readonly Question[] =>
  form.sections.flatMap(({ items }) => items.flatMap((item) => (isGroup(item) ? item.questions : [item])));

describe('the registry', () => {
  test('holds the five programmes, each once', () => {
    expect(programmes.map(({ identity }) => identity.id)).toEqual([
      'womens-support-2026',
      'single-parent-2024',
      'lifelong-active-2023',
      'young-carers-chiba-2026',
      'womens-network-2021',
    ]);
  });

  test.each(byId)('finds $id, and nothing under another name', ({ id, programme }) => {
    expect(findProgramme(id)).toBe(programme);
    for (const stray of ['', `${id}x`, id.toUpperCase(), '__proto__', 'toString']) {
      expect(findProgramme(stray)).toBeUndefined();
    }
  });

  test('portals and names are not shared', () => {
    const portals = programmes.flatMap(({ portal }) => portal ?? []);
    for (const values of [
      portals.map(({ key }) => key),
      portals.map(({ title }) => title),
      portals.map(({ neutralName }) => neutralName),
      programmes.map(({ identity }) => identity.shortName),
    ]) {
      expect(new Set(values).size).toBe(values.length);
    }
  });
});

describe.each(byId)('$id', ({ programme }) => {
  test('cites a clause for every entry', () => {
    const sources = sourcesIn(programme);
    expect(sources.length).toBeGreaterThanOrEqual(5);
    for (const source of sources) expect(source).toMatch(/^(実施要綱 (第)?\d|仕様書\d|別記\d|通知（)/);
  });

  test('has the roles that the system cannot do without', () => {
    const needed: readonly Role[] = ['body-staff', 'body-manager', 'receiver-officer', 'administrator'];
    for (const role of needed) expect(programme.roles[role]).toMatch(/\S/);
    expect(Object.keys(programme.roles).filter((role) => !roles.some((known) => known === role))).toEqual([]);
    expect(new Set(Object.values(programme.roles)).size).toBe(Object.values(programme.roles).length);
  });

  test('begins with its fiscal year', () => {
    const { fiscalYear, period, title } = programme.identity;
    expect(period.from).toBe(`${fiscalYear}-04-01`);
    expect(period.to > period.from).toBe(true);
    const named = /令和\d+年度/.exec(title)?.[0];
    expect(named ?? fiscalYearLabel(FiscalYear.parse(fiscalYear))).toBe(fiscalYearLabel(FiscalYear.parse(fiscalYear)));
  });

  test('writes mails under a short name that no header can misread', () => {
    expect(programme.mail.senderName.length).toBeLessThanOrEqual(40);
    expect(programme.mail.senderName).not.toMatch(/[\r\n"<>@]/);
    expect(programme.mail.phone === telephoneNotAssigned || normalisePhone(programme.mail.phone) !== undefined).toBe(
      true,
    );
  });

  test('a portal’s neutral name does not say what the portal is about', () => {
    expect(programme.portal?.neutralName ?? '').not.toMatch(/女性|ひとり親|暴力|DV|相談|ミカタ|支援/);
  });

  test('asks only where somebody can see the answers of an area', () => {
    expect(programme.surveys.length === 0 || programme.roles['prefecture-officer'] !== undefined).toBe(true);
  });
});

test('the number that stands for no telephone is none', () => {
  expect(normalisePhone(telephoneNotAssigned)).toBeUndefined();
});

test('form ids are unique with their version', () => {
  const names = forms.map(({ form }) => `${form.id} v${form.version}`);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain('consultation-desks v1');
});

test('a survey is found by the form and the version that was answered, and by no other', () => {
  const programme = findProgramme('womens-support-2026');
  if (programme === undefined) throw new Error('the programme is not registered');
  expect(findSurvey(programme, 'consultation-desks', 1)?.title).toBe('相談窓口等に関する調査');
  expect(findSurvey(programme, 'consultation-desks', 2)?.form.version).toBe(2);
  expect(findSurvey(programme, 'consultation-desks', 3)).toBeUndefined();
  expect(findSurvey(programme, 'employers', 1)).toBeUndefined();
});

describe.each(forms)('the form $name', ({ form }) => {
  test('takes its own example as draft and as submission, with nothing left over', () => {
    const draft = parseDraft(form, form.example);
    expect(draft).toEqual({ ok: true, value: form.example });
    expect(draft.ok && checkSubmission(form, draft.value)).toMatchObject({ ok: true });
  });

  test('has unique ids that are usable as names of fields', () => {
    const fields = allFields(form).map(({ name }) => name);
    expect(new Set(fields).size).toBe(fields.length);
    for (const { id } of [...questionsOf(form), ...groupsOf(form)]) expect(id).toMatch(/^[a-z][a-zA-Z0-9]{0,30}$/);
  });

  test('C12: a personal field says why it is asked for and until when it is kept, and is never published', () => {
    for (const { personal, publish } of questionsOf(form)) {
      if (personal === false) continue;
      expect([personal.purpose, personal.retention].filter((text) => text.trim() === '')).toEqual([]);
      expect(publish).toBe(false);
    }
  });

  test('shows questions only under answers that can be given', () => {
    const items = form.sections.flatMap((section) => section.items);
    const above = items.map((item) => ({ item, block: undefined }));
    const inBlocks = groupsOf(form).flatMap((group) =>
      group.questions.map((item) => ({ item, block: { group, index: 0 } })),
    );
    const order = fieldsOf(form).map(({ name }) => name);
    for (const { item, block } of [...above, ...inBlocks]) {
      if (item.showWhen === undefined) continue;
      const before = askedBefore(form, item.showWhen, block);
      if ('isBlank' in item.showWhen) expect(before?.question.required).toBe(false);
      else {
        expect(before && choicesOf(before.question).map(({ value }) => value)).toEqual(
          expect.arrayContaining([...item.showWhen.isAnyOf]),
        );
      }
      const name = isGroup(item) ? `${item.id}.0.${item.questions[0]?.id}` : fieldNameOf(item, block);
      expect(order.indexOf(before?.name ?? '')).toBeLessThan(order.indexOf(name));
    }
  });

  test('a block says of itself that it has ended or may be published, by a choice that it offers', () => {
    const ending = groupsOf(form).flatMap(({ retiredWhen, publishWhen, questions }) =>
      [retiredWhen, publishWhen].flatMap((condition) => (condition === undefined ? [] : [{ condition, questions }])),
    );
    const offered = ending.map(({ condition: { question, isAnyOf }, questions }) => {
      const state = questions.find(({ id }) => id === question);
      const values = state === undefined ? [] : choicesOf(state).map(({ value }) => value);
      return questions[0]?.required === true && isAnyOf.every((value) => values.includes(value));
    });
    expect(offered).toEqual(ending.map(() => true));
  });

  test('a week has its nine days in their order', () => {
    const weeks = weeksOf(questionsOf(form)).map(({ questions }) => questions.map(({ day }) => day).join(''));
    expect(weeks).toEqual(weeks.map(() => '月火水木金土日祝日年末年始'));
  });

  test('M09: compares answers only with a definition, as of one day, and nobody’s personal data', () => {
    const compared = comparedQuestions(form);
    expect(questionsOf(form).filter(({ comparison }) => comparison !== undefined)).toEqual(compared);
    expect(compared.length === 0 || JstDate.safeParse(form.referenceDay).success).toBe(true);
    for (const { comparison, personal } of compared) {
      expect([comparison.definition.trim() === '', personal]).toEqual([false, false]);
    }
  });

  test('offers at least two different choices wherever it offers any', () => {
    for (const question of questionsOf(form).filter((each) => choicesOf(each).length > 0)) {
      const values = choicesOf(question).map(({ value }) => value);
      expect(values.length).toBeGreaterThanOrEqual(2);
      expect(new Set(values).size).toBe(values.length);
    }
  });

  test('a group that must have blocks requires an answer in each, so that a block is never empty', () => {
    for (const group of groupsOf(form)) {
      expect(fieldsOfBlock(group, 0).some(({ question }) => question.required)).toBe(true);
      expect(group.min).toBeLessThanOrEqual(group.max);
    }
  });
});

function fieldNameOf(question: Question, block: { group: QuestionGroup; index: number } | undefined): string {
  return block === undefined ? question.id : fieldName(block.group, block.index, question);
}

/** Every `source` in the data, however deep; a section entry without one is caught by its type. */
function sourcesIn(data: unknown): string[] {
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) =>
    (key === 'source' || key === 'rolesSource') && typeof value === 'string' ? [value] : sourcesIn(value),
  );
}
