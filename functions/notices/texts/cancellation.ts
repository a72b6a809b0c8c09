import type { Letter, LetterMatter } from '../../../shared/notices/letter.ts';
import type { MailSettings } from '../../../shared/programmes/programme-definition.ts';
import { contactLines, footer, greeting, letterText, oneLine, shortTitle } from './letter-parts.ts';

/** 取りやめのお知らせ: to whom was told that the survey would come. */
export function writeCancellation(
  { content, contact }: Extract<LetterMatter, { kind: 'cancellation' }>,
  mail: MailSettings,
): Pick<Letter, 'subject' | 'text'> {
  return {
    subject: `【調査取りやめのお知らせ】${shortTitle(content.surveyTitle)}`,
    text: letterText([
      greeting(contact),
      `先にお知らせした「${oneLine(content.surveyTitle)}」は、\n取りやめることになりました。回答の必要はありません。`,
      '御不明な点は、このメールへの返信でお知らせください。',
      contactLines(mail),
      footer,
    ]),
  };
}
