/** Two people with one draft: what stands beside each other, and what a person must decide. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSeen, seenAfter, seenMark } from '../../../functions/surveys/public/seen-answers.ts';
import { allFields, type Draft } from '../../../shared/programmes/form-draft.ts';
import { consultationDesks as form } from '../../../shared/programmes/womens-support-2026/forms/consultation-desks.v1.ts';
import { fieldsChanged, mergeDrafts } from '../../../shared/surveys/merge-drafts.ts';
import { completeAnswers } from '../../support/builders/surveys.ts';

function merged(base: Draft, mine: Draft, theirs: Draft) {
  const showed = readSeen(form, seenMark(form, base));
  if (showed === undefined) throw new Error('a mark is always read');
  return mergeDrafts(form, { answers: mine, changed: fieldsChanged(form, mine, showed) }, theirs, showed);
}

describe('A5: two people at the same time', () => {
  const base = { hasDesk: 'yes', 'desks.0.name': '窓口', respondentSection: '福祉課' };

  test('A5: changes of different fields both stand, what was taken out included', () => {
    const mine = { hasDesk: 'yes', 'desks.0.name': '女性相談窓口' };
    const theirs = { ...base, 'desks.0.notes': '予約制' };
    expect(merged(base, mine, theirs)).toEqual({
      answers: { hasDesk: 'yes', 'desks.0.name': '女性相談窓口', 'desks.0.notes': '予約制' },
      conflicts: [],
    });
  });

  test('A5: the same field changed to the same answer is no conflict, to different ones it is', () => {
    const changed = (name: string) => ({ ...base, 'desks.0.name': name });
    expect(merged(base, changed('あ'), changed('あ')).conflicts).toEqual([]);
    expect(merged(base, changed('あ'), changed('い')).conflicts).toEqual(['desks.0.name']);
    expect(merged(base, changed('あ'), { hasDesk: 'yes', respondentSection: '福祉課' }).conflicts).toEqual([
      'desks.0.name',
    ]);
  });

  test('A5: where one takes a block away, an answer in another block of the group does not land in the wrong one', () => {
    const two = { 'desks.0.name': '昼の窓口', 'desks.1.name': '夜の窓口', respondentSection: '福祉課' };
    const withoutFirst = { 'desks.0.name': '夜の窓口', respondentSection: '福祉課' };
    const withNote = { ...two, 'desks.1.notes': '年中無休' };
    expect(merged(two, withNote, withoutFirst).conflicts).toContain('desks.1.notes');
    expect(merged(two, withoutFirst, withNote).conflicts).toContain('desks.1.notes');
    const otherSection = { ...two, respondentSection: '市民課' };
    expect(merged(two, otherSection, withoutFirst)).toEqual({
      answers: { 'desks.0.name': '夜の窓口', respondentSection: '市民課' },
      conflicts: [],
    });
  });

  test('A5: nobody loses a change, whatever two people do: each stands, or is asked about', () => {
    const names = allFields(form).map(({ name }) => name);
    expect(names.slice(0, 40)).toContain('desks.2.name');
    const answer = fc.constantFrom('', 'あ', 'い', '"<b>\n');
    const edits = fc.array(fc.tuple(fc.constantFrom(...names.slice(0, 40), 'respondentPhone'), answer), {
      maxLength: 8,
    });
    const edited = (draft: Draft, changes: readonly (readonly [string, string])[]): Draft =>
      Object.fromEntries(
        Object.entries({ ...draft, ...Object.fromEntries(changes) }).filter(([, value]) => value !== ''),
      );
    fc.assert(
      fc.property(edits, edits, edits, (before, ours, others) => {
        const start = edited(completeAnswers, before);
        const [mine, theirs] = [edited(start, ours), edited(start, others)];
        const { answers, conflicts } = merged(start, mine, theirs);
        return names.every((name) => {
          if (conflicts.includes(name)) return mine[name] !== theirs[name];
          const isMine = JSON.stringify(mine[name]) !== JSON.stringify(start[name]);
          return JSON.stringify(answers[name]) === JSON.stringify(isMine ? mine[name] : theirs[name]);
        });
      }),
    );
  });
});

describe('what a page showed', () => {
  test('is known field by field, and follows a save', () => {
    const base = { hasDesk: 'yes', 'desks.0.openDays': ['月', '火'] };
    const mark = seenMark(form, base);
    const showed = readSeen(form, mark);
    expect([showed?.('hasDesk', 'yes'), showed?.('hasDesk', 'no'), showed?.('hasDesk', undefined)]).toEqual([
      true,
      false,
      false,
    ]);
    expect([showed?.('desks.0.openDays', ['月', '火']), showed?.('desks.0.openDays', ['月'])]).toEqual([true, false]);
    expect([showed?.('respondentSection', undefined), showed?.('respondentSection', '課')]).toEqual([true, false]);
    const next = { 'desks.0.openDays': ['月', '火'], respondentSection: '課' };
    expect(seenAfter(form, mark, next, ['hasDesk', 'respondentSection'])).toBe(seenMark(form, next));
    expect(readSeen(form, undefined)).toBeUndefined();
  });
});
