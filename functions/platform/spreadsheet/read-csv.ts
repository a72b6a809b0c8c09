/** RFC 4180 as Excel and its neighbours write it: CRLF, LF or CR, quotes doubled inside quotes, newlines within them. */
import { decodeJapanese, isEucJp } from './decode-japanese.ts';
import type { ReadSheet } from './spreadsheet.ts';

/** UTF-8 with or without a mark at its beginning, or CP932 (Shift_JIS). */
export function readCsv(bytes: Uint8Array): ReadSheet {
  // Systems that write it are rare, and a name that was read wrongly is worse than a file that is sent again.
  if (isEucJp(bytes)) return { ok: false, reason: 'euc-jp' };
  const text = decodeJapanese(bytes);
  if (text === undefined) return { ok: false, reason: 'encoding' };
  const rows = parseCsv(text);
  if (rows === undefined) return { ok: false, reason: 'open-quote' };
  return { ok: true, rows: rows.map((row) => row.map((cell) => ({ text: cell, kind: 'text' }))) };
}

/** `undefined` where a quotation mark is opened and never closed. The newline at the end opens no further row. */
export function parseCsv(text: string): string[][] | undefined {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    if (cell === undefined) return undefined;
    row.push(cell.text);
    at = cell.end;
    if (text[at] === ',') {
      at += 1;
      if (at === text.length) row.push('');
      else continue;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    at += 1;
    rows.push(row);
    row = [];
  }
  return rows;
}

interface ReadCell {
  readonly text: string;
  readonly end: number;
}

const cellEnd = /[,\r\n]/g;

function plainCell(text: string, from: number): ReadCell {
  cellEnd.lastIndex = from;
  const end = cellEnd.exec(text)?.index ?? text.length;
  return { text: text.slice(from, end), end };
}

/** What stands between the closing mark and the comma is kept, as Excel keeps it. */
function quotedCell(text: string, from: number): ReadCell | undefined {
  let close = text.indexOf('"', from + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close < 0) return undefined;
  const inside = text.slice(from + 1, close).replaceAll('""', '"');
  const rest = plainCell(text, close + 1);
  return { text: inside + rest.text, end: rest.end };
}
