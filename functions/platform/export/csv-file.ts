import { file, type Reply } from '../http/reply.ts';
import { csvText, utf8Csv } from './csv.ts';

/** The rows as a file to keep: UTF-8 with its mark, so that a spreadsheet reads it. */
export function csvFile(
  rows: Iterable<readonly string[]>,
  name: { readonly plain: string; readonly full: string },
): Reply {
  return file(utf8Csv(csvText(rows)), 'text/csv; charset=utf-8', name);
}
