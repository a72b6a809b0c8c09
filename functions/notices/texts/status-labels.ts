/** How states of mails and imports are called, and what to do in each. @source FEATURES A6, AC-N1 */
import type { ImportStatus } from '../../../shared/notices/contact-import.ts';
import type { Notice, NoticePurpose, NoticeStatus } from '../../../shared/notices/notice.ts';

type Tone = 'neutral' | 'progress' | 'success' | 'warning' | 'error';

interface Label {
  readonly text: string;
  readonly tone: Tone;
  readonly whatToDo: string;
}

export const noticeLabels = {
  queued: { text: '送信待ち', tone: 'neutral', whatToDo: '順に送信します。操作は必要ありません。' },
  sending: { text: '送信中', tone: 'progress', whatToDo: '結果を待っています。操作は必要ありません。' },
  sent: { text: '送信済み', tone: 'progress', whatToDo: '相手先への到達を確かめています。操作は必要ありません。' },
  delivered: { text: '配達済み', tone: 'success', whatToDo: '相手先のメールサーバーに届きました。' },
  'temporary-failure': {
    text: '一時不達',
    tone: 'warning',
    whatToDo: '相手先が受信できない状態でした。日を置くか、電話で確認してください。',
  },
  'permanent-failure': {
    text: '恒久不達',
    tone: 'error',
    whatToDo: 'アドレスが使われていません。連絡先を修正してください。',
  },
  'technical-failure': {
    text: '技術障害',
    tone: 'error',
    whatToDo: 'システムの都合で送信できませんでした。システム管理者へ連絡してください。',
  },
  suppressed: {
    text: '抑止',
    tone: 'neutral',
    whatToDo: '送信しませんでした。理由は、一覧で確かめてください。',
  },
  'no-address': { text: '宛先なし', tone: 'warning', whatToDo: '連絡先にアドレスがありません。追加してください。' },
} as const satisfies Record<NoticeStatus, Label>;

/** A colleague's address stands in no list of ours: who typed it sees on their page that the mail did not arrive. */
export function whatToDo({ content, status }: Pick<Notice, 'content' | 'status'>): string {
  if (content.purpose === 'survey-delegation' && status === 'permanent-failure') {
    return 'アドレスが使われていません。依頼した課の画面に表示しています。依頼し直されるのを待ってください。';
  }
  return noticeLabels[status].whatToDo;
}

export const purposeLabels = {
  'survey-pre-notice': '事前のお知らせ',
  'survey-cancellation': '取りやめのお知らせ',
  'survey-invitation': '回答依頼',
  'survey-reminder': '再依頼',
  'survey-receipt': '受付のお知らせ',
  'survey-change': '差戻し・期限等のお知らせ',
  'survey-addition': '追加の質問',
  'survey-delegation': '入力のお願い（分担）',
  'desk-correction': '掲載の訂正',
  digest: '定期報告',
} as const satisfies Record<NoticePurpose, string>;

export const importLabels = {
  staging: { text: '確認中', tone: 'progress', whatToDo: 'しばらくしてから、状態を更新してください。' },
  'has-errors': {
    text: '誤りあり',
    tone: 'error',
    whatToDo: 'ファイルを直してもう一度取り込むか、誤りのある行を除外してください。',
  },
  ready: { text: '確定待ち', tone: 'warning', whatToDo: '内容を確かめて、確定してください。' },
  confirmed: { text: '確定済み', tone: 'success', whatToDo: '連絡先として使われています。' },
} as const satisfies Record<ImportStatus, Label>;

const reasons: Readonly<Record<string, string>> = {
  'answered-meanwhile': '回答済みのため送信せず',
  'opened-meanwhile': '調査が開始されたため送信せず',
  'address-bounced': '以前に不達となったアドレス',
  'delegation-ended': '入力の依頼が取り消されたため送信せず',
  'trial-only': '試行中のため送信せず',
  'no-word': '送信の結果が分からない',
  throttled: '送信の速さを調整中',
  'not-written': 'メールを作成できない',
  'domain-full': '同じ宛先のサーバーへの送信が続いたため、間隔を空けて送信',
};

/** Our own reasons in words; the provider's as it gave them. */
export function reasonText(reason: string | undefined): string {
  return reason === undefined ? '' : (reasons[reason] ?? reason);
}
