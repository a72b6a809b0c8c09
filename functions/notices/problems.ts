import type { ConfirmImportRefusal } from '../../shared/notices/confirm-import.ts';
import type { SetDigestRecipientsRefusal } from '../../shared/notices/set-digest-recipients.ts';
import { type ProblemTable, platformProblems } from '../platform/http/problem.ts';

export type NoticesRefusal =
  | ConfirmImportRefusal
  | SetDigestRecipientsRefusal
  | { readonly kind: 'command-key-reused' };

export const noticesProblems = {
  'import-not-found': {
    status: 404,
    sentence: '取り込みが見つかりませんでした。連絡先の画面から選び直してください。',
  },
  'import-not-checked-yet': {
    status: 409,
    sentence: 'ファイルの確認が終わっていません。しばらくしてから、もう一度操作してください。',
  },
  'import-has-errors': {
    status: 409,
    sentence: '誤りのあるファイルは、連絡先に使えません。示された行を直して、もう一度取り込んでください。',
  },
  'import-confirmed-already': { status: 409, sentence: 'この取り込みは、すでに確定しています。' },
  'digest-recipients-not-valid': {
    status: 422,
    sentence: '週次報告の送信先に誤りがあります。示された行を直して、もう一度送信してください。',
  },
  'changed-meanwhile': platformProblems['changed-meanwhile'],
  'command-key-reused': platformProblems['command-key-reused'],
} as const satisfies ProblemTable<NoticesRefusal['kind']>;
