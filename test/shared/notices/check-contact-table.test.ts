import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readContactFile } from '../../../functions/notices/contact-file-reader.ts';
import { checkContactTable } from '../../../shared/notices/check-contact-table.ts';
import type { TableCell } from '../../../shared/notices/contact-table.ts';
import { localGovernments } from '../../../shared/programmes/local-governments.ts';
import { nationalOrganisationCode } from '../../../shared/programmes/national-organisations.ts';
import { contactRows } from '../../support/builders/notices.ts';

const cells = (rows: readonly (readonly string[])[], kind: TableCell['kind'] = 'text') =>
  rows.map((row) => row.map((text) => ({ text, kind })));
const heading = ['団体コード', '団体名', '担当部署', 'メールアドレス', 'CCメールアドレス（任意）', '電話番号（任意）'];
const chiba = ['121002', '千葉市', '男女共同参画課', 'a@city.example.jp', '', ''];
const row = (over: Partial<Record<0 | 1 | 2 | 3 | 4 | 5, string>>) => chiba.map((text, at) => over[at as 0] ?? text);
const check = (...rows: string[][]) => checkContactTable(cells([heading, ...rows]));
const problemsOf = (...rows: string[][]) => {
  const checked = check(...rows);
  return checked.ok ? [] : checked.problems;
};

describe('the heading', () => {
  test('columns may stand in any order and be called as people call them', () => {
    const checked = checkContactTable(
      cells([
        ['相談窓口調査　連絡先一覧'],
        [''],
        ['ＴＥＬ（任意）', 'E-mail', 'CC', '担当課名※必須', '市区町村名', '全国地方公共団体コード', '備考'],
        ['043-245-5111', 'A@City.Example.JP', '', '課', '千葉市', '１２１００２', 'x'],
      ]),
    );
    expect(checked).toEqual({
      ok: true,
      warnings: [],
      contacts: [
        { organisationId: '121002', name: '千葉市', section: '課', mail: 'A@city.example.jp', phone: '043-245-5111' },
      ],
    });
  });

  test('a missing column blocks everything: the rows are not looked at', () => {
    const checked = checkContactTable(
      cells([
        ['団体コード', '団体名'],
        ['bad', 'bad'],
      ]),
    );
    expect(checked.ok ? [] : checked.problems).toEqual([
      { kind: 'column-missing', column: 'section', row: 1 },
      { kind: 'column-missing', column: 'mail', row: 1 },
    ]);
  });

  test('a column that stands there twice is refused', () => {
    const checked = checkContactTable(cells([[...heading, 'メール'], chiba]));
    expect(checked.ok ? [] : checked.problems).toEqual([{ kind: 'column-twice', column: 'mail', row: 1 }]);
  });

  test('a file without rows, without anything, or with too many rows is refused as a whole', () => {
    expect(problemsOf()).toEqual([{ kind: 'no-rows' }]);
    expect(problemsOf(['', ' ', '', '', '', ''])).toEqual([{ kind: 'no-rows' }]);
    expect(checkContactTable([]).ok).toBe(false);
    expect(problemsOf(...Array.from({ length: 5_001 }, () => chiba))).toEqual([{ kind: 'too-many-rows' }]);
  });
});

