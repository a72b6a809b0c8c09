/** A municipal officer's way from the mailed link to the receipt, in a real browser. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { grouped } from '../../../../shared/kernel/reference-number.ts';
import { openBrowser, runsScripts, type TestBrowser } from '../../../support/browser/open-browser.ts';
import {
  expectFocusVisible,
  expectNoAxeViolations,
  expectNoForeignRequests,
  expectNoHorizontalScroll,
  expectTargetsLargeEnough,
} from '../../../support/browser/page-expectations.ts';
import { screenshot } from '../../../support/browser/screenshot.ts';
import { chiba, now, programmeId, roundId } from '../../../support/builders/surveys.ts';
import { InMemorySurveys, inMemoryCodeAttempts } from '../../../support/fakes/in-memory-surveys.ts';
import { type FunctionServer, serveFunction } from '../../../support/function-server.ts';
import { invite, publicSurveys, type SetClock, setClock } from '../public-surveys.ts';

const key = { programmeId, roundId, organisationId: chiba };

let browser: TestBrowser;
let server: FunctionServer;
let stores: InMemorySurveys;
let clock: SetClock;
let token: string;
let code: string;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser.close());
beforeEach(async () => {
  stores = new InMemorySurveys();
  clock = setClock(now);
  ({ token, code } = await invite(stores as never));
  const all = { ...stores, attempts: inMemoryCodeAttempts() };
  server = await serveFunction((origin) => publicSurveys(all, clock, origin));
});
afterEach(() => server.close());

/** Accessibility is looked at where axe itself can run; the pages are the same without scripts. */
async function looksRight(page: Page, name: string, isCheckedElsewhere = false): Promise<void> {
  await screenshot(page, `survey-${name}`);
  await expectNoHorizontalScroll(page);
  await expectTargetsLargeEnough(page);
  if (runsScripts(page) && !isCheckedElsewhere) await expectNoAxeViolations(page);
}

async function begin(page: Page): Promise<void> {
  await page.goto(`${server.origin}/s/${token}`);
  await page.getByRole('button', { name: '回答をはじめる' }).click();
  await page.waitForURL(`${server.origin}/s/form`);
}

const desk = (page: Page, place: number) => page.getByRole('group', { name: `相談窓口${place}`, exact: true });

async function fillDesk(page: Page, place: number, name: string): Promise<void> {
  const block = desk(page, place);
  await block.getByLabel('窓口の名称').fill(name);
  await block.getByLabel('担当課').fill('こども未来局　幸福課');
  await block.getByLabel('電話番号').fill('０４３－２４５－５１１１');
  for (const day of ['月', '金']) await block.getByLabel(day, { exact: true }).check();
  await block.getByLabel('受付時間').fill('9:00〜17:00');
}

const sizes = [
  { width: 1280, javaScript: true },
  { width: 360, javaScript: false },
] as const;

