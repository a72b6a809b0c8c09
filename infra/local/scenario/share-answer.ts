/** Chapter 4, a part: two 課 fill in one form from two links; one of them submits. */
import { addressOf } from './contact-file.ts';
import { createOfficer } from './officer.ts';
import type { SentRound } from './send-round.ts';
import type { Stage } from './stage.ts';
import type { Story } from './story.ts';
import { guardOf } from './web-client.ts';

const deskName = '女性相談室';

export async function shareAnswer(stage: Stage, story: Story, round: SentRound, code: string): Promise<void> {
  const inCharge = createOfficer(stage.origin);
  await inCharge.open(round.links.get(code) ?? '');
  const to = addressOf(code).replace('tantou', 'kodomo');
  const ask = await inCharge.browser.get('/s/share');
  const asked = { section: 'こども家庭課', mail: to, askedBy: '企画課', formSections: 'desks-section' };
  await inCharge.browser.post('/s/share', { ...guardOf(ask), ...asked });
  await stage.local.advance('PT5M');
  const mails = await stage.local.mails({ to });
  story.expect('分担を依頼された課へのメール', mails.length, 1);
  const link = /^http\S+\/s\/\S+$/m.exec(mails[0]?.text ?? '')?.[0] ?? '';
  story.expect('そのうち本人のリンクと異なるもの', Number(link !== round.links.get(code)), 1);
  const theirs = createOfficer(stage.origin);
  await theirs.open(link);
  await theirs.saveDraft({ deskName });
  const check = await theirs.browser.get('/s/check');
  const tried = await theirs.browser.post('/s/submit', guardOf(check));
  story.expect('依頼された課からの提出（断られる）', Number(tried.status < 400), 0);
  const shared = await inCharge.browser.get('/s/form');
  story.expect('取りまとめ担当の画面に届いた入力', Number(shared.text.includes(deskName)), 1);
  await inCharge.submit({ deskName, section: '企画課', phone: '03-5253-1111' });
}
