/** Parts that several mails share. Lines stay short; an address stands alone on its line, with nothing behind it. */
import { isStaffChangeSeason } from '../../../shared/calendar/staff-change-season.ts';
import { warekiWithWeekday } from '../../../shared/calendar/wareki.ts';
import { type Instant, type JstDate, jstDateOf, jstTimeOf } from '../../../shared/kernel/time.ts';
import type { Contact } from '../../../shared/notices/contact.ts';
import type { LetterLink } from '../../../shared/notices/mailer.ts';
import { type MailSettings, telephoneNotAssigned } from '../../../shared/programmes/programme-definition.ts';

/** A subject longer than this is cut off in the list of many mailers. */
const longestTitle = 36;

export function shortTitle(title: string): string {
  const characters = [...oneLine(title)];
  return characters.length <= longestTitle ? characters.join('') : `${characters.slice(0, longestTitle - 1).join('')}…`;
}

/** What people typed must not begin a line of its own in a mail. */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
}

export function greeting({ name, section }: Contact): string {
  return `${oneLine(name)}\n${oneLine(section)} 御中`;
}

export function dueLines(dueOn: JstDate): string {
  return `■ 提出期限\n${warekiWithWeekday(dueOn)}`;
}

/** 令和8年6月10日(水) 10時23分 */
export function momentText(at: Instant): string {
  const { hour, minute } = jstTimeOf(at);
  return `${warekiWithWeekday(jstDateOf(at))} ${hour}時${String(minute).padStart(2, '0')}分`;
}

/** How to come to the form: by the address, or by typing a code where an address cannot be opened or pasted. */
export function linkLines(lead: string, link: LetterLink, organisationCode: string): string {
  return [
    lead,
    '',
    link.url,
    '',
    '上のアドレスを開けない場合は、ブラウザーのアドレス欄に',
    '次の文字を入力し、団体コードと回答用コードを入力してください。',
    '',
    `入力する文字　：${withoutScheme(link.typedUrl)}`,
    `団体コード　　：${organisationCode}`,
    `回答用コード　：${link.code}`,
  ].join('\n');
}

/** A mail shows one address that can be opened; this one is typed, and a filter finds no second link to check. */
function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//, '');
}

export const ownLinkNote = [
  '・アドレスと回答用コードは、貴団体専用です。',
  '　取りまとめに必要な部署の間でのみ共有してください。',
].join('\n');

/** Around the first of April, whoever reads it may be gone, or new. */
export function staffChangeLines(on: JstDate): readonly string[] {
  if (!isStaffChangeSeason(on)) return [];
  return [
    [
      '■ 担当が変わった場合',
      '上のアドレスを開き、「新しい担当へ引き継ぐ」から、新しい担当の課と',
      'メールアドレスを入力してください。下書きは、そのまま引き継がれます。',
    ].join('\n'),
  ];
}

export function contactLines({ contactSection, phone }: MailSettings): string {
  const lines = ['■ お問い合わせ', contactSection, ...(phone === telephoneNotAssigned ? [] : [`電話　${phone}`])];
  return lines.join('\n');
}

/** @source AC-N8: no tracking of openings or clicks, and it is said */
export const footer = [
  '--',
  'このメールは、システムから自動で送信しています。',
  '開封やアドレスの利用を記録する仕組みは使っていません。',
].join('\n');

/** Paragraphs, a blank line between two. */
export function letterText(paragraphs: readonly string[]): string {
  return `${paragraphs.join('\n\n')}\n`;
}
