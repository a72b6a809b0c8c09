import type { BeginUploadRefusal } from '../../shared/assets/begin-upload.ts';
import type { UploadRefusal } from '../../shared/assets/complete-upload.ts';
import { type ProblemTable, platformProblems } from '../platform/http/problem.ts';

export type AssetsRefusal = BeginUploadRefusal | UploadRefusal | { readonly kind: 'command-key-reused' };

export const assetsProblems = {
  'file-empty': { status: 422, sentence: 'ファイルの中身が空です。内容のあるファイルを選択してください。' },
  'file-too-large': {
    status: 413,
    sentence:
      'ファイルが大きすぎます。4MBまでのファイルを選択するか、JavaScriptを有効にして送信してください（20MBまで）。',
  },
  'file-ending-not-allowed': {
    status: 422,
    sentence: 'この種類のファイルは受け付けていません。CSVまたはXLSXのファイルを選択してください。',
  },
  'file-not-found': { status: 404, sentence: 'ファイルが見つかりませんでした。一覧から選び直してください。' },
  'upload-not-open': { status: 409, sentence: 'このファイルのアップロードは、すでに終わっています。' },
  'parts-do-not-fit': { status: 422, sentence: '送られた内容がそろっていません。もう一度アップロードしてください。' },
  'changed-meanwhile': {
    status: 409,
    sentence: 'ほかの操作が先に行われました。画面を開き直して、内容を確かめてください。',
  },
  'command-key-reused': platformProblems['command-key-reused'],
} as const satisfies ProblemTable<AssetsRefusal['kind']>;
