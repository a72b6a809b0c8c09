/** The inbox: what the mail service has sent, newest first, readable without scripts. */
import { createHash } from 'node:crypto';
import type { SentMail } from '../ports.ts';

const style = `
body { margin: 0 auto; max-width: 52rem; padding: 1.5rem; font: 1rem/1.7 'Noto Sans JP', sans-serif; color: #1a1a1c; }
form { display: flex; gap: .5rem; align-items: end; margin: 1rem 0; }
input { font: inherit; padding: .4rem .6rem; min-width: 20rem; } button { font: inherit; padding: .4rem 1rem; }
details { border: 1px solid #999; border-radius: 8px; margin: .5rem 0; padding: .5rem 1rem; }
summary { cursor: pointer; } summary span { color: #555; font-size: .875rem; display: block; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }`;
const styleDigest = createHash('sha256').update(style).digest('base64');

export const inboxHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleDigest}'; form-action 'self'; base-uri 'none'`,
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

export interface InboxPage {
  /** Newest last, as the archive gives them. */
  readonly mails: readonly SentMail[];
  readonly to: string;
  readonly limit: number;
}

export function inboxPage({ mails, to, limit }: InboxPage): string {
  const more =
    mails.length < limit ? '' : `<p>新しいものから${limit}通までを表示しています。宛先で絞り込んでください。</p>`;
  const none = mails.length === 0 ? '<p>該当するメールはありません。</p>' : '';
  return `<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>送信済みメール</title><style>${style}</style></head><body>
<h1>送信済みメール</h1>
<p>この環境では、メールは外部に送信されず、ここに保存されます。</p>
<form action="/_local/mail"><label>宛先のメールアドレス<br><input name="to" type="search" value="${escapeHtml(to)}"></label><button>絞り込む</button></form>
${more}${none}${[...mails].reverse().map(entry).join('\n')}
</body></html>`;
}

function entry({ to, subject, text, sentAt }: SentMail): string {
  const about = `${escapeHtml(inJapan(sentAt))}　宛先：${escapeHtml(to.join('、'))}`;
  return `<details><summary>${escapeHtml(subject || '（件名なし）')}<span>${about}</span></summary><pre>${withLinks(text)}</pre></details>`;
}

/** Addresses become links by what they look like; everything is escaped, inside and outside of them. */
function withLinks(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"'（）「」、。]+)/)
    .map((part, place) => {
      const escaped = escapeHtml(part);
      return place % 2 === 0 ? escaped : `<a href="${escaped}" rel="noreferrer">${escaped}</a>`;
    })
    .join('');
}

function inJapan(instant: string): string {
  const local = new Date(Date.parse(instant) + 9 * 3_600_000).toISOString();
  return `${local.slice(0, 10).replaceAll('-', '/')} ${local.slice(11, 16)}`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}
