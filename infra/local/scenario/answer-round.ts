/** Chapter 4: officers answer; one saves a draft and goes on at another desk, one asks another 課 to fill in a part. */
import { addressOf, organisationCodes } from './contact-file.ts';
import { createOfficer } from './officer.ts';
import type { SentRound } from './send-round.ts';
import { shareAnswer } from './share-answer.ts';
import type { Stage } from './stage.ts';
import type { Story } from './story.ts';

export interface AnsweredRound extends SentRound {
  readonly submitted: readonly string[];
}

/** Answered by hand, from one link on two devices. */
export const firstAnswer = '011002';
const promptAnswers = 900;
const drafts = 60;
const atOnce = 8;

/** Who shares the form with another 課, those who are prompt, those who stop half-way, and the others, in the order of their codes. */
const [sharedAnswer = '', ...others] = organisationCodes.filter((code) => code !== firstAnswer);
const prompt = others.slice(0, promptAnswers);
export const halfDone = others.slice(promptAnswers, promptAnswers + drafts);
export const neverAnswering = 80;
export const slow = others.slice(promptAnswers + drafts, others.length - neverAnswering);

export async function answerRound(stage: Stage, story: Story, round: SentRound): Promise<AnsweredRound> {
  story.chapter('回答');
  const link = round.links.get(firstAnswer) ?? '';
  for (let times = 0; times < 10; times += 1) await fetch(link, { method: times % 2 === 0 ? 'HEAD' : 'GET' });
  story.tell('メール検査装置のようにリンクを10回開きました。状態は変わりません。');
  const reference = await answerOnTwoDevices(stage, story, link);
  const receipts = await stage.local.advance('PT5M').then(() => stage.local.mails({ to: addressOf(firstAnswer) }));
  story.expect('受付のお知らせメール', receipts.filter(({ text }) => text.includes(reference)).length, 1);
  await shareAnswer(stage, story, round, sharedAnswer);
  const references = await answerAll(stage, round, prompt);
  story.expect('ほかに提出した団体（受付番号の数）', references.size, promptAnswers);
  await inTurns(halfDone, async (code) => {
    const officer = createOfficer(stage.origin);
    await officer.open(round.links.get(code) ?? '');
    await officer.saveDraft({ deskName: `相談窓口 ${code}` });
  });
  story.expect('下書きを保存して途中で止めた団体', halfDone.length, drafts);
  return { ...round, submitted: [firstAnswer, sharedAnswer, ...prompt] };
}

/** Answers the reference numbers of all receipts. */
export async function answerAll(
  stage: Stage,
  { links }: SentRound,
  codes: readonly string[],
): Promise<ReadonlySet<string>> {
  const references = new Set<string>();
  await inTurns(codes, async (code) => {
    references.add(await answerOnce(stage, links.get(code) ?? '', code));
  });
  return references;
}

async function inTurns(codes: readonly string[], act: (code: string) => Promise<void>): Promise<void> {
  for (let start = 0; start < codes.length; start += atOnce) {
    await Promise.all(codes.slice(start, start + atOnce).map(act));
  }
}

async function answerOnTwoDevices(stage: Stage, story: Story, link: string): Promise<string> {
  const office = createOfficer(stage.origin);
  await office.open(link);
  await office.saveDraft({ deskName: '女性相談' });
  await stage.killAndRestart();
  const elsewhere = createOfficer(stage.origin);
  const form = await elsewhere.open(link);
  story.expect('別の端末で開いた下書きにある入力', Number(form.text.includes('女性相談')), 1);
  const reference = await elsewhere.submit({
    deskName: '女性相談窓口',
    section: '子ども家庭課',
    phone: '011-211-2111',
  });
  story.tell(`受付番号 ${reference}`);
  return reference;
}

async function answerOnce(stage: Stage, link: string, code: string): Promise<string> {
  const officer = createOfficer(stage.origin);
  await officer.open(link);
  return officer.submit({ deskName: `相談窓口 ${code}`, section: '福祉課', phone: '03-5253-1111' });
}
