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

type ReminderProgress = Parameters<SurveyLetter<'survey-reminder'>>[0]['content']['progress'];

/** 再依頼 and, after the due day, 督促: other words for whom has not begun, stopped half-way, or was asked to correct. */
export const writeReminder: SurveyLetter<'survey-reminder'> = ({ content, contact, link, on }, mail) => {
  const words = wordsOf[content.progress];
  const isOverdue = content.isOverdue === true;
  const title = oneLine(content.surveyTitle);
  return {
    subject: `${isOverdue ? overdueMark : words.mark}${shortTitle(title)}（期限${shortDay(content.dueOn)}）`,
    text: letterText([
      greeting(contact),
      isOverdue ? words.overdueLead(title) : words.lead(title),
      dueLines(content.dueOn),
      linkLines(words.how, link, content.organisationId),
      ownLinkNote,
      'すでに提出いただいた場合は、行き違いですので御容赦ください。',
      ...staffChangeLines(on),
      contactLines(mail),
      footer,
    ]),
  };
};

interface Words {
  readonly mark: string;
  readonly lead: (title: string) => string;
  readonly overdueLead: (title: string) => string;
  readonly how: string;
}

const overdueMark = '【提出期限の経過】';
const stillOpen = '\n提出は引き続き受け付けています。\nお忙しいところ恐れ入りますが、至急、提出をお願いします。';

const notStarted: Words = {
  mark: '【回答のお願い】',
  lead: (title) =>
    `先にお願いした「${title}」について、\nまだ回答をいただいていません。お忙しいところ恐れ入りますが、\n期限までに回答をお願いします。`,
  overdueLead: (title) => `「${title}」は、提出期限を過ぎましたが、\nまだ回答をいただいていません。${stillOpen}`,
  how: '■ 回答の方法\n次のアドレスを開き、画面の案内に沿って回答してください。',
};

const halfDone: Words = {
  mark: '【提出のお願い】',
  lead: (title) =>
    `「${title}」の回答は、\n入力の途中で、まだ提出されていません。\n内容を確かめ、期限までに提出をお願いします。`,
  overdueLead: (title) =>
    `「${title}」は、提出期限を過ぎましたが、\n入力の途中で、まだ提出されていません。${stillOpen}`,
  how: '■ 続きの入力と提出\n次のアドレスを開くと、保存した内容の続きから入力できます。',
};

const returned: Words = {
  mark: '【再提出のお願い】',
  lead: (title) =>
    `「${title}」の回答は、差し戻したあと、\nまだ再提出されていません。お忙しいところ恐れ入りますが、\n内容を直し、期限までに再提出をお願いします。`,
  overdueLead: (title) =>
    `「${title}」の回答は、差し戻したあと、\n再提出の期限を過ぎましたが、まだ再提出されていません。${stillOpen}`,
  how: '■ 確認をお願いしたい点と再提出\n確認をお願いしたい点は、次のアドレスで御覧ください。',
};

const wordsOf = { 'not-started': notStarted, 'half-done': halfDone, returned } as const satisfies Record<
  ReminderProgress,
  Words
>;
