/** CSV as Excel in Japan opens it by a double click. */

/**
 * What a spreadsheet would run as a formula when it stands at the beginning of a cell; spreadsheets in Japanese take
 * full width for the same, and CP932 turns the minus sign into the full-width one.
 */
const startsFormula = /^[=+\-@\t\r\n＝＋－−＠]/;
const byteOrderMark = '\ufeff';

/** RFC 4180 with CRLF; a cell that would be run as a formula begins with an apostrophe. */
export function csvText(rows: Iterable<readonly string[]>): string {
  let text = '';
  for (const row of rows) text += `${row.map(cellOf).join(',')}\r\n`;
  return text;
}

/** With the mark by which Excel knows UTF-8; without it, it would read CP932. */
export function utf8Csv(text: string): Uint8Array {
  return new TextEncoder().encode(byteOrderMark + text);
}

function cellOf(text: string): string {
  const harmless = startsFormula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
