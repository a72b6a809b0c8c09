/** The function of files over given stores, and the book as somebody in an office edits it. */
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { type HttpHandler, httpFunction } from '../../../functions/platform/http/http-function.ts';
import { createRoutes } from '../../../functions/surveys/files/routes.ts';
import { renderProblemPage } from '../../../functions/ui/problem-page.tsx';
import { programmesWith, twoRecipients } from '../../support/builders/surveys.ts';
import { linkSecrets, type SetClock, type Stores } from './public-surveys.ts';

export function surveyFiles(stores: Pick<Stores, 'rounds' | 'invitations'>, clock: SetClock): HttpHandler {
  const appOrigin = 'https://app.example.jp';
  const routes = createRoutes({ ...stores, programmes: programmesWith(twoRecipients), links: linkSecrets, appOrigin });
  return httpFunction({ routes, appOrigin, errorPage: renderProblemPage, clock });
}

export interface EditedSheet {
  name: string;
  rows: (string | number | null)[][];
  merges?: { startRow: number; startCol: number; endRow: number; endCol: number }[];
  cells?: Map<string, { value: number; type: 'formula'; formula: string; formulaResult: number }>;
}

/** Opens the book, lets somebody edit its sheets, and saves it again. */
export async function edited(bytes: Uint8Array, edit: (sheets: Map<string, EditedSheet>) => void): Promise<Uint8Array> {
  const { sheets } = await readXlsx(bytes);
  const plain = new Map(
    sheets.map(({ name, rows }): [string, EditedSheet] => [
      name,
      { name, rows: rows.map((row) => row.map((value) => (value === null ? null : String(value)))) },
    ]),
  );
  edit(plain);
  return writeXlsx({ sheets: [...plain.values()] });
}

export function set(sheet: EditedSheet | undefined, row: number, column: number, value: string | number | null): void {
  if (sheet === undefined) throw new Error('no such sheet');
  while (sheet.rows.length <= row) sheet.rows.push([]);
  const cells = sheet.rows[row] ?? [];
  while (cells.length <= column) cells.push(null);
  cells[column] = value;
}

/** A form with a file as a browser without scripts sends it. */
export async function multipart(fields: Readonly<Record<string, string>>, file?: Uint8Array) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (file !== undefined) form.set('book', new Blob([new Uint8Array(file)]), 'answers.xlsx');
  const request = new Request('https://app.example.jp/', { method: 'POST', body: form });
  return {
    type: request.headers.get('content-type') ?? '',
    body: Buffer.from(await request.arrayBuffer()).toString('base64'),
  };
}
