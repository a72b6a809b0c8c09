/** What each action of the audit trail is called on pages. An action without a name is shown as it is stored. */
const labels: Readonly<Record<string, string>> = {
  'sign-in': 'ログイン',
  'sign-out': 'ログアウト',
  'obtain-token': 'APIのトークン取得',
  'create-account': 'アカウントの登録',
  'change-account-status': 'アカウントの状態変更',
};

export function actionLabel(action: string): string {
  return labels[action] ?? action;
}
