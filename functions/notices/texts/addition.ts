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

/** 追加の質問: to whom has answered already. Only what is new is asked, and what was answered stays. */
export const writeAddition: SurveyLetter<'survey-addition'> = ({ content, contact, link, on }, mail) => ({
  subject: `【追加の質問のお願い】${shortTitle(content.surveyTitle)}（期限${shortDay(content.dueOn)}）`,
  text: letterText([
    greeting(contact),
    `「${oneLine(content.surveyTitle)}」に回答いただき、ありがとうございました。\nその後、調査票に質問を追加しました。\nお手数ですが、追加の質問への回答をお願いします。`,
    dueLines(content.dueOn),
    linkLines('■ 回答の方法\n次のアドレスを開くと、追加の質問だけが表示されます。', link, content.organisationId),
    ['・提出いただいた回答は、そのまま残っています。', ownLinkNote].join('\n'),
    ...staffChangeLines(on),
    contactLines(mail),
    footer,
  ]),
});
