import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { OrganisationId } from '../../../shared/kernel/ids.ts';
import { fullName, localGovernments } from '../../../shared/programmes/local-governments.ts';
import { consultationDesks } from '../../../shared/programmes/womens-support-2026/forms/consultation-desks.v1.ts';
import { collateRound } from '../../../shared/surveys/collate-round.ts';
import { collate } from '../../../shared/surveys/collation.ts';
import type { CollationTable } from '../../../shared/surveys/collation-repository.ts';
import { requestCollation } from '../../../shared/surveys/request-collation.ts';
import {
  aCause,
  anInvitation,
  aReference,
  aResponse,
  aRound,
  chiba,
  countedIds,
  now,
  programmeId,
  programmesWith,
  roundId,
  sapporo,
  twoRecipients,
} from '../../support/builders/surveys.ts';
import { InMemorySurveys } from '../../support/fakes/in-memory-surveys.ts';
import { openedRound } from '../../support/fixtures/opened-round.ts';

const tokyo = { organisationId: OrganisationId.parse('130001'), name: '東京都', prefecture: '13' };
const everybody = localGovernments.map((each) => ({
  recipient: {
    organisationId: OrganisationId.parse(each.code),
    name: fullName(each),
    prefecture: each.code.slice(0, 2),
  },
}));
const [toSapporo, toChiba] = twoRecipients;
if (toSapporo === undefined || toChiba === undefined) throw new Error('two recipients');

const desk = {
  name: '女性相談窓口',
  section: '家庭課',
  phone: '03-1234-5678',
  openDays: ['月', '火'],
  openHours: '9:00-17:00',
};
const submission = (over: object = {}) => ({
  ...{ form: 'consultation-desks', formVersion: 1 },
  answers: { hasDesk: 'yes', respondentSection: '福祉課', respondentPhone: '03-1234-5678' },
  groups: {
    desks: [desk, { ...desk, name: '夜間相談', sns: 'undecided' }],
    groups: [{ name: '甲の会' }, { name: '乙の会' }],
  },
  ...over,
});
const answered = (recipient: typeof toChiba, over: object = {}, status: 'submitted' | 'accepted' = 'submitted') => ({
  recipient,
  invitation: anInvitation({ organisationId: recipient.organisationId, status }),
  response: aResponse({ organisationId: recipient.organisationId, submission: submission(over) }),
});

/** The table as one object a row, by the names of the columns. */
function named({ header, rows }: CollationTable): Record<string, string>[] {
  expect(new Set(header).size).toBe(header.length);
  return rows.map((row) => {
    expect(row).toHaveLength(header.length);
    return Object.fromEntries(header.map((name, place) => [name, row[place] ?? '']));
  });
}

describe('the one form', () => {
  test('a row for each desk; what is answered once stands in each; further groups are numbered in one cell', () => {
    const rows = named(collate(consultationDesks, [answered(toChiba)]));
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      ...{ 団体コード: chiba, 都道府県: '千葉県', 市区町村: '千葉市', 回答状況: '提出済み', 受付番号: aReference },
      ...{
        提出日時: '2026-06-10 10:23',
        相談窓口の有無: '窓口がある',
        相談窓口の番号: '1',
        窓口の名称: '女性相談窓口',
      },
      ...{
        受付曜日: '月、火',
        SNSによる相談の受付: '',
        '民間団体：団体の名称': '(1) 甲の会\n(2) 乙の会',
        回答した部署: '福祉課',
      },
    });
    expect(rows[1]).toMatchObject({
      相談窓口の番号: '2',
      窓口の名称: '夜間相談',
      SNSによる相談の受付: '未定',
      回答した部署: '福祉課',
    });
  });

  test('the columns stand in the order of the form', () => {
    const { header } = collate(consultationDesks, []);
    const order = [
      '団体コード',
      '回答状況',
      '相談窓口の番号',
      '相談窓口の有無',
      '窓口の名称',
      '民間団体：団体の名称',
      '回答した部署',
    ];
    expect(order.map((name) => header.indexOf(name))).toEqual(
      order.map((name) => header.indexOf(name)).toSorted((a, b) => a - b),
    );
    expect(order.every((name) => header.includes(name))).toBe(true);
  });

  test('a prefecture is its own prefecture and no municipality', () => {
    const [row] = named(collate(consultationDesks, [{ recipient: tokyo }]));
    expect(row).toMatchObject({ 団体コード: '130001', 都道府県: '東京都', 市区町村: '', 回答状況: '未回答' });
  });

  test.each(['invited', 'drafting'] as const)(
    'what is %s is 未回答 in one row with empty answers, never なし',
    (status) => {
      const invitation = anInvitation({ status });
      const [row, ...more] = named(collate(consultationDesks, [{ recipient: toChiba, invitation }]));
      expect(more).toEqual([]);
      expect(row?.['回答状況']).toBe('未回答');
      expect(Object.values(row ?? {}).filter((cell) => cell !== '')).toEqual([chiba, '千葉県', '千葉市', '未回答']);
    },
  );

  test('"there is no desk" is an answer: one row without a desk', () => {
    const over = { answers: { hasDesk: 'no', respondentSection: '福祉課' }, groups: {} };
    const rows = named(collate(consultationDesks, [answered(toChiba, over, 'accepted')]));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      回答状況: '受理済み',
      相談窓口の有無: '窓口はない',
      相談窓口の番号: '',
      窓口の名称: '',
    });
  });

  test('a returned answer does not count until it comes again', () => {
    const returned = { ...answered(toChiba), invitation: anInvitation({ status: 'returned' }) };
    const [row] = named(collate(consultationDesks, [returned]));
    expect(row).toMatchObject({ 回答状況: '差戻し中', 受付番号: '', 相談窓口の有無: '', 回答した部署: '' });
  });

  test('all 1,788 are there, once each, in the order of the list, whoever has answered', () => {
    const desks = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 20 });
    void fc.assert(
      fc.property(desks, (howMany) => {
        const organisations = everybody.map(({ recipient }, place) => {
          const blocks = howMany[place % howMany.length] ?? 0;
          const groups = { desks: Array.from({ length: blocks }, () => desk), groups: [] };
          return place % 3 === 0 ? { recipient } : answered(recipient, { groups });
        });
        const { rows } = collate(consultationDesks, organisations);
        const codes = [...new Set(rows.map(([code]) => code))];
        expect(codes).toEqual(everybody.map(({ recipient }) => recipient.organisationId));
        const unanswered = rows.filter((row) => row[3] === '未回答');
        expect(unanswered).toHaveLength(Math.ceil(1788 / 3));
      }),
      { numRuns: 5 },
    );
  });
});

