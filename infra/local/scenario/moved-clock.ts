/** Chapter 7: the clock moves on: a digest on Monday at nine where something changed, reminders to those who have not answered. */
import * as z from 'zod';
import { answerAll, halfDone, neverAnswering, slow } from './answer-round.ts';
import { addressOf, organisationCodes } from './contact-file.ts';
import type { CorrectedRound } from './correct-answers.ts';
import type { Mail } from './local-system.ts';
import type { Stage } from './stage.ts';
import type { Story } from './story.ts';

export interface Days {
  /** The Monday after the answers. */
  readonly monday: string;
  readonly reminder: string;
  /** A Monday before which nobody answered. */
  readonly quietMonday: string;
  /** Two open days after the due day. */
  readonly overdue: string;
}

export async function moveOn(stage: Stage, story: Story, round: CorrectedRound, days: Days): Promise<void> {
  story.chapter('週次報告、リマインド、督促');
  const unanswered = organisationCodes.length - round.submitted.length - round.exempt.length;
  await summarise(stage, story, days.monday);
  await remind(stage, story, round, days.reminder, unanswered);
  await skip(stage, story, days.quietMonday);
  const late = slow.filter((code) => !round.exempt.includes(code));
  const references = await answerAll(stage, round, [...halfDone, ...late]);
  story.expect('リマインドのあとに提出した団体', references.size, halfDone.length + late.length);
  const submitted = [...round.submitted, ...halfDone, ...late];
  story.expect('提出した団体の合計', submitted.length, organisationCodes.length - round.exempt.length - neverAnswering);
  await urge(stage, story, submitted, days.overdue, unanswered - references.size);
  story.expect('配送できなかったイベント', (await stage.local.deadLetters()).length, 0);
}

/** Other words for whom has not begun and for whom stopped half-way; none for whom has answered or need not. */
async function remind(
  stage: Stage,
  story: Story,
  round: CorrectedRound,
  day: string,
  unanswered: number,
): Promise<void> {
  const announced = await preview(stage, round.roundId, day);
  const mails = await mailsOn(stage, day);
  const notStarted = mails.filter(({ subject }) => subject.startsWith('【回答のお願い】'));
  const stopped = mails.filter(({ subject }) => subject.startsWith('【提出のお願い】'));
  story.expect(`開庁日 ${day} の「回答のお願い」（未着手）`, notStarted.length, unanswered - halfDone.length);
  story.expect(`開庁日 ${day} の「提出のお願い」（入力途中）`, stopped.length, halfDone.length);
  story.expect('9時の前の予告にあった団体', announced, notStarted.length + stopped.length);
  const unwanted = [...round.submitted, ...round.exempt].map(addressOf);
  const wrong = [...notStarted, ...stopped].filter(({ to }) => unwanted.includes(to));
  story.expect('提出済み・対象外の団体へのリマインド', wrong.length, 0);
}

const Preview = z.looseObject({ organisations: z.array(z.unknown()) });

/** Who would be reminded, asked a minute before it happens. */
async function preview(stage: Stage, roundId: string, day: string): Promise<number> {
  await stage.local.moveTo(new Date(Date.parse(`${day}T00:00:00.000Z`) - 60_000).toISOString());
  const staff = await stage.program('body-staff');
  return (await staff.get(`/api/v1/surveys/rounds/${roundId}/reminders`, Preview)).organisations.length;
}

async function urge(
  stage: Stage,
  story: Story,
  submitted: readonly string[],
  day: string,
  unanswered: number,
): Promise<void> {
  const urged = (await mailsOn(stage, day)).filter(({ subject }) => subject.startsWith('【提出期限の経過】'));
  story.expect(`期限後の開庁日 ${day} の督促`, urged.length, unanswered);
  const answered = submitted.map(addressOf);
  story.expect('提出済みの団体への督促', urged.filter(({ to }) => answered.includes(to)).length, 0);
}

async function mailsOn(stage: Stage, day: string): Promise<readonly Mail[]> {
  await stage.local.moveTo(`${day}T00:00:00.000Z`);
  await stage.local.advance('PT30M');
  return stage.local.mails({ since: `${day}T00:00:00.000Z` });
}

async function summarise(stage: Stage, story: Story, monday: string): Promise<void> {
  const { email: to } = stage.account('receiver-officer');
  const since = `${monday}T00:00:00.000Z`;
  await stage.local.moveTo(since);
  await stage.local.advance('PT10M');
  const summaries = await stage.local.mails({ to, since });
  story.expect(`${monday}(月) 9:00 の所管側への週次報告`, summaries.length, 1);
  story.tell(summaries[0]?.subject ?? '');
  await stage.killAndRestart();
  await stage.local.advance('PT10M');
  story.expect('強制終了と再起動のあとの同じメール', (await stage.local.mails({ to, since })).length, 1);
}

async function skip(stage: Stage, story: Story, monday: string): Promise<void> {
  const { email: to } = stage.account('receiver-officer');
  const mails = (await mailsOn(stage, monday)).filter((mail) => mail.to === to);
  story.expect(`${monday}(月) 変わりのなかった週の週次報告`, mails.length, 0);
}
