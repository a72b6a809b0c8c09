import type { ChangeAccountStatusRefusal } from '../../shared/accounts/change-account-status.ts';
import type { CreateAccountRefusal } from '../../shared/accounts/create-account.ts';
import type { ObtainTokenRefusal } from '../../shared/accounts/obtain-token.ts';
import type { ReissuePasswordRefusal } from '../../shared/accounts/reissue-password.ts';
import { type ProblemTable, platformProblems } from '../platform/http/problem.ts';

export type AccountsRefusal =
  | ObtainTokenRefusal
  | CreateAccountRefusal
  | ChangeAccountStatusRefusal
  | ReissuePasswordRefusal
  | { readonly kind: 'command-key-reused' };

/** Wrong name, wrong password and wrong code share one sentence: it must not say which of them was right. */
export const accountsProblems = {
  'wrong-credentials': { status: 401, sentence: 'メールアドレス、パスワードまたは認証コードが違います。' },
  'login-locked': {
    status: 429,
    sentence: '間違いが続いたため、ログインを15分間止めています。時間をおいて、もう一度お試しください。',
    retryAfterSeconds: 900,
  },
  'account-not-active': {
    status: 403,
    sentence: 'このアカウントは利用できません。システム管理者にお問い合わせください。',
  },
  'password-too-weak': {
    status: 422,
    sentence:
      'このパスワードは使えません。12文字以上で、よく使われる語や文字の並び、メールアドレス、前後の空白を避けて設定してください。',
  },
  'sign-in-took-too-long': {
    status: 401,
    sentence: '時間がたったため、ログインを中断しました。最初からやり直してください。',
  },
  'second-factor-needed': {
    status: 401,
    sentence: '認証アプリの6桁のコード（totp）を付けて、もう一度送信してください。',
  },
  'second-factor-not-set-up': {
    status: 403,
    sentence: '認証アプリの設定が済んでいません。画面からログインして設定してください。',
  },
  'new-password-needed': {
    status: 403,
    sentence: '初期パスワードの変更が済んでいません。画面からログインして変更してください。',
  },
  'email-already-used': {
    status: 409,
    sentence: 'このメールアドレスは、すでに使われたことがあります。別のメールアドレスを登録してください。',
  },
  'account-not-found': { status: 404, sentence: 'アカウントが見つかりませんでした。一覧から選び直してください。' },
  'own-account': {
    status: 409,
    sentence: '自分のアカウントにはこの操作を行えません。ほかの管理者に依頼してください。',
  },
  'account-not-movable': {
    status: 409,
    sentence: 'このアカウントは終了しているため、状態を変えられません。必要な場合は新しく登録してください。',
  },
  'account-not-in-use': {
    status: 409,
    sentence: 'このアカウントは停止または終了しています。利用を再開してから、もう一度操作してください。',
  },
  'changed-meanwhile': platformProblems['changed-meanwhile'],
  'command-key-reused': platformProblems['command-key-reused'],
} as const satisfies ProblemTable<AccountsRefusal['kind']>;
