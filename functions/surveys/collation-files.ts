/** The three files of a collation, written side by side into the private bucket. */
import type { CollationTable, CollationWriter } from '../../shared/surveys/collation-repository.ts';
import { type CollationFile, type CollationRequest, collationFileKey } from '../../shared/surveys/collation-request.ts';
import { encodeCp932 } from '../platform/export/cp932.ts';
import { csvText, utf8Csv } from '../platform/export/csv.ts';
import { textWorkbook } from '../platform/export/spreadsheet.ts';
import type { PrivateFiles } from '../platform/s3/private-files.ts';
import { collationContentTypes } from './collation-content-types.ts';

export function createCollationWriter(files: Pick<PrivateFiles, 'put'>): CollationWriter {
  return {
    async write(collation, table) {
      const csv = csvText([table.header, ...table.rows]);
      const cp932 = encodeCp932(csv);
      const put = (file: CollationFile, bytes: Uint8Array) =>
        files.put({ key: collationFileKey(collation, file), bytes, contentType: collationContentTypes[file] });
      await put('answers.xlsx', await workbookOf(collation, table));
      await put('answers.csv', utf8Csv(csv));
      await put('answers-cp932.csv', cp932.bytes);
      return cp932.unencodable;
    },
  };
}

function workbookOf(
  { requestedAt }: CollationRequest,
  { title, header, rows, blanks }: CollationTable,
): Promise<Uint8Array> {
  const answers = { name: '回答', header, rows, frozenColumns: 3 };
  const counts = {
    name: '記入の状況',
    header: ['項目', '数える単位', '回答を求めた数', '記入', '空欄'],
    rows: blanks.map(({ label, unit, asked, answered }) => [
      ...[label, unit],
      ...[asked, answered, asked - answered].map(String),
    ]),
    frozenColumns: 1,
  };
  return textWorkbook([answers, counts], { title, madeAt: requestedAt });
}
