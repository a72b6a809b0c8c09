import { shortDay, warekiWithWeekday } from '../../../shared/calendar/wareki.ts';
import type { Letter, LetterMatter } from '../../../shared/notices/letter.ts';
import type { ProgrammeDefinition } from '../../../shared/programmes/programme-definition.ts';
import { contactLines, footer, greeting, letterText, oneLine, shortTitle } from './letter-parts.ts';

type Matter = Extract<LetterMatter, { kind: 'pre-notice' }>;

/** 事前のお知らせ: what will come, from whom, for what and when; and whom to tell that another section is the right one. */
export function writePreNotice(
  { content, contact }: Matter,
  { identity, mail }: Pick<ProgrammeDefinition, 'identity' | 'mail'>,
): Pick<Letter, 'subject' | 'text'> {
  const { surveyTitle, opensOn, dueOn, moved } = content;
  const title = oneLine(surveyTitle);
  const lead =
    moved === undefined
      ? `「${title}」を、次のとおり予定しています。`
      : `先にお知らせした「${title}」の日程を、\n次のとおり変更しました。`;
  return {
    subject: `${moved === undefined ? '【事前のお知らせ】' : '【日程変更のお知らせ】'}${shortTitle(surveyTitle)}（${shortDay(opensOn)}開始予定）`,
    text: letterText([
      greeting(contact),
      '平素より、本事業への御理解と御協力をいただき、ありがとうございます。',
      `${lead}\nこのメールは、事前のお知らせです。今は、回答の必要はありません。`,
      `■ 調査の実施者\n${mail.senderName}`,
      `■ 調査の目的\n次の事業の一環として行います。\n${identity.title}`,
      `■ 回答の期間（予定）\n${warekiWithWeekday(opensOn)}から\n${warekiWithWeekday(dueOn)}まで`,
      '■ 回答の方法\n開始の時に、回答用のアドレスを別のメールでお送りします。\n送信先は、このメールと同じアドレスです。',
      '■ 担当の課がちがう場合\nこのメールを受け取った課が担当でない場合は、お手数ですが、担当の課の名称と\nメールアドレスを、このメールへの返信でお知らせください。',
      contactLines(mail),
      footer,
    ]),
  };
}
