/**
 * XLSX to be filled in: some cells are for answers, all others are kept from being changed by accident (without a
 * password). Every cell is text, so that codes and phones keep their zeros and nothing is run as a formula.
 */
import { type CellStyle, type CellValue, type DataValidation, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { columnLetters } from '../../../shared/kernel/column-letters.ts';
import type { Instant } from '../../../shared/kernel/time.ts';

export interface FormCell {
  readonly text: string;
  readonly look: 'title' | 'heading' | 'words' | 'note' | 'answer';
  /** What may be chosen in an answer cell; offered as a list. */
  readonly choices?: readonly string[];
}

export interface FormSheet {
  /** At most 31 characters, without `[]:*?/\`. */
  readonly name: string;
  readonly rows: readonly (readonly FormCell[])[];
  readonly widths: readonly number[];
  readonly frozen: { readonly rows: number; readonly columns: number };
  readonly isHidden?: boolean;
}

export interface FormWorkbook {
  readonly title: string;
  readonly madeAt: Instant;
  readonly sheets: readonly FormSheet[];
  /** Name of the hidden sheet on which the lists stand; a list in the cell itself may not be longer than 255 characters. */
  readonly choicesSheet: string;
}

const border = { style: 'thin' as const };
const box = { top: border, bottom: border, left: border, right: border };
const top = { vertical: 'top' as const, wrapText: true };
const looks = {
  title: { font: { bold: true, size: 16 }, alignment: { vertical: 'center' } },
  heading: { font: { bold: true }, fill: fill('E8F1FE'), border: box, alignment: { ...top, vertical: 'center' } },
  words: { border: box, alignment: top },
  note: { font: { color: { rgb: '444444' } }, alignment: top },
  answer: { fill: fill('FFFBE6'), border: box, alignment: top, protection: { locked: false } },
} as const satisfies Record<FormCell['look'], CellStyle>;

export async function formWorkbook({ title, madeAt, sheets, choicesSheet }: FormWorkbook): Promise<Uint8Array> {
  const lists = distinctLists(sheets);
  const at = new Date(madeAt);
  return writeXlsx({
    sheets: [...sheets.map((sheet) => sheetOf(sheet, lists, choicesSheet)), listsSheet(choicesSheet, lists)],
    properties: { title, created: at, modified: at },
    defaultFont: { name: '游ゴシック', size: 11 },
  });
}

function sheetOf(sheet: FormSheet, lists: readonly (readonly string[])[], choicesSheet: string): WriteSheet {
  const { name, rows, widths, frozen, isHidden } = sheet;
  const places = rows.flatMap((row, at) => row.map((cell, column) => ({ cell, key: `${at},${column}` })));
  return {
    ...{ name, columns: widths.map((width) => ({ width })), freezePane: frozen },
    rows: rows.map((row) => row.map(({ text }): CellValue => (text === '' ? null : text))),
    cells: new Map(
      places.map(({ cell: { text, look }, key }) => [
        key,
        { value: text === '' ? null : text, style: { ...looks[look], numFmt: '@' } },
      ]),
    ),
    dataValidations: validationsOf(rows, lists, choicesSheet),
    protection: { sheet: true, formatColumns: true, formatRows: true },
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    ...(isHidden === true ? { hidden: true } : {}),
  };
}

/** Cells of one list that stand below one another share a rule. */
function validationsOf(
  rows: FormSheet['rows'],
  lists: readonly (readonly string[])[],
  choicesSheet: string,
): DataValidation[] {
  const found: DataValidation[] = [];
  const columns = Math.max(0, ...rows.map((row) => row.length));
  for (let column = 0; column < columns; column += 1) {
    for (let first = 0; first < rows.length; first += 1) {
      const choices = rows[first]?.[column]?.choices;
      if (choices === undefined) continue;
      let last = first;
      while (sameList(rows[last + 1]?.[column]?.choices, choices)) last += 1;
      const list = lists.findIndex((each) => sameList(each, choices));
      const letter = columnLetters(list);
      found.push({
        ...{ type: 'list', allowBlank: true, showErrorMessage: true, errorStyle: 'stop' },
        ...{ errorTitle: '選択肢にありません', errorMessage: '一覧から選んでください。' },
        formula1: `'${choicesSheet}'!$${letter}$1:$${letter}$${choices.length}`,
        range: `${columnLetters(column)}${first + 1}:${columnLetters(column)}${last + 1}`,
      });
      first = last;
    }
  }
  return found;
}

function distinctLists(sheets: readonly FormSheet[]): readonly (readonly string[])[] {
  const lists = sheets.flatMap(({ rows }) =>
    rows.flat().flatMap(({ choices }) => (choices === undefined ? [] : [choices])),
  );
  return [...new Map(lists.map((list) => [JSON.stringify(list), list])).values()];
}

function listsSheet(name: string, lists: readonly (readonly string[])[]): WriteSheet {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const rows = Array.from({ length: longest }, (_, at) => lists.map((list): CellValue => list[at] ?? null));
  return { name, rows, hidden: true, protection: { sheet: true } };
}

function sameList(one: readonly string[] | undefined, other: readonly string[]): boolean {
  return one !== undefined && one.length === other.length && one.every((text, place) => text === other[place]);
}

function fill(rgb: string) {
  return { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { rgb } };
}
