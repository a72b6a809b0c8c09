/**
 * Words that several pages share, in Japanese. What only one page says stands on that page. A wording change is made
 * here once; the keys are typed, so a missing text breaks the build.
 */
export const ja = {
  siteName: '調査・報告システム',
  skipToMain: '本文へ移動',
  navigation: '主なメニュー',
  breadcrumb: '現在の位置',
  menu: 'メニュー',
  signedInAs: 'ログイン中',
  errorTitlePrefix: 'エラー：',
  openInNewTab: '新しいタブで開きます',
  actions: {
    logIn: 'ログイン',
    logOut: 'ログアウト',
    save: '保存する',
    saveDraft: '下書きを保存する',
    submit: '提出する',
    confirm: '内容を確認する',
    edit: '修正する',
    back: '戻る',
    cancel: '取り消す',
    delete: '削除する',
    add: '追加する',
    download: 'ダウンロード',
    search: '検索する',
    next: '次へ',
    previous: '前へ',
  },
  form: {
    required: '※必須',
    optional: '※任意',
    errorMark: '＊',
    choose: '選択してください',
    fileLimit: (formats: string, size: string) => `使えるファイル：${formats}、${size}まで`,
    charactersLeft: (limit: number) => `${limit.toLocaleString('ja-JP')}文字以内で入力してください。`,
  },
  errorSummary: {
    heading: '入力内容を確認してください',
    lead: (count: number) => `次の${count}か所を直してから、もう一度送信してください。`,
  },
  banner: { success: '完了', error: 'エラー', warning: '注意', info: 'お知らせ' },
  table: {
    empty: '表示するデータがありません。',
    scrollHint: '横にスクロールできます。',
  },
  pagination: {
    label: 'ページの移動',
    previous: '前のページ',
    next: '次のページ',
    range: (from: number, to: number, total: number) =>
      `${total.toLocaleString('ja-JP')}件中 ${from.toLocaleString('ja-JP')}〜${to.toLocaleString('ja-JP')}件`,
  },
  steps: { label: '手続の流れ', done: '完了', current: '現在の手順' },
  progress: (done: number, total: number) =>
    `${total.toLocaleString('ja-JP')}件中 ${done.toLocaleString('ja-JP')}件（${percent(done, total)}）`,
  contact: {
    heading: 'お問い合わせ',
    phone: '電話',
    mail: 'メール',
    hours: '受付時間',
  },
  survey: { organisation: '回答する団体', due: '提出期限' },
  portal: {
    quickExit: 'すぐにこのページを閉じる',
    quickExitHint: 'Shiftキーを続けて3回押しても、このページを閉じられます。',
    quickExitRest: (left: number) => `Shiftキーをあと${left}回押すと、このページを閉じます。`,
    leaving: '読み込んでいます',
    safetyNote: 'このページを見たことは、お使いの端末の履歴に残ります。',
    safetyLink: '安全に使うために',
    accessibilityPolicy: 'ウェブアクセシビリティ方針',
  },
  autosave: {
    idle: '入力した内容は自動で保存されます。',
    saving: '保存しています',
    saved: '保存しました',
    failed: '保存できません。入力した内容はこの画面に残っています。通信が戻ると、もう一度保存します。',
    changedMeanwhile:
      '保存できません。ほかの画面でこの回答が変更されました。「下書きを保存する」を押すと、両方の内容を見比べて選べます。',
    sessionEnded:
      '保存できません。接続の有効期限が切れました。入力した内容はこの画面に残っています。別のタブで回答画面を開き直してから、この画面で「下書きを保存する」を押してください。',
    unsent: '未送信 {count}件。',
    sessionEnding: 'まもなく接続が終了します。続けて入力する場合は、10分以内に「接続を延ばす」を押してください。',
    extendSession: '接続を延ばす',
    refused: '保存できません。「下書きを保存する」を押して、入力内容を確認してください。',
  },
  submitOnce: { busy: '送信しています' },
  upload: {
    start: 'アップロードを始める',
    resume: '続きから再開する',
    stop: '中断する',
    preparing: '準備しています',
    sending: '送信しています',
    finishing: '確認しています',
    done: 'アップロードが完了しました。',
    stopped: '中断しました。同じファイルを選ぶと、続きから再開できます。',
    failed: '送信できませんでした。通信を確認して、続きから再開してください。',
    refused: 'このファイルは受け付けられませんでした。形式と大きさを確認してください。',
    noFile: 'ファイルを選んでください。',
  },
} as const;

function percent(done: number, total: number): string {
  return total === 0 ? '0%' : `${Math.floor((done / total) * 100)}%`;
}
