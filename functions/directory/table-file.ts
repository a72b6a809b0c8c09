/** A table as a file to keep: XLSX, CSV in UTF-8 with its mark, or CSV in CP932 for systems that read nothing else. */
import * as z from 'zod';
import type { Instant } from '../../shared/kernel/time.ts';
import { encodeCp932 } from '../platform/export/cp932.ts';
import { csvText, utf8Csv } from '../platform/export/csv.ts';
import { textWorkbook } from '../platform/export/spreadsheet.ts';
import { file, type Reply } from '../platform/http/reply.ts';

export const FileFormat = z.enum(
  ['xlsx', 'csv', 'csv-cp932'],
  'ファイルの形式は xlsx、csv、csv-cp932 から指定してください。',
);
export type FileFormat = z.infer<typeof FileFormat>;

export interface Lines {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface FileName {
  /** ASCII, without an ending. */
  readonly plain: string;
  /** Japanese, without an ending; also the title of the sheet, so at most 31 characters. */
  readonly full: string;
}

export async function tableFile(lines: Lines, format: FileFormat, name: FileName, madeAt: Instant): Promise<Reply> {
  const named = (mark: string, ending: string) => ({
    plain: `${name.plain}${mark}.${ending}`,
    full: `${name.full}${mark}.${ending}`,
  });
  switch (format) {
    case 'xlsx': {
      const sheets = [{ name: name.full, ...lines, frozenColumns: 2 }];
      const bytes = await textWorkbook(sheets, { title: name.full, madeAt });
      return file(bytes, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', named('', 'xlsx'));
    }
    case 'csv':
      return file(utf8Csv(csvOf(lines)), 'text/csv; charset=utf-8', named('', 'csv'));
    case 'csv-cp932':
      return file(encodeCp932(csvOf(lines)).bytes, 'text/csv; charset=shift_jis', named('_ShiftJIS', 'csv'));
  }
}

/** What the CP932 file shows as 〓, for the page that offers it. */
export function lostInCp932(lines: Lines): readonly string[] {
  return encodeCp932(csvOf(lines)).unencodable.map(({ character, count }) => `${character}（${count}か所）`);
}

function csvOf({ header, rows }: Lines): string {
  return csvText([header, ...rows]);
}
