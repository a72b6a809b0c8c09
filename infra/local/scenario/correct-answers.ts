/** Chapter 5: answers that are taken back, sent back and given again, and organisations that need not answer. */
import * as z from 'zod';
import type { AnsweredRound } from './answer-round.ts';
import { slow } from './answer-round.ts';
import { addressOf } from './contact-file.ts';
import { createOfficer } from './officer.ts';
import type { Stage } from './stage.ts';
import type { Story } from './story.ts';
import type { Program } from './web-client.ts';

export interface CorrectedRound extends AnsweredRound {
  /** 対象外 */
  readonly exempt: readonly string[];
}

const recalls = 3;
const returns = 5;
const exemptions = 2;

const Response = z.looseObject({ status: z.string(), version: z.int() });

export async function correctAnswers(stage: Stage, story: Story, round: AnsweredRound): Promise<CorrectedRound> {
  story.chapter('引戻し、差戻し、対象外');
  const staff = await stage.program('body-staff');
  await takeBack(stage, story, round);
  await sendBack(stage, staff, story, round);
  const exempt = slow.slice(0, exemptions);
  for (const code of exempt) {
    const path = `/api/v1/surveys/rounds/${round.roundId}/invitations/${code}/exempt`;
    await staff.post(path, { reason: '窓口を県と共同で設置しており、県が回答するため' }, z.looseObject({}));
  }
  await stage.local.advance('PT5M');
  const told = await stage.local.mails();
  const excused = told.filter(({ subject }) => subject.startsWith('【回答不要のお知らせ】'));
  story.expect('対象外とした団体へのお知らせ', excused.length, exemptions);
  return { ...round, exempt };
}

/** Nobody has looked at the answer yet, so it goes back to the draft and comes again under another number. */
async function takeBack(stage: Stage, story: Story, { links, submitted }: AnsweredRound): Promise<void> {
  const references = new Set<string>();
  for (const code of submitted.slice(10, 10 + recalls)) {
    const officer = createOfficer(stage.origin);
    await officer.open(links.get(code) ?? '');
    await officer.takeBack();
    const answers = { deskName: `相談窓口 ${code}`, section: '福祉課', phone: '03-5253-1112' };
    references.add(await officer.submit(answers));
  }
  story.expect('引き戻して提出し直した団体', references.size, recalls);
}

async function sendBack(stage: Stage, staff: Program, story: Story, round: AnsweredRound): Promise<void> {
  const codes = round.submitted.slice(20, 20 + returns);
  for (const code of codes) {
    const path = `/api/v1/surveys/rounds/${round.roundId}/responses/${code}`;
    const { version } = await staff.get(path, Response);
    const comments = { 'desks.0.phone': '夜間の番号ではありませんか。' };
    const asked = { ifVersion: version, reason: '電話番号を確認してください。', dueOn: '2026-05-29', comments };
    await staff.post(`${path}/return`, asked, z.looseObject({}));
  }
  await stage.local.advance('PT5M');
  const asked = (await stage.local.mails()).filter(({ subject }) => subject.startsWith('【再提出のお願い】'));
  story.expect('差戻しのお知らせ', asked.length, returns);
  const told = asked.filter(({ text }) => text.includes('夜間の番号'));
  story.expect('そのうち指摘の内容が書かれたもの', told.length, 0);
  for (const code of codes) {
    const officer = createOfficer(stage.origin);
    const form = await officer.open(round.links.get(code) ?? '');
    if (!form.text.includes('夜間の番号ではありませんか。')) throw new Error(`${addressOf(code)} is not told why`);
    await officer.submit({ deskName: `相談窓口 ${code}`, section: '福祉課', phone: '03-5253-1113' });
  }
  const again = await Promise.all(
    codes.map((code) => staff.get(`/api/v1/surveys/rounds/${round.roundId}/responses/${code}`, Response)),
  );
  const submitted = again.filter(({ status }) => status === 'submitted');
  story.expect('再提出した団体', submitted.length, returns);
}
