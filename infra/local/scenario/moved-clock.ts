/** Chapter 5: the clock moves on: reminders to those who have not answered, a summary on Monday at nine. */
import type { AnsweredRound } from './answer-round.ts';
import { organisationCodes } from './contact-file.ts';
import type { Stage } from './stage.ts';
import type { Story } from './story.ts';

export async function moveOn(
  stage: Stage,
  story: Story,
  round: AnsweredRound,
  days: { readonly reminder: string; readonly monday: string },
): Promise<void> {
  story.chapter('督促と週次の取りまとめ');
  const unanswered = organisationCodes.length - round.submitted.length;
  await stage.local.moveTo(`${days.reminder}T00:00:00.000Z`);
  await stage.local.advance('PT30M');
  const reminders = (await stage.local.mails({ since: `${days.reminder}T00:00:00.000Z` })).filter(isReminder);
  story.expect(`開庁日 ${days.reminder} の回答のお願い`, reminders.length, unanswered);
  story.expect(
    '提出済みの団体への回答のお願い',
    reminders.filter(({ to }) => round.submitted.some((code) => to.includes(code))).length,
    0,
  );
  await stage.local.moveTo(`${days.monday}T00:00:00.000Z`);
  await stage.local.advance('PT10M');
  const receiver = stage.account('receiver-officer').email;
  const summaries = await stage.local.mails({ to: receiver, since: `${days.monday}T00:00:00.000Z` });
  story.expect(`${days.monday}(月) 9:00 の所管側への取りまとめメール`, summaries.length, 1);
  story.tell(summaries[0]?.subject ?? '');
  await stage.killAndRestart();
  await stage.local.advance('PT10M');
  story.expect(
    '強制終了と再起動のあとの同じメール',
    (await stage.local.mails({ to: receiver, since: `${days.monday}T00:00:00.000Z` })).length,
    1,
  );
  story.expect('配送できなかったイベント', (await stage.local.deadLetters()).length, 0);
}

function isReminder({ subject }: { readonly subject: string }): boolean {
  return subject.startsWith('【回答のお願い】') || subject.startsWith('【提出のお願い】');
}
