import * as fc from 'fast-check';
import { parseCsv, readXlsx } from 'hucre';
import { describe, expect, test } from 'vitest';
import { encodeCp932 } from '../../../../functions/platform/export/cp932.ts';
import { csvText, utf8Csv } from '../../../../functions/platform/export/csv.ts';
import { textWorkbook } from '../../../../functions/platform/export/spreadsheet.ts';
import { Instant } from '../../../../shared/kernel/time.ts';

const madeAt = Instant.parse('2026-06-10T01:23:45.678Z');
/** Everything that a CSV file has a meaning for, between ordinary characters. */
const tricky = fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', '\t', '=', '-', "'", 'あ', '𠮷', ' ', '0') });
const cells = fc.array(fc.array(tricky, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });

describe('CSV', () => {
  test('begins with the mark by which Excel knows UTF-8, and ends every row with CRLF', () => {
    const bytes = utf8Csv(csvText([['団体コード'], ['011002']]));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toBe('団体コード\r\n011002\r\n');
  });

  test.each(['=1+1', '+81', '-1', '@SUM(A1)', '\tx', '\rx', '＝1+1', '＋81', '－1', '−1', '＠SUM(A1)'])(
    'M03: a cell that begins like %j is no formula',
    (cell) => {
      expect(
        csvText([[cell, 'x']])
          .replaceAll('"', '')
          .startsWith(`'${cell}`),
      ).toBe(true);
    },
  );

  test.each(['#8778', '0120', '〜', '’=', ' =1', '(1) 甲'])('a cell such as %j stays as it is', (cell) => {
    expect(csvText([[cell]])).toBe(`${cell}\r\n`);
  });

  test('whatever the cells are, they are read back as they were, but for the apostrophe before a formula', () => {
    void fc.assert(
      fc.property(cells, (rows) => {
        const expected = rows.map((row) => row.map((cell) => (/^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell)));
        const read = parseCsv(csvText(rows), { delimiter: ',', skipEmptyRows: false } as never);
        expect(read).toEqual(expected);
      }),
    );
  });
});

describe('CP932', () => {
  const read = (bytes: Uint8Array) => new TextDecoder('shift_jis').decode(bytes);

  test('what only has another code point there is written as that', () => {
    const { bytes, unencodable } = encodeCp932('9時〜17時−昼休み—‖¢£¬¥\u00a0');
    expect(unencodable).toEqual([]);
    expect(read(bytes)).toBe('9時～17時－昼休み―∥￠￡￢￥ ');
  });

  test('characters of Windows (髙 﨑 ① ㈱) are kept, in the code points that Windows writes', () => {
    const { bytes, unencodable } = encodeCp932('髙﨑①㈱');
    expect(unencodable).toEqual([]);
    expect(Buffer.from(bytes).toString('hex')).toBe('fbfcfab18740878a');
  });

  test('M03: what CP932 cannot hold becomes 〓 and is listed with how often it stood there', () => {
    const { bytes, unencodable } = encodeCp932('𠮷野家と𠮷田、cafés 😀');
    expect(read(bytes)).toBe('〓野家と〓田、caf〓s 〓');
    expect(unencodable).toEqual([
      { character: '𠮷', count: 2 },
      { character: 'é', count: 1 },
      { character: '😀', count: 1 },
    ]);
  });

  test('nothing is ever lost unsaid: what is not listed is read back', () => {
    void fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 0xa0, max: 0xffef }).map((code) => String.fromCodePoint(code)) }),
        (raw) => {
          const text = raw.toWellFormed();
          const { bytes, unencodable } = encodeCp932(text);
          const lost = new Set(unencodable.map(({ character }) => character));
          const back = [...read(bytes)];
          expect(back).toHaveLength([...text].length);
          for (const [place, character] of [...text].entries()) {
            if (lost.has(character)) expect(back[place]).toBe('〓');
            else if (!'〜−—‖¢£¬¥\u00a0'.includes(character)) expect(back[place]).toBe(character);
          }
        },
      ),
    );
  });
});

describe('XLSX', () => {
  const header = ['団体コード', '団体', '備考'];
  const rows = [
    ['011002', '北海道札幌市', '=HYPERLINK("https://example.test")'],
    ['121002', '千葉県千葉市', '1行目\n2行目 <b>&amp;'],
    ['131016', '東京都千代田区', '-5'],
  ];
  const written = () => textWorkbook([{ name: '回答', header, rows, frozenColumns: 2 }], { title: '回答', madeAt });

  test('M03: codes keep their zeros and every cell is read back as the text it was', async () => {
    const { sheets } = await readXlsx(await written());
    expect(sheets[0]?.name).toBe('回答');
    expect(sheets[0]?.rows).toEqual([header, ...rows]);
  });

  test('no cell is a formula or a number, and cells stay text when somebody edits them', async () => {
    const workbook = await readXlsx(await written(), { readStyles: true });
    const [sheet] = workbook.sheets;
    const found = [...(sheet?.cells?.values() ?? [])];
    expect(found.length).toBeGreaterThanOrEqual(12);
    for (const cell of found) {
      expect(cell.formula).toBeUndefined();
      expect(typeof cell.value).toBe('string');
      expect(cell.style?.numFmt).toBe('@');
    }
    expect(sheet?.cells?.get('0,0')?.style?.font?.bold).toBe(true);
  });

  test('the same rows give the same bytes', async () => {
    expect(Buffer.from(await written()).equals(Buffer.from(await written()))).toBe(true);
  });

  test('whatever was typed is read back', async () => {
    const typed = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\p{Cc}\ufffe\uffff]/gu, ''));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(typed, typed), { minLength: 1, maxLength: 5 }), async (pairs) => {
        const filled = pairs.map(([one, other]) => ['x', one, other, 'y']);
        const { sheets } = await readXlsx(
          await textWorkbook([{ name: 'a', header: ['1', '2', '3', '4'], rows: filled }], { title: '', madeAt }),
        );
        const read = sheets[0]?.rows.slice(1).map((row) => row.map((cell) => cell ?? ''));
        expect(read).toEqual(filled);
      }),
      { numRuns: 40 },
    );
  });
});