describe('the job', () => {
  let surveys: InMemorySurveys;
  let written: { readonly id: string; readonly table: CollationTable }[];
  beforeEach(() => {
    surveys = new InMemorySurveys();
    written = [];
  });
  const deps = (recipients = twoRecipients) => ({
    ...{ ...surveys, responses: surveys.archive, programmes: programmesWith(recipients), ids: countedIds() },
    writer: {
      write: async ({ collationId }: { collationId: string }, table: CollationTable) => {
        written.push({ id: collationId, table });
        return [{ character: '𠮷', count: 2 }];
      },
    },
  });
  const account = '0b8e3b9c-5a55-4f0e-8f5e-6c1d2f3a4b5c' as never;
  const asked = async () => {
    const outcome = await requestCollation(deps(), { roundId, requestedBy: account }, aCause());
    if (!outcome.ok) throw new Error(outcome.refusal.kind);
    return outcome.value.collationId;
  };

  test('asking tells the job, and the files hold everybody', async () => {
    await openedRound(surveys, [
      anInvitation({ organisationId: chiba, status: 'submitted' }),
      anInvitation({ organisationId: sapporo }),
    ]);
    const collationId = await asked();
    expect(surveys.records.at(-1)).toMatchObject({
      audit: { action: 'request-collation' },
      events: [{ type: 'collation-requested.v1', data: { roundId, collationId, requestedBy: account } }],
    });
    expect(await collateRound(deps(), { roundId, collationId }, aCause())).toEqual({ ok: true, value: 'collated' });
    expect(
      named(written[0]?.table ?? { title: '', header: [], rows: [], blanks: [] }).map((row) => [
        row['団体コード'],
        row['回答状況'],
      ]),
    ).toEqual([
      [sapporo, '未回答'],
      [chiba, '提出済み'],
      [chiba, '提出済み'],
    ]);
    expect(await surveys.collations.find(programmeId, roundId, collationId)).toMatchObject({
      ...{ status: 'done', doneAt: now, organisations: 2, answered: 1, rows: 3 },
      unencodable: [{ character: '𠮷', count: 2 }],
    });
  });

  test('a repeat changes nothing and writes nothing', async () => {
    await openedRound(surveys, [anInvitation()]);
    const collationId = await asked();
    await collateRound(deps(), { roundId, collationId }, aCause());
    const records = surveys.records.length;
    expect(await collateRound(deps(), { roundId, collationId }, aCause())).toEqual({ ok: true, value: 'was-done' });
    expect(written).toHaveLength(1);
    expect(surveys.records).toHaveLength(records);
  });

  test('a try that broke off before it was marked writes the same once more', async () => {
    await openedRound(surveys, [anInvitation({ status: 'accepted' })]);
    const collationId = await asked();
    const breaks = { ...surveys.collations, finish: async () => Promise.reject(new Error('gone')) };
    await expect(collateRound({ ...deps(), collations: breaks }, { roundId, collationId }, aCause())).rejects.toThrow(
      'gone',
    );
    await collateRound(deps(), { roundId, collationId }, aCause());
    expect(written).toHaveLength(2);
    expect(written[0]).toEqual(written[1]);
  });

  test('nothing is collated of a round that was not opened, nor of another programme', async () => {
    const draft = aRound({ status: 'draft' });
    await surveys.rounds.add(draft, { cause: aCause(), audit: { action: 'test', target: 'round' }, events: [] });
    const refused = await requestCollation(deps(), { roundId, requestedBy: account }, aCause());
    expect(refused).toEqual({ ok: false, refusal: { kind: 'round-not-opened' } });
    const elsewhere = aCause({ programmeId: 'single-parent-2024' as never });
    expect(await requestCollation(deps(), { roundId, requestedBy: account }, elsewhere)).toEqual({
      ok: false,
      refusal: { kind: 'round-not-found' },
    });
  });
});
