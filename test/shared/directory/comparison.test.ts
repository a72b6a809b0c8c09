import { expect, test } from 'vitest';
import { chooseBodies } from '../../../shared/directory/choose-bodies.ts';
import {
  type ComparedQuestion,
  comparedForms,
  compareMeasures,
  comparisonLines,
} from '../../../shared/directory/compare-measures.ts';
import { deskLines } from '../../../shared/directory/desk-lines.ts';
import { LocalGovernmentCode, ProgrammeId } from '../../../shared/kernel/ids.ts';
import { comparedQuestions } from '../../../shared/programmes/form-definition.ts';
import type { LocalGovernment } from '../../../shared/programmes/local-governments.ts';
import { anEntry, someMeasures } from '../../support/builders/directory.ts';
import { programmeId } from '../../support/builders/surveys.ts';

const tokyo = LocalGovernmentCode.parse('130001');
const [form] = comparedForms(programmeId);
if (form === undefined) throw new Error('nothing is compared');
const questionsOf = (...ids: string[]): readonly ComparedQuestion[] =>
  comparedQuestions(form).filter(({ id }) => ids.includes(id));
const chosen = (...codes: string[]): readonly LocalGovernment[] => {
  const bodies = chooseBodies({ codes: codes.join('、') });
  if (!bodies.ok) throw new Error(bodies.refusal.kind);
  return bodies.value;
};

test('M09: 未回答 stays 未回答, whether nothing was accepted or one question was left out, and is neither なし nor 0', () => {
  const questions = questionsOf('plan', 'workers', 'council', 'councilForm');
  const entries = [
    someMeasures({ organisationId: '121002', answers: { plan: '策定済', workers: '0', council: '予定なし' } }),
    someMeasures({ organisationId: '011002', answers: { plan: '未定', council: '設置済' } }),
  ];
  const { rows } = compareMeasures(programmeId, { form, questions }, chosen('131016', '121002', '011002'), entries);
  expect(rows.map(({ code, cells }) => [code, ...cells])).toEqual([
    ['011002', '未定', '設置済', '未回答', '未回答'],
    ['121002', '策定済', '予定なし', '対象外', '0人'],
    ['131016', '未回答', '未回答', '未回答', '未回答'],
  ]);
});

test('M09: the rows stand in the order of the codes, whatever the figures and however the bodies were named', () => {
  const entries = [
    someMeasures({ organisationId: '131016', answers: { workers: '9' } }),
    someMeasures({ organisationId: '011002', answers: { workers: '1' } }),
  ];
  const questions = questionsOf('workers');
  const { rows } = compareMeasures(programmeId, { form, questions }, chosen('131016', '121002', '011002'), entries);
  expect(rows.map(({ code }) => code)).toEqual(['011002', '121002', '131016']);
});

test('M09: a file carries the definitions and the reference day beside the figures', () => {
  const questions = questionsOf('plan');
  const table = compareMeasures(programmeId, { form, questions }, chosen('121002'), [someMeasures()]);
  const { header, rows } = comparisonLines(table);
  expect(header).toEqual(['団体コード', '団体', '基準日', '確認日', '基本計画']);
  expect(rows[0]?.[4]).toContain('法第8条');
  expect(rows[1]).toEqual(['121002', '千葉県千葉市', '令和8年4月1日', '令和8年6月6日', '策定済']);
});

test('M09: bodies are those of a prefecture, of a kind, or named by code, and at most two hundred', () => {
  const count = (bodies: ReturnType<typeof chooseBodies>) => (bodies.ok ? bodies.value.length : bodies.refusal.kind);
  expect(count(chooseBodies({ prefecture: tokyo }))).toBe(63);
  expect(count(chooseBodies({ prefecture: LocalGovernmentCode.parse('010006') }))).toBe(180);
  expect(count(chooseBodies({ kind: 'designated-city' }))).toBe(20);
  expect(count(chooseBodies({ kind: 'special-ward', prefecture: tokyo, codes: '１２１００２ 011002' }))).toBe(25);
  expect(count(chooseBodies({ kind: 'town' }))).toBe('too-many-organisations');
  expect(count(chooseBodies({}))).toBe('no-organisation-chosen');
  expect(chooseBodies({ codes: '121002、121003' })).toMatchObject({
    refusal: { kind: 'code-not-known', codes: ['121003'] },
  });
});

test('M09: a body that is named by an old code is the one that took its place', () => {
  expect(chosen('221317').map(({ name }) => name)).toEqual(['浜松市']);
});

test('M09: a programme that compares nothing has no form to choose', () => {
  expect(comparedForms(ProgrammeId.parse('womens-network-2021'))).toEqual([]);
});

test('M03: the directory as a file has a line for each desk, for whoever has none, and for whoever has not answered', () => {
  const [sapporo, chiba, chiyoda] = chosen('011002', '121002', '131016') as [
    LocalGovernment,
    LocalGovernment,
    LocalGovernment,
  ];
  const { header, rows } = deskLines(
    [sapporo, chiba, chiyoda],
    [anEntry(), anEntry({ organisationId: '131016', desks: [] })],
  );
  expect(rows.map(([code, , , state, confirmed]) => [code, state, confirmed])).toEqual([
    ['011002', '未回答', ''],
    ['121002', '掲載中', '令和8年6月6日'],
    ['131016', '窓口なし', '令和8年6月6日'],
  ]);
  for (const row of rows) expect(row).toHaveLength(header.length);
});
