import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import type { PublicDesk } from '../../../events/response-accepted.v1.ts';
import { deskDifferences } from '../../../shared/directory/desk-differences.ts';
import { nextEntry } from '../../../shared/directory/next-entry.ts';
import type { OrganisationDesks } from '../../../shared/directory/organisation-desks.ts';
import { JstDate } from '../../../shared/kernel/time.ts';
import { anAnswerSource, anEntry } from '../../support/builders/directory.ts';
import { chiba, programmeId } from '../../support/builders/surveys.ts';

const confirmedOn = JstDate.parse('2026-10-01');
const stated = (desks: readonly PublicDesk[], retired: { name: string; reason?: string }[] = []) => ({
  ...{ programmeId, organisationId: chiba, confirmedOn, desks, retired },
  source: anEntry().source,
});
const after = (before: OrganisationDesks | undefined, ...rest: Parameters<typeof stated>) =>
  nextEntry(before, stated(...rest));
const idsByName = ({ desks }: OrganisationDesks) => Object.fromEntries(desks.map(({ name, deskId }) => [name, deskId]));

const women = { name: '女性相談室', phone: '043-245-5111' };
const violence = { name: '配偶者暴力相談支援センター', phone: '043-245-5110' };
const young = { name: '若者相談', phone: '043-245-5112' };

test('M03: a desk that moves up in the answer keeps its id, and with it its history', () => {
  const first = after(undefined, [women, violence, young]);
  const second = after(first, [young, women]);
  expect(idsByName(second)).toEqual({ 若者相談: `${chiba}-3`, 女性相談室: `${chiba}-1` });
  expect(deskDifferences(first, second)).toEqual([{ kind: 'removed', deskId: `${chiba}-2`, name: violence.name }]);
});

test('M03: a desk that is renamed and keeps its number is the same desk, and so is one with a new number', () => {
  const first = after(undefined, [women, violence]);
  const second = after(first, [
    { ...women, name: 'ウィメンズ相談', phone: '０４３（２４５）５１１１' },
    { ...violence, phone: '043-000-0000' },
  ]);
  expect(idsByName(second)).toEqual({ ウィメンズ相談: `${chiba}-1`, 配偶者暴力相談支援センター: `${chiba}-2` });
});

test('M03: an id that was given once is given to no other desk, also after its desk has gone', () => {
  const second = after(after(undefined, [women, violence]), [women]);
  expect(second.lastDeskNumber).toBe(2);
  expect(idsByName(after(second, [women, young]))['若者相談']).toBe(`${chiba}-3`);
});

test('M03: two desks with one number are told apart by their names, never guessed by the number', () => {
  const shared = [
    { name: '一', phone: '043-245-5111' },
    { name: '二', phone: '043-245-5111' },
  ];
  const second = after(after(undefined, shared), [{ name: '三', phone: '043-245-5111' }]);
  expect(idsByName(second)).toEqual({ 三: `${chiba}-3` });
});

test('M03: an ended desk stays in the entry with its id when later answers are silent, and comes back with it', () => {
  const first = after(undefined, [women, young]);
  const ended = after(first, [women], [{ name: '若者相談', reason: 'ほかの窓口と統合した' }]);
  expect(ended.retired).toEqual([{ name: '若者相談', reason: 'ほかの窓口と統合した', deskId: `${chiba}-2` }]);
  expect(deskDifferences(first, ended)).toEqual([{ kind: 'ended', deskId: `${chiba}-2`, name: '若者相談' }]);
  const silent = after(ended, [women]);
  expect(silent.retired).toEqual(ended.retired);
  const back = after(silent, [women, young]);
  expect(idsByName(back)['若者相談']).toBe(`${chiba}-2`);
  expect(back.retired).toBeUndefined();
});

test('M03: phones are kept as shown and as dialled, special numbers by their name, links only where they are http or https', () => {
  const [desk, special] = after(undefined, [
    { ...women, phone: '０４３−２４５−５１１１', url: 'javascript:alert(1)', snsUrl: 'https://sns.example.jp/a' },
    { name: '全国共通', phone: '#8778' },
  ]).desks;
  expect(desk).toEqual({
    ...{ deskId: `${chiba}-1`, name: '女性相談室', phone: '043-245-5111', snsUrl: 'https://sns.example.jp/a' },
    telephone: { display: '043-245-5111', dial: '0432455111' },
  });
  expect(special?.telephone).toEqual({
    ...{ display: '#8778', dial: '#8778' },
    label: '女性相談支援センター全国共通短縮ダイヤル',
  });
});

test('M03: the history says which field of which desk changed, from what to what', () => {
  const first = after(undefined, [women]);
  const second = after(first, [{ ...women, openHours: '9:00-17:00' }, young]);
  expect(deskDifferences(first, second)).toEqual([
    {
      ...{ kind: 'changed', deskId: `${chiba}-1`, name: women.name },
      changes: [{ field: 'openHours', before: undefined, after: '9:00-17:00' }],
    },
    { kind: 'added', deskId: `${chiba}-2`, name: young.name },
  ]);
  expect(deskDifferences(second, after(second, [{ ...women, openHours: '9:00-17:00' }, young]))).toEqual([]);
});

test('M03: an entry from before desks were numbered goes on from its highest id', () => {
  const { lastDeskNumber: _, ...old } = anEntry({
    desks: [{ deskId: `${chiba}-7`, name: '窓口' }],
    source: anAnswerSource,
  });
  expect(idsByName(after(old, [{ name: '窓口' }, young]))).toEqual({ 窓口: `${chiba}-7`, 若者相談: `${chiba}-8` });
});

const someDesks = fc.uniqueArray(fc.constantFrom('一', '二', '三', '四', '五', '六'), { maxLength: 6 });
property.prop([fc.array(someDesks, { maxLength: 6 })])('M03: no two desks of an entry ever share an id', (answers) => {
  let entry: OrganisationDesks | undefined;
  for (const names of answers) {
    entry = after(
      entry,
      names.map((name) => ({ name })),
    );
    const ids = [...entry.desks, ...(entry.retired ?? [])].map(({ deskId }) => deskId);
    expect(new Set(ids).size).toBe(ids.length);
  }
});
