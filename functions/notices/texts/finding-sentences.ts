/** What is said of a file's findings: what is wrong, and what to do about it. */

import { mostNationalOrganisations, mostRows } from '../../../shared/notices/check-contact-table.ts';
import { columnLabels } from '../../../shared/notices/contact-columns.ts';
import type { FileProblem, FileWarning, ProblemKind, WarningKind } from '../../../shared/notices/file-problem.ts';

type Sentence = string | ((hint: string) => string);

const problemSentences = {
  'not-readable': 'ファイルを開けません。ExcelでXLSX形式またはCSV形式に保存し直してください。',
  encrypted:
    'パスワードで保護されているか、古い形式（.xls）のファイルです。保護を外し、XLSX形式で保存し直してください。',
  'too-large-inside': 'ファイルの中身が大きすぎます。連絡先のシートだけを残して保存し直してください。',
  encoding: '文字コードが分かりません。CSVは、UTF-8またはShift_JISで保存してください。',
  'euc-jp': '文字コードがEUC-JPです。CSVは、UTF-8またはShift_JISで保存し直してください。',
  'open-quote': '引用符（"）が閉じられていません。CSVを保存し直してください。',
  'too-many-rows': `行が多すぎます。${mostRows.toLocaleString('ja-JP')}行以内にしてください。`,
  'no-rows': '見出しの下に、連絡先の行がありません。',
  'too-many-national': `全国団体が多すぎます。${mostNationalOrganisations}団体以内にしてください。`,
  'column-missing': 'この列がありません。見出しの行に列を加えてください。',
  'column-twice': 'この列が2つあります。1つにしてください。',
  empty: '入力されていません。',
  'too-long': '文字数が多すぎます。短くしてください。',
  formula: '数式が入っています。値に置き換えてください。',
  merged: 'セルが結合されています。結合を解除して、1行ずつ入力してください。',
  'code-form': '団体コードは、6桁の数字で入力してください。',
  'code-zero-lost': (hint) => `先頭の0が消えています。${hint}ではありませんか。`,
  'code-without-check-digit': (hint) => `検査数字（6桁目）がありません。${hint}ではありませんか。`,
  'code-check-digit': '団体コードに誤りがあります（検査数字が合いません）。',
  'code-unknown': 'この団体コードの団体はありません。',
  'code-not-asked': 'この団体は調査の対象ではありません（行政区など）。行を削除してください。',
  'national-code-form': '全国団体のコードに誤りがあります。様式にある N00019 のようなコードを使ってください。',
  'national-not-asked': 'この事業の調査は、全国団体を対象にしていません。行を削除してください。',
  'code-twice': (hint) => `${hint}行目と同じ団体コードです。1団体1行にしてください。`,
  'mail-form': 'メールアドレスの形式が正しくありません。1つのセルに1つのアドレスを入力してください。',
} as const satisfies Record<ProblemKind, Sentence>;

const warningSentences = {
  'name-differs': (hint) => `団体コードの団体名は「${hint}」です。行がずれていないか、確かめてください。`,
  'phone-form': '電話番号として読み取れません。入力のとおりに保存します。',
} as const satisfies Record<WarningKind, Sentence>;

export function problemSentence({ kind, hint }: FileProblem): string {
  return said(problemSentences[kind], hint);
}

export function warningSentence({ kind, hint }: FileWarning): string {
  return said(warningSentences[kind], hint);
}

export function columnName({ column }: Pick<FileProblem, 'column'>): string {
  return column === undefined ? '' : columnLabels[column];
}

function said(sentence: Sentence, hint = ''): string {
  return typeof sentence === 'string' ? sentence : sentence(hint);
}
