import { grouped, readReceiptNumber } from '../../../shared/kernel/reference-number.ts';
import {
  contactLines,
  footer,
  greeting,
  letterText,
  linkLines,
  momentText,
  oneLine,
  ownLinkNote,
  shortTitle,
  staffChangeLines,
} from './letter-parts.ts';
import type { SurveyLetter } from './survey-letter.ts';

/** 受付のお知らせ: that and when the answer came in, not what it says. */
export const writeReceipt: SurveyLetter<'survey-receipt'> = ({ content, contact, link, on }, mail) => ({
  subject: `【受付完了】${shortTitle(content.surveyTitle)}`,
  text: letterText([
    greeting(contact),
    `「${oneLine(content.surveyTitle)}」の回答を受け付けました。\n御協力ありがとうございます。`,
    [
      '■ 受付の内容',
      `受付番号：${asPrinted(content.referenceNumber)}`,
      `提出日時：${momentText(content.submittedAt)}`,
    ].join('\n'),
    linkLines('■ 提出した内容の確認\n提出した内容は、次のアドレスで確認できます。', link, content.organisationId),
    [
      ownLinkNote,
      '・お問い合わせの際は、受付番号をお知らせください。',
      '・提出した覚えがない場合は、お問い合わせ先へ御連絡ください。',
    ].join('\n'),
    ...staffChangeLines(on),
    contactLines(mail),
    footer,
  ]),
});

/** In the groups in which the page shows it, so that both are read out the same way. */
function asPrinted(referenceNumber: string): string {
  const known = readReceiptNumber(referenceNumber);
  return known === undefined ? referenceNumber : grouped(known);
}
