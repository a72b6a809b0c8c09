/** What is said of a book that cannot be read, and of a cell that is not right. */
import type { BookProblem, BookRefusal } from '../../../shared/surveys/read-answer-book.ts';
import type { UnreadableSheet } from '../../platform/spreadsheet/spreadsheet.ts';

export const largestBookBytes = 1_000_000;

export type UploadRefusal =
  | { readonly kind: 'no-file' }
  | { readonly kind: 'file-too-large' }
  | { readonly kind: UnreadableSheet }
  | BookRefusal;

const again = 'このページからダウンロードしたファイルに入力して、もう一度読み込んでください。';

const sentences = {
  'no-file': 'ファイルが選ばれていません。入力したExcelファイル（.xlsx）を選んでください。',
  'file-too-large': 'ファイルが大きすぎます（上限は1MB）。画像などを取り除いて保存し直してください。',
  'not-readable':
    'Excelファイル（.xlsx）として開けません。CSVや別の形式のファイルは読み込めません。Excelで「.xlsx」の形式に保存し直してください。',
  encrypted:
    'パスワードで保護されているか、古い形式（.xls）のファイルです。パスワードを外し、「.xlsx」の形式で保存し直してください。',
  'too-large-inside':
    'ファイルの中身が大きすぎます。行や列、画像などが大量に加えられています。余分な内容を取り除いて保存し直してください。',
  encoding: `ファイルを読み取れません。${again}`,
  'euc-jp': `ファイルを読み取れません。${again}`,
  'open-quote': `ファイルを読み取れません。${again}`,
  'other-organisation': `ほかの団体のファイルです。内容は読み込んでいません。${again}`,
  'other-round': `ほかの調査のファイルです。内容は読み込んでいません。${again}`,
  'other-form-version': `調査票の版が違います。いまの版のファイルをダウンロードして、入力し直してください。`,
} as const satisfies Record<Exclude<UploadRefusal['kind'], 'sheet-missing'>, string>;

export function refusalSentence(refusal: UploadRefusal): string {
  if (refusal.kind !== 'sheet-missing') return sentences[refusal.kind];
  return `「${refusal.sheet}」のシートが見つかりません。シートの名前を変えたり、削除したりしていないか確かめてください。${again}`;
}

/** Always ends with what to do. */
export function problemSentence({ kind, advice = '' }: BookProblem): string {
  switch (kind) {
    case 'formula':
      return '数式が入っています。計算結果は読み取りません。値を直接入力してください。';
    case 'merged':
      return 'セルが結合されています。結合を解除して、1つずつ入力してください。';
    case 'moved':
      return '見出しが変わっているか、行や列が動いています。元に戻すか、ファイルをダウンロードし直してください。';
    case 'not-a-mark':
      return 'あてはまる場合は「○」を入力し、あてはまらない場合は空欄にしてください。';
    case 'not-a-choice':
      return '選択肢にない内容です。セルの一覧から選んでください。';
    case 'too-many-blocks':
      return `${advice}。この行から下は読み込みません。下の行を空欄にしてください。`;
    case 'answer':
      return `${advice}。`;
  }
}
