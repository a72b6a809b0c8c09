import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { readXlsx } from '../../../../functions/platform/spreadsheet/read-xlsx.ts';
import { zipBoundsOf } from '../../../../functions/platform/spreadsheet/zip-bounds.ts';

const read = (bytes: Uint8Array) => readXlsx(bytes, '連絡先');
const oneSheet = (rows: (string | number | null)[][], more: object = {}) =>
  writeXlsx({ sheets: [{ name: 'Sheet1', rows, ...more }] });

describe('cells', () => {
  test('text keeps its leading zero, a number has none, and both are told apart', async () => {
    const bytes = await oneSheet([['011002', 11002, 0.5, null, '檮原町']]);
    expect(await read(bytes)).toEqual({
      ok: true,
      rows: [
        [
          { text: '011002', kind: 'text' },
          { text: '11002', kind: 'number' },
          { text: '0.5', kind: 'number' },
          { text: '', kind: 'text' },
          { text: '檮原町', kind: 'text' },
        ],
      ],
    });
  });

  test('a formula is named, whatever its result was', async () => {
    const cells = new Map([['1,0', { value: 5, type: 'formula' as const, formula: 'SUM(1,4)', formulaResult: 5 }]]);
    const read1 = await read(await oneSheet([['a'], [5]], { cells }));
    expect(read1.ok && read1.rows[1]?.[0]?.kind).toBe('formula');
  });

  test('a merged cell is named, and so are those that it covers', async () => {
    const merges = [{ startRow: 0, startCol: 0, endRow: 1, endCol: 0 }];
    const read1 = await read(
      await oneSheet(
        [
          ['a', 'b'],
          [null, 'c'],
        ],
        { merges },
      ),
    );
    expect(read1.ok && read1.rows.map((row) => row.map(({ kind }) => kind))).toEqual([
      ['merged', 'text'],
      ['merged', 'text'],
    ]);
  });

  test('the sheet called 連絡先 is read, else the first one', async () => {
    const sheets = [
      { name: '説明', rows: [['説明']] },
      { name: '連絡先', rows: [['連絡先']] },
    ];
    const both = await read(await writeXlsx({ sheets }));
    expect(both.ok && both.rows[0]?.[0]?.text).toBe('連絡先');
    const first = await readXlsx(await writeXlsx({ sheets }), 'ほか');
    expect(first.ok && first.rows[0]?.[0]?.text).toBe('説明');
  });
});

describe('files that give no rows', () => {
  test('any bytes give rows or a reason, also where a real file was damaged', async () => {
    const whole = await oneSheet([['a', 1]]);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.uint8Array({ minLength: 1, maxLength: 30 }), async (at, noise) => {
        const damaged = Uint8Array.from(whole);
        damaged.set(noise.subarray(0, whole.length - at), at);
        const answer = await read(damaged);
        expect(typeof answer.ok).toBe('boolean');
      }),
      { numRuns: 60 },
    );
    expect(await read(new Uint8Array())).toEqual({ ok: false, reason: 'not-readable' });
    expect(await read(Buffer.from('PK\u0003\u0004 but nothing else'))).toEqual({ ok: false, reason: 'not-readable' });
  });

  test('a locked or old file is called encrypted', async () => {
    const bytes = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(512).fill(0)]);
    expect(await read(bytes)).toEqual({ ok: false, reason: 'encrypted' });
  });

  test('a file that would unpack to more than fits is refused before it is unpacked', async () => {
    const bytes = await oneSheet([['a']]);
    expect(await read(withStatedSize(bytes, 900_000_000))).toEqual({ ok: false, reason: 'too-large-inside' });
  });

  test('a file that leaves a size open is refused: the library would unpack without a bound', async () => {
    const bytes = await oneSheet([['a']]);
    expect(zipBoundsOf(bytes)?.unpackedBytes).toBeGreaterThan(0);
    expect(await read(withStatedSize(bytes, 0))).toEqual({ ok: false, reason: 'not-readable' });
    expect(await read(withStatedSize(bytes, 0xffff_ffff))).toEqual({ ok: false, reason: 'not-readable' });
  });
});

/** The first entry of the directory says that it unpacks to so many bytes. */
function withStatedSize(bytes: Uint8Array, size: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  const view = new DataView(changed.buffer);
  let at = changed.length - 22;
  while (view.getUint32(at, true) !== 0x06054b50) at -= 1;
  view.setUint32(view.getUint32(at + 16, true) + 24, size, true);
  return changed;
}
