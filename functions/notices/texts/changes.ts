import { shortDay, warekiWithWeekday } from '../../../shared/calendar/wareki.ts';
import type { JstDate } from '../../../shared/kernel/time.ts';
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

type Matter = Parameters<SurveyLetter<'survey-change'>>[0];

/** 差戻し, 対象外, 期限延長: that and by when. Why stands behind the link. */
export const writeChange: SurveyLetter<'survey-change'> = (matter, mail) => {
  const { content, contact, link, on } = matter;
  const words = wordsOf[content.change];
  return {
    subject: `${words.mark}${shortTitle(content.surveyTitle)}${words.asksBy ? `（期限${shortDay(content.dueOn)}）` : ''}`,
    text: letterText([
      greeting(contact),
      words.lead(oneLine(content.surveyTitle), content.dueOn),
      ...(words.asksBy ? [dueLines(content.dueOn)] : []),
      linkLines(words.how, link, content.organisationId),
      ownLinkNote,
      ...staffChangeLines(on),
      contactLines(mail),
      footer,
    ]),
  };
};

interface Words {
  readonly mark: string;
  readonly lead: (title: string, dueOn: JstDate) => string;
  /** Whether an answer is wanted by the due day. */
  readonly asksBy: boolean;
  readonly how: string;
}

const continueHere = '■ 回答の方法\n次のアドレスを開くと、保存した内容の続きから入力できます。';

const wordsOf = {
  returned: {
    mark: '【再提出のお願い】',
    lead: (title) =>
      `提出いただいた「${title}」の回答について、\n確認をお願いしたい点があるため、差し戻しました。\nお手数ですが、内容を直し、期限までに再提出をお願いします。`,
    asksBy: true,
    how: '■ 確認をお願いしたい点と再提出\n確認をお願いしたい点は、次のアドレスで御覧ください。',
  },
  exempted: {
    mark: '【回答不要のお知らせ】',
    lead: (title) => `「${title}」について、\n貴団体は対象外となりましたので、回答は必要ありません。`,
    asksBy: false,
    how: '■ 現在の状況\n現在の状況は、次のアドレスで確認できます。',
  },
  'exemption-ended': {
    mark: '【回答のお願い】',
    lead: (title) =>
      `「${title}」について、\n先に対象外とお知らせしましたが、改めて回答をお願いすることになりました。\nお手数ですが、期限までに回答をお願いします。`,
    asksBy: true,
    how: continueHere,
  },
  extended: {
    mark: '【期限延長のお知らせ】',
    lead: (title, dueOn) => `「${title}」の貴団体の提出期限を、\n${warekiWithWeekday(dueOn)}まで延長しました。`,
    asksBy: true,
    how: continueHere,
  },
  'extension-ended': {
    mark: '【期限変更のお知らせ】',
    lead: (title, dueOn) =>
      `「${title}」の貴団体の期限延長を取り消しました。\n提出期限は、${warekiWithWeekday(dueOn)}です。`,
    asksBy: true,
    how: continueHere,
  },
} as const satisfies Record<Matter['content']['change'], Words>;
