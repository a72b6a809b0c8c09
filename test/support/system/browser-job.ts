/**
 * The whole job of a survey round in a real browser against the real host: the body imports the contacts and opens a
 * round, an officer answers on two devices, the body accepts and collates, and the desk stands on the public page.
 * Everything is done with the keyboard and without scripts; every page is looked at in both widths.
 */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { contactFile } from '../../../infra/local/scenario/contact-file.ts';
import { wareki } from '../../../shared/calendar/wareki.ts';
import { Instant, jstDateOf } from '../../../shared/kernel/time.ts';
import { type Keyboard, keyboardOf } from '../browser/keyboard.ts';
import type { TestBrowser } from '../browser/open-browser.ts';
import {
  expectNoAxeViolations,
  expectNoForeignRequests,
  expectNoHorizontalScroll,
  expectTargetsLargeEnough,
} from '../browser/page-expectations.ts';
import { screenshot } from '../browser/screenshot.ts';
import { accountOf, type SeededSystem } from './seeded-system.ts';

export interface BrowserJob {
  readonly system: SeededSystem;
  readonly browser: TestBrowser;
  /** The survey's name. */
  readonly title: string;
  /** Of the staff's windows, and of those of officers and readers; each page is looked at in the other width as well. */
  readonly widths: { readonly staff: 360 | 1280; readonly others: 360 | 1280 };
}

interface Desk {
  readonly page: Page;
  readonly keys: Keyboard;
  /** Looks at the page in both widths: axe, targets, reflow, and a picture for eyes. */
  look(name: string): Promise<void>;
}

async function sitDown({ browser }: BrowserJob, width: 360 | 1280): Promise<Desk> {
  const page = await browser.openPage({ width, javaScript: false });
  page.setDefaultTimeout(30_000);
  return { page, keys: keyboardOf(page), look: (name) => lookAt(page, name, width) };
}

async function lookAt(page: Page, name: string, ownWidth: 360 | 1280): Promise<void> {
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await screenshot(page, `job-${name}-${width}`);
    await expectNoHorizontalScroll(page);
    await expectTargetsLargeEnough(page);
  }
  await expectNoAxeViolations(page);
  await page.setViewportSize({ width: ownWidth, height: 900 });
}

export async function signIn(job: BrowserJob): Promise<Desk> {
  const desk = await sitDown(job, job.widths.staff);
  const { page, keys, look } = desk;
  const { email, password } = await accountOf(job.system, 'body-staff');
  await page.goto(`${job.system.origin}/console`);
  await look('login');
  await keys.fill(page.getByLabel('メールアドレス'), email);
  await keys.fill(page.getByLabel('パスワード'), password);
  await keys.follow(page.getByRole('button', { name: 'ログイン' }));
  await page.waitForURL(`${job.system.origin}/console`);
  await look('home');
  return desk;
}

/** The file goes through quarantine and scan; its rows are checked; a person confirms them. */
export async function importContacts({ system }: BrowserJob, { page, keys, look }: Desk): Promise<void> {
  await keys.follow(page.getByRole('link', { name: '連絡先', exact: true }).first());
  await look('contacts');
  await keys.follow(page.getByRole('link', { name: 'ファイルを取り込む' }));
  await look('upload');
  await keys.pickFile(page.locator('input[type=file]'), contactFile('shift_jis'));
  await keys.follow(page.getByRole('button', { name: 'アップロードを始める' }));
  await look('file');
  await system.local.advance('PT5M');
  await keys.follow(page.getByRole('link', { name: '状態を更新する' }));
  await keys.follow(page.getByRole('link', { name: '取り込みの確認へ進む' }));
  expect(await page.textContent('main')).toContain('1,788団体');
  await look('import');
  await keys.follow(page.getByRole('button', { name: '連絡先を確定する' }));
  const today = wareki(jstDateOf(Instant.parse(new Date(await system.local.now()).toISOString())));
  expect(await page.textContent('main')).toContain(`${today}に確定した連絡先です`);
  await system.local.idle();
}

/** One mail to each of the 1,788, each with a link of its own; answers the address of the round's page. */
export async function openRound({ system, title }: BrowserJob, staff: Desk, dueOn: string): Promise<string> {
  const { page, keys, look } = staff;
  await keys.follow(page.getByRole('link', { name: '調査', exact: true }).first());
  await look('rounds');
  await keys.follow(page.getByRole('link', { name: '新しい調査を計画する' }));
  await keys.fill(page.getByLabel('調査の名称'), title);
  await keys.fillDay(page.getByLabel('提出期限', { exact: true }), dueOn);
  await keys.check(page.getByLabel('提出期限の5開庁日前'));
  await look('plan');
  await keys.follow(page.getByRole('button', { name: '計画を登録する' }));
  await look('planned');
  await keys.follow(page.getByRole('link', { name: '開始の確認へ進む' }));
  await look('confirm');
  await keys.follow(page.getByRole('button', { name: '1,788団体に送信して開始する' }));
  await look('opening');
  const roundPath = new URL(page.url()).pathname;
  await system.local.advance('PT30M');
  const mails = (await system.local.mails()).filter(({ subject }) => subject.includes(title));
  const links = new Set(mails.map(({ text }) => linkIn(text)));
  expect({ mails: mails.length, links: links.size }).toEqual({ mails: 1788, links: 1788 });
  return roundPath;
}

function linkIn(text: string): string {
  return /^http\S+\/s\/\S+$/m.exec(text)?.[0] ?? '';
}

