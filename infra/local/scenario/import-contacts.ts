/** Chapter 1: the contact list comes in by the file path; one bad row is named and stops everything. */
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { type ContactFile, contactFile, deadAddresses } from './contact-file.ts';
import type { Stage } from './stage.ts';
import type { Story } from './story.ts';
import { type Browser, createBrowser, guardOf, type Program } from './web-client.ts';

const Import = z.looseObject({
  status: z.string(),
  organisations: z.int().optional(),
  problems: z.array(z.looseObject({ row: z.int(), column: z.string(), message: z.string() })).optional(),
});

export async function importContacts(stage: Stage, story: Story): Promise<void> {
  story.chapter('連絡先の取り込み');
  const browser = await signIn(stage);
  const staff = await stage.program('body-staff');
  const spoiled = contactFile('utf8', (code, cells) =>
    code === '131016' ? [cells[0] ?? '', cells[1] ?? '', cells[2] ?? '', 'メールなし'] : cells,
  );
  const refused = await upload(stage, browser, staff, spoiled);
  const [problem] = refused.problems ?? [];
  story.expect('誤りのある行があるファイルで見つけた誤り', refused.problems?.length ?? 0, 1);
  story.tell(`行${problem?.row}・${problem?.column}: ${problem?.message}`);
  const good = await upload(stage, browser, staff, contactFile('shift_jis', withDeadAddresses));
  story.expect('Shift_JISのファイルから読み取った団体', good.organisations ?? 0, 1788);
  await staff.post(`/api/v1/notices/imports/${good.fileId}/confirm`, {}, z.looseObject({}));
  await stage.local.idle();
  story.tell('取り込みを確定しました。');
}

/** Four mailboxes are gone: the announcement finds them. */
function withDeadAddresses(code: string, cells: string[]): string[] {
  return [...cells.slice(0, 3), deadAddresses.get(code) ?? cells[3] ?? ''];
}

async function signIn(stage: Stage): Promise<Browser> {
  const { email, password } = stage.account('body-staff');
  const browser = createBrowser(stage.origin);
  const home = await browser.post('/console/login', { email, password, next: '/console' });
  if (home.path !== '/console') throw new Error(`signing in ended at ${home.path}`);
  return browser;
}

/** The plain form, as without scripts; then the scan, then the check of the rows. */
async function upload(stage: Stage, browser: Browser, staff: Program, file: ContactFile) {
  const form = await browser.get('/console/assets/files/new');
  const page = await browser.postFile('/console/assets/files', { ...guardOf(form), purpose: 'contact-import' }, file);
  const fileId = page.path.split('/').at(-1) ?? '';
  for (let tries = 0; tries < 60; tries += 1) {
    await stage.local.advance('PT1M');
    const answer = await staff.raw('GET', `/api/v1/notices/imports/${fileId}`);
    const read = Import.safeParse(answer.body);
    if (answer.status === 200 && read.success && read.data.status !== 'staging') return { fileId, ...read.data };
    await sleep(50);
  }
  throw new Error(`the import of ${fileId} did not end`);
}
