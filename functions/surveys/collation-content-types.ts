import type { CollationFile } from '../../shared/surveys/collation-request.ts';

export const collationContentTypes = {
  'answers.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'answers.csv': 'text/csv; charset=utf-8',
  'answers-cp932.csv': 'text/csv; charset=Shift_JIS',
} as const satisfies Record<CollationFile, string>;
