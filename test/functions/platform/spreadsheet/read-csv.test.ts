import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { csvText, utf8Csv } from '../../../../functions/platform/export/csv.ts';
import { decodeJapanese } from '../../../../functions/platform/spreadsheet/decode-japanese.ts';
import { parseCsv, readCsv } from '../../../../functions/platform/spreadsheet/read-csv.ts';

const textOf = (rows: ReturnType<typeof readCsv>) =>
  rows.ok ? rows.rows.map((row) => row.map(({ text }) => text)) : rows.reason;

describe('rows and cells', () => {
  test.each([
    ['CRLF', 'a,b\r\nc,d\r\n'],
    ['LF', 'a,b\nc,d\n'],
    ['CR', 'a,b\rc,d\r'],
    ['no newline at the end', 'a,b\r\nc,d'],
  ])('%s ends a row', (_, text) => {
    expect(parseCsv(text)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  test('quotes keep commas, newlines and doubled quotes', () => {
    expect(parseCsv('"a,b","c\r\nd","e""f",g"h\n')).toEqual([['a,b', 'c\r\nd', 'e"f', 'g"h']]);
  });

  test('blank rows are rows, so that the numbers stay those of the spreadsheet', () => {
    expect(parseCsv('a\n\nb\n')).toEqual([['a'], [''], ['b']]);
    expect(parseCsv('a,\n')).toEqual([['a', '']]);
    expect(parseCsv('a,')).toEqual([['a', '']]);
    expect(parseCsv('')).toEqual([]);
  });

  test('a quotation mark that is never closed is named', () => {
    expect(textOf(readCsv(Buffer.from('a,"b\nc')))).toBe('open-quote');
  });

  test('what is written is read back identical, but for the apostrophe before a formula', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', '北', '髙', '=', '＝', '😀', "'") });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 8 }), (rows) => {
        const expected = rows.map((row) =>
          row.map((text) => (/^[=+\-@\t\r\n＝＋－−＠]/.test(text) ? `'${text}` : text)),
        );
        expect(textOf(readCsv(utf8Csv(csvText(rows))))).toEqual(expected);
      }),
    );
  });

  test('any bytes give rows or a reason', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const read = readCsv(bytes);
        expect(read.ok ? read.rows.length : read.reason).toSatisfy(
          (answer) => typeof answer === 'string' || answer >= 0,
        );
      }),
    );
  });
});

describe('character sets', () => {
  const words = '髙橋﨑①㈱～－ﾃｽﾄ 北海道檮原町';

  test.each([
    ['UTF-8', Buffer.from(words)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${words}`)],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${words}`, 'utf16le')],
  ])('%s is read', (_, bytes) => {
    expect(decodeJapanese(bytes)).toBe(words);
  });

  test('CP932, as Excel in Japan writes it, is read with the characters that only it has', () => {
    const only = '髙橋﨑①㈱～－ﾃｽﾄ 北海道';
    expect(decodeJapanese(iconv.encode(only, 'cp932'))).toBe(only);
  });

  test('bytes of neither are refused rather than guessed', () => {
    expect(decodeJapanese(Uint8Array.from([0x82, 0xff, 0xfd]))).toBeUndefined();
  });
});
