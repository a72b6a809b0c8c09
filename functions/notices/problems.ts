import type { ConfirmImportRefusal } from '../../shared/notices/confirm-import.ts';
import { mostExclusions } from '../../shared/notices/contact-import.ts';
import type { CorrectContactRefusal } from '../../shared/notices/correct-contact.ts';
import type { ExcludeRowsRefusal } from '../../shared/notices/exclude-rows.ts';
import type { ResendInvitationRefusal } from '../../shared/notices/resend-invitation.ts';
import type { ReviewOverrideRefusal } from '../../shared/notices/review-override.ts';
import type { ReviveAddressRefusal } from '../../shared/notices/revive-address.ts';
import type { SetDigestRecipientsRefusal } from '../../shared/notices/set-digest-recipients.ts';
import type { TrialRefusal } from '../../shared/notices/trial.ts';
import { type ProblemTable, platformProblems } from '../platform/http/problem.ts';

export type NoticesRefusal =
  | ConfirmImportRefusal
  | ExcludeRowsRefusal
  | ReviewOverrideRefusal
  | SetDigestRecipientsRefusal
  | TrialRefusal
  | CorrectContactRefusal
  | ResendInvitationRefusal
  | ReviveAddressRefusal
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
    sentence:
      '誤りのあるファイルは、連絡先に使えません。示された行を直してもう一度取り込むか、理由を入力して除外してください。',
  },
  'import-has-no-errors': {
    status: 409,
    sentence: 'この取り込みには、除外する行がありません。画面を開き直してください。',
  },
  'rows-not-excludable': {
    status: 409,
    sentence:
      'ファイル全体または列に誤りがあるため、行を除外できません。ファイルを直して、もう一度取り込んでください。',
  },
  'too-many-exclusions': {
    status: 409,
    sentence: `除外できるのは${mostExclusions}行までです。ファイルを直して、もう一度取り込んでください。`,
  },
  'reasons-missing': {
    status: 422,
    sentence: '理由が入力されていない行があります。誤りのあるすべての行に、理由を入力してください。',
  },
  'import-confirmed-already': { status: 409, sentence: 'この取り込みは、すでに確定しています。' },
  'override-not-found': {
    status: 404,
    sentence: 'この団体から引継ぎで届いた連絡先は見つかりませんでした。連絡先の画面から選び直してください。',
  },
  'digest-recipients-not-valid': {
    status: 422,
    sentence: '定期報告の送信先に誤りがあります。示された行を直して、もう一度送信してください。',
  },
  'trial-not-valid': {
    status: 422,
    sentence: '試行の送信先に誤りがあります。示された行を直して、もう一度送信してください。',
  },
  'not-in-trial': { status: 409, sentence: '今は試行ではありません。画面を開き直して、現在の設定を確かめてください。' },
  'second-person-needed': {
    status: 409,
    sentence: '本番への切替えは、試行を設定した人とは別の人が行ってください。',
  },
  'contact-not-found': {
    status: 404,
    sentence: 'この団体の連絡先はありません。連絡先のファイルに加えて、取り込んでください。',
  },
  'contact-not-valid': {
    status: 422,
    sentence: '連絡先に誤りがあります。示された項目を直して、もう一度送信してください。',
  },
  'mail-not-found': {
    status: 404,
    sentence: '回答依頼のメールが見つかりませんでした。メールの画面から選び直してください。',
  },
  'mail-not-resendable': {
    status: 409,
    sentence: 'このメールは送信の途中か、すでに届いています。もう一度送る必要はありません。',
  },
  'mail-not-wanted': {
    status: 409,
    sentence: 'この団体は回答済みか、調査の対象外です。メールは送りませんでした。',
  },
  'address-not-corrected': {
    status: 409,
    sentence: '使えるアドレスがありません。先に連絡先を直してから、もう一度送ってください。',
  },
  'address-not-dead': {
    status: 409,
    sentence: 'このアドレスには、今もメールを送っています。登録する必要はありません。',
  },
  'revival-not-valid': {
    status: 422,
    sentence: '入力に誤りがあります。示された項目を直して、もう一度送信してください。',
  },
  'mail-resent-already': {
    status: 409,
    sentence: 'このメールは、すでにもう一度送っています。二重には送りませんでした。',
  },
  'changed-meanwhile': platformProblems['changed-meanwhile'],
  'command-key-reused': platformProblems['command-key-reused'],
} as const satisfies ProblemTable<NoticesRefusal['kind']>;
