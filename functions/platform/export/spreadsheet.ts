/**
 * XLSX with every cell as text, so that a code keeps its zeros and nothing is run as a formula: a cell of this format
 * stays text also when somebody edits it.
 */
import { writeXlsx } from 'hucre/xlsx';
import { columnLetters } from '../../../shared/kernel/column-letters.ts';
import type { Instant } from '../../../shared/kernel/time.ts';

export interface TextSheet {
  /** At most 31 characters, without `[]:*?/\`. */
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns that stay in sight when the sheet is scrolled sideways. */
  readonly frozenColumns?: number;
}

const asText = '@';
const narrowest = 8;
const widest = 40;
const rowsMeasured = 200;

/** The same sheets with the same moment give the same bytes. */
export async function textWorkbook(
  sheets: readonly TextSheet[],
  about: { readonly title: string; readonly madeAt: Instant },
): Promise<Uint8Array> {
  const madeAt = new Date(about.madeAt);
  return writeXlsx({
    sheets: sheets.map(sheetOf),
    properties: { title: about.title, created: madeAt, modified: madeAt },
    defaultFont: { name: '游ゴシック', size: 11 },
  });
}

function sheetOf({ name, header, rows, frozenColumns }: TextSheet) {
  const style = { numFmt: asText, alignment: { vertical: 'top' as const, wrapText: true } };
  return {
    name,
    columns: header.map((title, place) => ({ width: widthOf(title, rows, place), style })),
    rows: [[...header], ...rows.map((row) => [...row])],
    cells: new Map(header.map((value, place) => [`0,${place}`, { value, style: headerStyle }] as const)),
    freezePane: { rows: 1, columns: frozenColumns ?? 0 },
    autoFilter: { range: `A1:${columnLetters(header.length - 1)}${rows.length + 1}` },
    pageSetup: { orientation: 'landscape' as const, fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

const headerStyle = {
  font: { bold: true },
  fill: { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { rgb: 'E8F1FE' } },
  alignment: { vertical: 'center' as const, wrapText: true },
  border: { bottom: { style: 'thin' as const } },
  numFmt: asText,
};

/** Japanese characters are two wide. Measured over the first rows: a guess is enough, and the user can drag. */
function widthOf(title: string, rows: TextSheet['rows'], place: number): number {
  let most = wide(title) + 4;
  for (const row of rows.slice(0, rowsMeasured)) most = Math.max(most, wide(row[place] ?? '') + 2);
  return Math.min(Math.max(most, narrowest), widest);
}

function wide(text: string): number {
  let width = 0;
  for (const character of text.split('\n', 1)[0] ?? '') width += character > '\u00ff' ? 2 : 1;
  return width;
}
