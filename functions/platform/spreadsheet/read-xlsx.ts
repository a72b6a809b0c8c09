/** Sheets of an XLSX file. Formulas are not worked out and merged cells are not guessed at: both are named. */
import { type CellValue, readXlsx as readWorkbook, type Sheet } from 'hucre/xlsx';
import type { ReadBook, ReadSheet, SheetCell, SheetRows, UnreadableSheet } from './spreadsheet.ts';
import { zipBoundsOf } from './zip-bounds.ts';

/** Far above any list of 5,000 rows, far below what the function's memory holds. */
const largestInsideBytes = 80_000_000;
const mostEntries = 2_000;
/** Columns beyond are not looked at. */
const lastColumn = 'AZ';
const oleStart = [0xd0, 0xcf, 0x11, 0xe0];

/** The sheet with this name, else the first one. Whatever the bytes are, the answer is rows or a reason. */
export async function readXlsx(bytes: Uint8Array, preferredSheet: string): Promise<ReadSheet> {
  const reason = whyUnreadable(bytes, { insideBytes: largestInsideBytes, entries: mostEntries });
  if (reason !== undefined) return { ok: false, reason };
  try {
    const sheet = await readSheet(bytes, preferredSheet);
    return sheet === undefined ? { ok: false, reason: 'not-readable' } : { ok: true, rows: rowsOf(sheet) };
  } catch {
    // Nothing but the library on bytes in memory runs here: whatever it throws is about the file.
    return { ok: false, reason: 'not-readable' };
  }
}

export interface BookBounds {
  readonly insideBytes: number;
  readonly entries: number;
  readonly sheets: number;
  /** `A1:CZ400`; what lies outside is not looked at. */
  readonly range: string;
}

/** Every sheet of a book, within narrow bounds: for a file that a stranger sends and that is read at once. */
export async function readXlsxBook(bytes: Uint8Array, bounds: BookBounds): Promise<ReadBook> {
  const reason = whyUnreadable(bytes, bounds);
  if (reason !== undefined) return { ok: false, reason };
  try {
    const { sheets } = await readWorkbook(bytes, {
      sheets: ({ index }: { readonly index: number }) => index < bounds.sheets,
      range: bounds.range,
    });
    return { ok: true, sheets: sheets.map((sheet) => ({ name: sheet.name, rows: rowsOf(sheet) })) };
  } catch {
    return { ok: false, reason: 'not-readable' };
  }
}

/** Before anything is unpacked. */
function whyUnreadable(
  bytes: Uint8Array,
  most: Pick<BookBounds, 'insideBytes' | 'entries'>,
): UnreadableSheet | undefined {
  if (oleStart.every((byte, place) => bytes[place] === byte)) return 'encrypted';
  const bounds = zipBoundsOf(bytes);
  if (bounds === undefined) return 'not-readable';
  return bounds.unpackedBytes > most.insideBytes || bounds.entries > most.entries ? 'too-large-inside' : undefined;
}

async function readSheet(bytes: Uint8Array, preferred: string): Promise<Sheet | undefined> {
  const sheets = ({ name, index }: { readonly name: string; readonly index: number }) =>
    index === 0 || name === preferred;
  const read = await readWorkbook(bytes, { sheets, range: `A1:${lastColumn}1048576` });
  return read.sheets.find(({ name }) => name === preferred) ?? read.sheets[0];
}

function rowsOf(sheet: Sheet): SheetRows {
  const merged = new Set<string>();
  for (const { startRow, startCol, endRow, endCol } of sheet.merges ?? []) {
    for (let row = startRow; row <= Math.min(endRow, sheet.rows.length); row += 1) {
      for (let column = startCol; column <= Math.min(endCol, 60); column += 1) merged.add(`${row},${column}`);
    }
  }
  return sheet.rows.map((row, at) =>
    row.map((value, column): SheetCell => {
      const place = `${at},${column}`;
      const isFormula = sheet.cells?.get(place)?.formula !== undefined;
      if (isFormula) return { text: textOf(value), kind: 'formula' };
      if (merged.has(place)) return { text: textOf(value), kind: 'merged' };
      return { text: textOf(value), kind: typeof value === 'number' ? 'number' : 'text' };
    }),
  );
}

function textOf(value: CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value).toString() : String(value);
}