describe('rows', () => {
  test('all that is wrong in all rows is said at once, with row and column as the spreadsheet counts', () => {
    const bad = problemsOf(
      row({ 3: 'none' }),
      ['', '', '', '', '', ''],
      row({ 0: '121003', 2: ' ' }),
      row({ 4: 'x@y' }),
    );
    expect(bad).toEqual([
      { kind: 'mail-form', row: 2, column: 'mail', organisationId: '121002' },
      { kind: 'empty', row: 4, column: 'section' },
      { kind: 'code-check-digit', row: 4, column: 'code' },
      { kind: 'mail-form', row: 5, column: 'cc', organisationId: '121002' },
      { kind: 'code-twice', row: 5, column: 'code', hint: '2', organisationId: '121002' },
    ]);
  });

  test('a good row beside a bad one is not imported', () => {
    expect(check(chiba, row({ 0: 'x' })).ok).toBe(false);
  });

  test.each([
    ['11002', { kind: 'code-zero-lost', hint: '011002' }],
    ['13101', { kind: 'code-without-check-digit', hint: '131016' }],
    ['01100', { kind: 'code-without-check-digit', hint: '011002' }],
    ['1100', { kind: 'code-without-check-digit', hint: '011002' }],
    ['0110', { kind: 'code-form' }],
    ['千葉', { kind: 'code-form' }],
    ['1210021', { kind: 'code-form' }],
    ['121003', { kind: 'code-check-digit' }],
    ['999997', { kind: 'code-unknown' }],
    ['011011', { kind: 'code-not-asked' }],
    ['', { kind: 'empty' }],
    ['1'.repeat(21), { kind: 'too-long' }],
  ])('the code %s is refused with what likely happened to it', (code, expected) => {
    expect(problemsOf(row({ 0: code }))).toEqual([{ row: 2, column: 'code', ...expected }]);
  });

  test.each(['formula', 'merged'] as const)('a %s in a column of ours is refused, elsewhere it is not', (kind) => {
    const odd = { text: '千葉市', kind };
    const withOdd = (at: number) =>
      cells([
        [...heading, '備考'],
        [...chiba, 'x'],
      ]).map((each, place) => (place === 1 ? each.with(at, odd) : each));
    const refused = checkContactTable(withOdd(1));
    expect(refused.ok ? [] : refused.problems).toEqual([{ kind, row: 2, column: 'name', organisationId: '121002' }]);
    expect(checkContactTable(withOdd(6)).ok).toBe(true);
  });

  test('a number from a spreadsheet is read like text', () => {
    const checked = checkContactTable([...cells([heading]), ...cells([chiba], 'number')]);
    expect(checked.ok).toBe(true);
  });

  test.each([
    ['千葉県千葉市', []],
    ['千葉 市', []],
    ['札幌市', [{ kind: 'name-differs', row: 2, column: 'name', hint: '千葉県千葉市' }]],
  ])('the name %s beside the code of 千葉市 is at most worth a look', (name, warnings) => {
    const checked = check(row({ 1: name }));
    expect(checked.ok).toBe(true);
    expect(checked.warnings).toEqual(warnings);
  });

  test.each([
    ['394050', '檮原町'],
    ['394050', '高知県高岡郡檮原町'],
    ['394050', '梼原町'],
    ['082082', '龍ヶ崎市'],
    ['082082', '龍ケ崎市'],
  ])('%s may be written %s', (code, name) => {
    expect(check(row({ 0: code, 1: name })).warnings).toEqual([]);
  });

  test('names are kept as typed, addresses normalised', () => {
    const checked = check(row({ 2: '  子ども家庭課　髙﨑ｶﾞｰ係 ', 3: 'Ｄｅｓｋ＠City.Example.jp' }));
    expect(checked.ok && checked.contacts[0]).toMatchObject({
      section: '子ども家庭課　髙﨑ｶﾞｰ係',
      mail: 'Desk@city.example.jp',
    });
  });

  test('a telephone number that is none is kept and named', () => {
    const checked = check(row({ 5: '内線だけ' }));
    expect(checked.warnings).toEqual([{ kind: 'phone-form', row: 2, column: 'phone' }]);
    expect(checked.ok && checked.contacts[0]?.phone).toBe('内線だけ');
  });
});

describe('whole files', () => {
  test('the list of all 1,788, with their own names, has nothing to be said of it', () => {
    const checked = checkContactTable(cells(contactRows()));
    expect(checked.ok && checked.contacts.length).toBe(1788);
    expect(checked.warnings).toEqual([]);
    expect(checked.ok && checked.contacts.map(({ organisationId }) => organisationId)).toEqual(
      localGovernments.map(({ code }) => code),
    );
  });

  test('any table gives contacts or problems, and never both', () => {
    const cell = fc.record({
      text: fc.oneof(fc.constantFrom(...heading, ...chiba, '11002'), fc.string()),
      kind: fc.constantFrom('text' as const, 'number' as const, 'formula' as const, 'merged' as const),
    });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 12 }), (table) => {
        const checked = checkContactTable(table);
        if (checked.ok) expect(checked.contacts.length).toBeGreaterThan(0);
        else expect(checked.problems.length).toBeGreaterThan(0);
      }),
    );
  });

  test('any bytes are read and checked without a fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const read = await readContactFile(bytes);
        if (read.ok) expect(checkContactTable(read.rows).ok).toBe(false);
      }),
    );
  });
});

describe('national organisations', () => {
  const boshi = ['N00019', '全国母子の会', '事務局', 'a@boshi.example.jp', '', ''];
  const asking = (...rows: string[][]) => checkContactTable(cells([heading, ...rows]), { nationalOrganisations: true });
  const kindsOf = (checked: ReturnType<typeof checkContactTable>) =>
    checked.ok ? [] : checked.problems.map(({ kind }) => kind);

  test('M01: stand in the same file under codes of their own, with the name that the file gives them', () => {
    expect(
      asking(chiba, boshi, ['ｎ０００２７', '全国父子の会', '事務局', 'b@fushi.example.jp', '', '']),
    ).toMatchObject({
      ok: true,
      warnings: [],
      contacts: [
        { organisationId: '121002' },
        { organisationId: 'N00019', name: '全国母子の会' },
        { organisationId: 'N00027' },
      ],
    });
  });

  test('codes that the template offers and nobody took are left out', () => {
    expect(asking(boshi, ['N00027', '', '', '', '', ''])).toMatchObject({
      ok: true,
      contacts: [{ name: '全国母子の会' }],
    });
    expect(kindsOf(asking(['N00027', '全国父子の会', '', '', '', '']))).toEqual(['empty', 'empty']);
  });

  test('a mistyped code is none, the same code twice is one too many, and a programme that asks none takes none', () => {
    expect(kindsOf(asking(boshi.with(0, 'N00010')))).toEqual(['national-code-form']);
    expect(kindsOf(asking(boshi, boshi))).toEqual(['code-twice']);
    expect(kindsOf(check(boshi))).toEqual(['national-not-asked']);
  });

  test('more than a round can hold are refused as a whole', () => {
    const many = Array.from({ length: 301 }, (_, place) => boshi.with(0, nationalOrganisationCode(place)));
    expect(kindsOf(asking(...many))).toEqual(['too-many-national']);
  });
});