describe.each(sizes)('at $width pixels, scripts $javaScript', (options) => {
  const name = (step: string) => `${step}-${options.width}${options.javaScript ? '' : '-plain'}`;

  test('an officer saves a draft, adds a desk, learns what is missing, submits and gets a receipt', async () => {
    const page = await browser.openPage(options);
    await page.goto(`${server.origin}/s/${token}`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('回答のご案内');
    await looksRight(page, name('landing'));
    await page.getByRole('button', { name: '回答をはじめる' }).click();
    await page.waitForURL(`${server.origin}/s/form`);
    await looksRight(page, name('form-empty'), true);

    await page.getByLabel('窓口がある').check();
    await page.getByRole('button', { name: '入力内容を確認する' }).click();
    await page.waitForURL(`${server.origin}/s/check`);
    await looksRight(page, name('check-missing'));
    await page.getByRole('link', { name: '相談窓口1の窓口の名称を入力してください。' }).click();
    expect(page.url()).toContain('#desks.0.name');
    await looksRight(page, name('form-errors'));

    await fillDesk(page, 1, '女性相談窓口 髙﨑');
    await page.getByRole('button', { name: '相談窓口を追加する' }).click();
    await fillDesk(page, 2, '夜間の窓口');
    await page.getByRole('button', { name: '相談窓口を追加する' }).click();
    expect(await desk(page, 3).count()).toBe(1);
    await page.getByRole('button', { name: '相談窓口3を削除する' }).click();
    expect(await desk(page, 3).count()).toBe(0);
    expect(await desk(page, 2).getByLabel('窓口の名称').inputValue()).toBe('夜間の窓口');
    await page.getByLabel('回答した部署', { exact: true }).fill('幸福課');
    await page.getByLabel('回答した部署の電話番号').fill('043-245-5111');
    await page.getByRole('button', { name: '下書きを保存する' }).first().click();
    await page.getByText('下書きを保存しました').waitFor();
    await looksRight(page, name('form-saved'), true);

    await page.getByRole('button', { name: '入力内容を確認する' }).click();
    await page.waitForURL(`${server.origin}/s/check`);
    await looksRight(page, name('check'));
    await page.getByRole('button', { name: '提出する' }).click();
    await page.waitForURL(`${server.origin}/s/receipt`);
    const { response } = (await stores.invitations.open(key)) ?? {};
    const number = grouped(response?.referenceNumber ?? ('' as never));
    expect(await page.locator('.app-receipt-number').textContent()).toBe(number);
    expect(response?.submission.groups['desks']?.[0]?.['name']).toBe('女性相談窓口 髙﨑');
    await looksRight(page, name('receipt'));

    await page.goto(`${server.origin}/s/${token}`);
    await looksRight(page, name('landing-submitted'), true);
    await page.getByRole('button', { name: '提出した内容を確認する' }).click();
    expect(await page.locator('.app-receipt-number').textContent()).toBe(number);
    expectNoForeignRequests(page, [server.origin]);
  }, 60_000);
});

test('the whole way is possible by keyboard alone', async () => {
  const page = await browser.openPage({ width: 1280, javaScript: false });
  const tabTo = async (label: RegExp) => {
    for (let presses = 0; presses < 120; presses += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const element = document.activeElement;
        const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
        return `${labels.map((each) => each.textContent).join(' ')} ${element?.textContent ?? ''}`;
      });
      if (label.test(focused)) return expectFocusVisible(page);
    }
    throw new Error(`${label} was not reached`);
  };
  await page.goto(`${server.origin}/s/${token}`);
  await tabTo(/回答をはじめる/);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${server.origin}/s/form`);
  await tabTo(/窓口がある/);
  await page.keyboard.press('ArrowDown');
  await tabTo(/回答した部署/);
  await page.keyboard.type('幸福課');
  await tabTo(/回答した部署の電話番号/);
  await page.keyboard.type('043-245-5111');
  // Enter in a field saves; it neither submits nor removes anything.
  await page.keyboard.press('Enter');
  await page.getByText('下書きを保存しました').waitFor();
  await tabTo(/入力内容を確認する/);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${server.origin}/s/check`);
  await tabTo(/提出する/);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${server.origin}/s/receipt`);
  expect((await stores.invitations.open(key))?.response?.submission.answers['hasDesk']).toBe('no');
}, 60_000);

test('two codes from the mail open the form where the link cannot be clicked', async () => {
  const page = await browser.openPage({ width: 360 });
  await page.goto(`${server.origin}/s`);
  await page.getByLabel('団体コード').fill('１２１００２');
  await page.getByLabel('回答用コード').fill('3333-3333');
  await page.getByRole('button', { name: '回答ページを開く' }).click();
  expect(await page.getByLabel('団体コード').inputValue()).toBe('１２１００２');
  await looksRight(page, 'code-wrong-360');
  await page.getByLabel('回答用コード').fill(`${code.slice(0, 4)}－${code.slice(4)}`.toLowerCase());
  await page.getByRole('button', { name: '回答ページを開く' }).click();
  await page.waitForURL(`${server.origin}/s/form`);
}, 60_000);

test('what was typed on two devices is shown side by side, and a person decides', async () => {
  const [one, other] = [await browser.openPage({ width: 1280 }), await browser.openPage({ width: 360 })];
  await begin(one);
  await begin(other);
  await one.getByLabel('回答した部署', { exact: true }).fill('幸福課');
  await one.getByText(/保存しました 10:23/).waitFor();
  await other.getByLabel('回答した部署', { exact: true }).fill('市民課');
  await other.getByRole('button', { name: '下書きを保存する' }).first().click();
  const both = await other.locator('.dads-description-list__row', { hasText: '回答した部署' }).textContent();
  expect(both).toMatch(/保存されている内容：幸福課.*この画面の入力：市民課/);
  await looksRight(other, 'conflict-360');
  expect((await stores.invitations.open(key))?.draft?.answers['respondentSection']).toBe('幸福課');
  await other.getByRole('button', { name: 'この画面の内容で保存する' }).first().click();
  await other.getByText('下書きを保存しました').waitFor();
  expect((await stores.invitations.open(key))?.draft?.answers['respondentSection']).toBe('市民課');
}, 60_000);

test('a session that ended keeps the input on the page, and the link opened again lets it be saved', async () => {
  const page = await browser.openPage({ width: 1280, javaScript: false });
  await begin(page);
  await page.getByLabel('回答した部署', { exact: true }).fill('幸福課');
  await page.context().clearCookies();
  await page.getByRole('button', { name: '下書きを保存する' }).first().click();
  await page.getByText('入力した内容はこの画面に残っています').waitFor();
  expect(await page.getByLabel('回答した部署', { exact: true }).inputValue()).toBe('幸福課');
  await looksRight(page, 'session-ended-1280');
  const tab = await page.context().newPage();
  await begin(tab);
  await page.getByRole('button', { name: 'もう一度保存する' }).first().click();
  await page.getByText('下書きを保存しました').waitFor();
  expect((await stores.invitations.open(key))?.draft?.answers['respondentSection']).toBe('幸福課');
}, 60_000);
