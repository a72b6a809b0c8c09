/** Chapter 3: the round goes out, with a kill -9 in the middle; one mail each, one link each. */
import * as z from 'zod';
import type { PlannedRound } from './announce-round.ts';
import { addressOf, organisationCodes } from './contact-file.ts';
import type { Mail } from './local-system.ts';
import type { Stage } from './stage.ts';
import type { Story } from './story.ts';

export interface SentRound extends PlannedRound {
  /** Link of each organisation, by its code. */
  readonly links: ReadonlyMap<string, string>;
}

export async function sendRound(stage: Stage, story: Story, { roundId }: PlannedRound): Promise<SentRound> {
  story.chapter('調査の開始と回答依頼メール');
  const manager = await stage.program('body-manager');
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
