/** Chapter 2: a round goes out, with a kill -9 in the middle; one mail each, one link each. */
import * as z from 'zod';
import { addressOf, organisationCodes } from './contact-file.ts';
import type { Mail } from './local-system.ts';
import type { Stage } from './stage.ts';
import type { Story } from './story.ts';

export interface SentRound {
  readonly roundId: string;
  /** Link of each organisation, by its code. */
  readonly links: ReadonlyMap<string, string>;
}

const Round = z.looseObject({ roundId: z.string() });

export async function sendRound(
  stage: Stage,
  story: Story,
  { due, closes }: { readonly due: string; readonly closes: string },
): Promise<SentRound> {
  story.chapter('調査の開始と回答依頼メール');
  const manager = await stage.program('body-manager');
  const plan = {
    title: '令和8年度 相談窓口に関する調査（第2回）',
    formId: 'consultation-desks',
    formVersion: 2,
    dueOn: due,
    closesOn: closes,
    // The last one goes out after the due day, while late answers are still taken.
    reminderPlan: [5, -2],
  };
  const { roundId } = await manager.post('/api/v1/surveys/rounds', plan, Round);
  const since = new Date(await stage.local.now()).toISOString();
  const key = `open-${roundId}`;
  await manager.post(`/api/v1/surveys/rounds/${roundId}/open`, {}, z.looseObject({}), key);
  await stage.killAndRestart();
  story.tell('送信の途中でシステム全体を強制終了し、同じデータで起動し直しました。');
  await manager.post(`/api/v1/surveys/rounds/${roundId}/open`, {}, z.looseObject({}), key);
  await stage.local.advance('PT30M');
  const links = linksOf(invitationMails(await stage.local.mails({ since })));
  story.expect('回答依頼メール', links.length, organisationCodes.length);
  story.expect('異なるリンク', new Set(links.map(({ link }) => link)).size, organisationCodes.length);
  story.expect('メールが届いた団体', new Set(links.map(({ to }) => to)).size, organisationCodes.length);
  const byAddress = new Map(links.map(({ to, link }) => [to, link]));
  return { roundId, links: new Map(organisationCodes.map((code) => [code, byAddress.get(addressOf(code)) ?? ''])) };
}

function invitationMails(mails: readonly Mail[]): readonly Mail[] {
  return mails.filter(({ subject }) => subject.includes('回答依頼'));
}

function linksOf(mails: readonly Mail[]): readonly { readonly to: string; readonly link: string }[] {
  return mails.map(({ to, text }) => ({ to, link: /^http\S+\/s\/\S{23}$/m.exec(text)?.[0] ?? '' }));
}
