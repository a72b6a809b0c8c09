import { shortDay } from '../../../shared/calendar/wareki.ts';
import {
  contactLines,
  dueLines,
  footer,
  greeting,
  letterText,
  linkLines,
  oneLine,
  ownLinkNote,
  shortTitle,
  staffChangeLines,
} from './letter-parts.ts';
import type { SurveyLetter } from './survey-letter.ts';

/** 回答依頼 */
export const writeInvitation: SurveyLetter<'survey-invitation'> = ({ content, contact, link, on }, mail) => ({
  subject: `【回答依頼】${shortTitle(content.surveyTitle)}（期限${shortDay(content.dueOn)}）`,
  text: letterText([
    greeting(contact),
    '平素より、本事業への御理解と御協力をいただき、ありがとうございます。',
    `「${oneLine(content.surveyTitle)}」への回答をお願いします。`,
    dueLines(content.dueOn),
    linkLines('■ 回答の方法\n次のアドレスを開き、画面の案内に沿って回答してください。', link, content.organisationId),
    [
      ownLinkNote,
      '・入力した内容は保存され、あとから続きを入力できます。',
      '・期限までは、何度でも開くことができます。',
    ].join('\n'),
    ...staffChangeLines(on),
    contactLines(mail),
    footer,
  ]),
});
