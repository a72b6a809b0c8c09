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
} from './letter-parts.ts';
import type { SurveyLetter } from './survey-letter.ts';

/** 再依頼: to whom has not begun, and, in other words, to whom stopped half-way. */
export const writeReminder: SurveyLetter<'survey-reminder'> = ({ content, contact, link }, mail) => {
  const words = content.progress === 'not-started' ? notStarted : halfDone;
  const title = oneLine(content.surveyTitle);
  return {
    subject: `${words.mark}${shortTitle(title)}（期限${shortDay(content.dueOn)}）`,
    text: letterText([
      greeting(contact),
      words.lead(title),
      dueLines(content.dueOn),
      linkLines(words.how, link, content.organisationId),
      ownLinkNote,
      'すでに提出いただいた場合は、行き違いですので御容赦ください。',
      contactLines(mail),
      footer,
    ]),
  };
};

interface Words {
  readonly mark: string;
  readonly lead: (title: string) => string;
  readonly how: string;
}

const notStarted: Words = {
  mark: '【回答のお願い】',
  lead: (title) =>
    `先にお願いした「${title}」について、\nまだ回答をいただいていません。お忙しいところ恐れ入りますが、\n期限までに回答をお願いします。`,
  how: '■ 回答の方法\n次のアドレスを開き、画面の案内に沿って回答してください。',
};

const halfDone: Words = {
  mark: '【提出のお願い】',
  lead: (title) =>
    `「${title}」の回答は、\n入力の途中で、まだ提出されていません。\n内容を確かめ、期限までに提出をお願いします。`,
  how: '■ 続きの入力と提出\n次のアドレスを開くと、保存した内容の続きから入力できます。',
};