/** A draft at one desk, the rest at another; answers the reference number of the receipt. */
export async function answer(job: BrowserJob, organisation: string): Promise<string> {
  const { system, title } = job;
  const mail = (await system.local.mails()).find(
    ({ to, subject }) => subject.includes(title) && to.includes(organisation),
  );
  const link = new URL(linkIn(mail?.text ?? '')).pathname;
  await draft(job, link);
  const { page, keys, look } = await sitDown(job, job.widths.others);
  await openLink({ page, keys }, system.origin + link);
  const name = page.getByLabel('窓口の名称').first();
  expect(await name.inputValue()).toBe('女性相談窓口 髙﨑');
  await keys.follow(page.getByRole('button', { name: '入力内容を確認する' }));
  await look('check-missing');
  await keys.follow(page.getByRole('link', { name: '入力に戻る' }));
  await look('form-errors');
  await fillRest({ page, keys });
  await keys.follow(page.getByRole('button', { name: '入力内容を確認する' }));
  await look('check');
  await keys.follow(page.getByRole('button', { name: '提出する' }));
  await page.waitForURL(`${system.origin}/s/receipt`);
  await look('receipt');
  expectNoForeignRequests(page, [system.origin]);
  const reference = (await page.locator('.app-receipt-number').textContent()) ?? '';
  await page.context().close();
  await system.local.advance('PT5M');
  const receipts = (await system.local.mails({ to: mail?.to ?? '' })).filter(({ text }) => text.includes(reference));
  expect(receipts).toHaveLength(1);
  return reference;
}

async function draft(job: BrowserJob, link: string): Promise<void> {
  const office = await sitDown(job, job.widths.others);
  const { page, keys, look } = office;
  await openLink(office, job.system.origin + link, look);
  await look('form-empty');
  await keys.choose(page.getByLabel('窓口がある'));
  await keys.fill(page.getByLabel('窓口の名称').first(), '女性相談窓口 髙﨑');
  await keys.follow(page.getByRole('button', { name: '下書きを保存する' }).last());
  await page.getByText('下書きを保存しました').waitFor();
  await look('form-saved');
  await page.context().close();
}

async function openLink({ page, keys }: Pick<Desk, 'page' | 'keys'>, link: string, look?: Desk['look']): Promise<void> {
  await page.goto(link);
  await look?.('landing');
  await keys.follow(page.getByRole('button', { name: '回答をはじめる' }));
}

async function fillRest({ page, keys }: Pick<Desk, 'page' | 'keys'>): Promise<void> {
  const desk = page.getByRole('group', { name: '相談窓口1', exact: true });
  await keys.fill(desk.getByLabel('担当課'), '子ども家庭課');
  await keys.fill(desk.getByLabel('電話番号'), '011-211-2111');
  const hours = desk.getByRole('group', { name: '受付時間' });
  await keys.fill(hours.getByLabel('月曜日'), '9:00〜17:00');
  await keys.fill(hours.getByLabel('祝日'), '休み');
  await keys.fill(hours.getByLabel('年末年始'), '休み');
  await keys.fill(page.getByLabel('回答した部署', { exact: true }), '子ども家庭課');
  await keys.fill(page.getByLabel('回答した部署の電話番号'), '011-211-2111');
}

/** The body accepts, and the desk appears on the public page. */
export async function accept(
  job: BrowserJob,
  { page, keys, look }: Desk,
  roundPath: string,
  organisation: string,
): Promise<void> {
  await page.goto(`${job.system.origin}${roundPath}`);
  await look('round');
  await page.goto(`${job.system.origin}${roundPath}/organisations?status=submitted`);
  await look('organisations');
  await keys.follow(page.locator(`main a[href$="/organisations/${organisation}"]`));
  await look('response');
  await keys.follow(page.getByRole('button', { name: 'この回答を受理する' }));
  expect(await page.textContent('main')).toContain('受理済み');
  await job.system.local.idle();
  const reader = await sitDown(job, job.widths.others);
  await reader.page.goto(`${job.system.origin}/areas/${organisation}`);
  expect(await reader.page.textContent('main')).toContain('女性相談窓口 髙﨑');
  await reader.look('public-desk');
  expectNoForeignRequests(reader.page, [job.system.origin]);
  await reader.page.context().close();
}

/** Every organisation is in the files, those who have not answered as 未回答. */
export async function collate({ system }: BrowserJob, staff: Desk, roundPath: string): Promise<void> {
  const { page, keys, look } = staff;
  await page.goto(`${system.origin}${roundPath}`);
  await keys.follow(page.getByRole('button', { name: 'いまの回答を取りまとめる' }));
  await system.local.advance('PT2M');
  const refresh = page.getByRole('link', { name: '最新の状況を見る' });
  if ((await refresh.count()) > 0) await keys.follow(refresh);
  await look('collation');
  const xlsx = await download(staff, 'Excel（XLSX）を保存する');
  expect(xlsx.subarray(0, 2).toString()).toBe('PK');
  const csv = (await download(staff, 'CSV（UTF-8）を保存する')).toString('utf8');
  const lines = csv.trimEnd().split('\r\n');
  expect(lines).toHaveLength(1 + 1788);
  expect(lines.filter((line) => line.includes('未回答'))).toHaveLength(1787);
  expect(csv).toContain('女性相談窓口 髙﨑');
}

async function download({ page, keys }: Desk, name: string): Promise<Buffer> {
  await keys.reach(page.getByRole('link', { name }));
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  return readFile(await file.path());
}
