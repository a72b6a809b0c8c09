/** Chapter 2: weeks ahead the planned round is announced; the dead addresses come to light and are put right. */
import * as z from 'zod';
import { addressOf, deadAddresses, organisationCodes } from './contact-file.ts';
import type { Stage } from './stage.ts';
import type { Story } from './story.ts';
import type { Program } from './web-client.ts';

interface Plan {
  readonly opens: string;
  readonly due: string;
  readonly closes: string;
}

export interface PlannedRound {
  readonly roundId: string;
}

const PreNotices = z.looseObject({ delivered: z.int(), unreachable: z.array(z.string()) });

export async function announceRound(stage: Stage, story: Story, plan: Plan): Promise<PlannedRound> {
  story.chapter('調査の計画、事前のお知らせ、届かなかった連絡先の修正');
  const manager = await stage.program('body-manager');
  const { roundId } = await planRound(manager, plan);
  const path = `/api/v1/surveys/rounds/${roundId}`;
  const since = new Date(await stage.local.now()).toISOString();
  const key = `announce-${roundId}`;
  await manager.post(`${path}/announce`, {}, z.looseObject({}), key);
  await stage.killAndRestart();
  story.tell('送信の途中でシステム全体を強制終了し、同じデータで起動し直しました。');
  await manager.post(`${path}/announce`, {}, z.looseObject({}), key);
  await stage.local.advance('PT30M');
  const announced = async () =>
    (await stage.local.mails({ since })).filter(({ subject }) => subject.startsWith('【事前のお知らせ】'));
  const mails = await announced();
  story.expect('事前のお知らせのメール', mails.length, organisationCodes.length);
  story.expect('異なる宛先', new Set(mails.map(({ to }) => to)).size, organisationCodes.length);
  story.expect('そのうち回答用のリンクがあるもの', mails.filter(({ text }) => text.includes('/s/')).length, 0);
  const found = await manager.get(`${path}/pre-notices`, PreNotices);
  story.expect('届いた団体', found.delivered, organisationCodes.length - deadAddresses.size);
  story.expect('届かなかった団体', found.unreachable.length, deadAddresses.size);
  for (const code of found.unreachable) await putRight(manager, code);
  await manager.post(`${path}/announce`, {}, z.looseObject({}));
  await stage.local.advance('PT30M');
  story.expect('連絡先を直して、もう一度送ったメール', (await announced()).length - mails.length, deadAddresses.size);
  const after = await manager.get(`${path}/pre-notices`, PreNotices);
  story.expect('直したあとも届かない団体', after.unreachable.length, 0);
  await stage.local.moveTo(`${plan.opens}T00:30:00.000Z`);
  return { roundId };
}

async function planRound(manager: Program, { opens, due, closes }: Plan): Promise<PlannedRound> {
  const plan = {
    title: '令和8年度 相談窓口に関する調査（第2回）',
    formId: 'consultation-desks',
    formVersion: 2,
    ...{ opensOn: opens, dueOn: due, closesOn: closes },
    // The last one goes out after the due day, while late answers are still taken.
    reminderPlan: [5, -2],
  };
  return manager.post('/api/v1/surveys/rounds', plan, z.looseObject({ roundId: z.string() }));
}

async function putRight(manager: Program, code: string): Promise<void> {
  const replaces = deadAddresses.get(code) ?? '';
  const right = { section: '子ども家庭課', mail: addressOf(code), cc: '', phone: '', replaces };
  const { status, body } = await manager.raw('PUT', `/api/v1/notices/contacts/${code}`, right);
  if (status !== 200) throw new Error(`the address of ${code} was not put right: ${status} ${JSON.stringify(body)}`);
}
