import { shortDay } from '../../../shared/calendar/wareki.ts';
import type { Letter, LetterMatter } from '../../../shared/notices/letter.ts';
import type { MailSettings } from '../../../shared/programmes/programme-definition.ts';
import { contactLines, dueLines, footer, letterText, oneLine, shortTitle } from './letter-parts.ts';

/** 入力のお願い: to a colleague with whom the person in charge shares the draft. One address, no code. */
export function writeDelegation(
  { content, name, section, url }: Extract<LetterMatter, { kind: 'delegation' }>,
  mail: MailSettings,
): Pick<Letter, 'subject' | 'text'> {
  return {
    subject: `【入力のお願い】${shortTitle(content.surveyTitle)}（期限${shortDay(content.dueOn)}）`,
    text: letterText([
      `${oneLine(name)}\n${oneLine(section)} 御中`,
      `「${oneLine(content.surveyTitle)}」の回答について、\n貴団体の取りまとめ担当から、貴課へ入力の依頼がありました。`,
      dueLines(content.dueOn),
      ['■ 入力の方法', '次のアドレスを開き、画面の案内に沿って入力してください。', '', url].join('\n'),
      [
        '・アドレスは、貴課専用です。ほかの方に転送しないでください。',
        '・入力した内容は保存され、取りまとめ担当にも表示されます。',
        '・提出は、取りまとめ担当が行います。',
        '・心当たりがない場合は、開かずに、お問い合わせ先へ御連絡ください。',
      ].join('\n'),
      contactLines(mail),
      footer,
    ]),
  };
}
