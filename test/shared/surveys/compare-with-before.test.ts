import { expect, test } from 'vitest';
import { removeBlock } from '../../../shared/programmes/form-draft.ts';
import { consultationDesks as form } from '../../../shared/programmes/womens-support-2026/forms/consultation-desks.v1.ts';
import { checkStanding } from '../../../shared/surveys/check-standing.ts';
import {
  type Comparison,
  compareWithBefore,
  stateOf,
  withEarlier,
} from '../../../shared/surveys/compare-with-before.ts';
import { aDraft, completeAnswers, knownAnswers } from '../../support/builders/surveys.ts';

const known = knownAnswers();
const states = (comparison: Comparison | undefined) =>
  Object.fromEntries((comparison?.parts ?? []).map((part) => [part.id, [part.before, stateOf(part)]]));

test('A13: what is typed in another way is unchanged, and a real change is marked in its own part alone', () => {
  const answers = { ...completeAnswers, 'desks.0.phone': '０３－１２３４－５６７８', 'desks.1.name': '夜間の電話相談' };
  expect(states(compareWithBefore(form, answers, known))).toMatchObject({
    'desks.0': ['desks.0', 'unchanged'],
    'desks.1': ['desks.1', 'changed'],
    'respondent-section': ['respondent-section', 'unchanged'],
  });
});

test('A14: a desk is compared with the one of its name after another was taken away, and the missing one is named', () => {
  const comparison = compareWithBefore(form, removeBlock(form, completeAnswers, 'desks', 0), known);
  expect(states(comparison)).toMatchObject({ 'desks.0': ['desks.1', 'unchanged'] });
  expect(comparison?.gone.map(({ title }) => title)).toEqual(['女性相談窓口']);
});

test('A14: a desk that was added is new, and none from before is taken for it', () => {
  const added = { ...completeAnswers, 'desks.2.name': '若年女性の窓口' };
  expect(states(compareWithBefore(form, added, known))).toMatchObject({ 'desks.2': [undefined, 'new'] });
});

test('A13: taking a part over leaves personal data and every other part as typed', () => {
  const typed = { respondentSection: '新しい課', respondentPhone: '043-1', 'desks.0.name': '別の窓口' };
  const comparison = compareWithBefore(form, typed, known);
  const part = comparison?.parts.find(({ id }) => id === 'respondent-section');
  if (part === undefined) throw new Error('no part');
  expect(withEarlier(typed, part)).toEqual({
    ...typed,
    respondentSection: completeAnswers['respondentSection'],
  });
});

test('A13: a locked answer from before is refused where it was changed, with the reason, and free where none is known', () => {
  const reason = '全国で統一した名称のため';
  const locked = {
    ...form,
    sections: form.sections.map((section) => ({
      ...section,
      items: section.items.map((item) => (item.id === 'respondentSection' ? { ...item, locked: { reason } } : item)),
    })),
  };
  const draft = aDraft(1, { ...completeAnswers, respondentSection: 'ほかの課' });
  const refused = checkStanding(locked, { draft, known });
  expect(refused).toMatchObject({
    ok: false,
    refusal: { problems: [{ field: 'respondentSection', message: expect.stringContaining(reason) }] },
  });
  expect(checkStanding(locked, { draft }).ok).toBe(true);
  expect(checkStanding(locked, { draft: aDraft(1), known }).ok).toBe(true);
});

test('A13: without an answer from before there is nothing to compare with', () => {
  expect(compareWithBefore(form, completeAnswers, undefined)).toBeUndefined();
});
