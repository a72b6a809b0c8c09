/** Questions that are asked only under another answer, and hours by weekday, with scripts and without. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openBrowser, type TestBrowser } from '../../../support/browser/open-browser.ts';
import { expectNoAxeViolations, expectNoHorizontalScroll } from '../../../support/browser/page-expectations.ts';
import { screenshot } from '../../../support/browser/screenshot.ts';
import { chiba, now, programmeId, roundId } from '../../../support/builders/surveys.ts';
import { InMemorySurveys, inMemoryCodeAttempts } from '../../../support/fakes/in-memory-surveys.ts';
import { type FunctionServer, serveFunction } from '../../../support/function-server.ts';
import { invite, publicSurveys, setClock } from '../public-surveys.ts';

const key = { programmeId, roundId, organisationId: chiba };

let browser: TestBrowser;
let server: FunctionServer;
let stores: InMemorySurveys;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser.close());
beforeEach(async () => {
  stores = new InMemorySurveys();
  const all = { ...stores, attempts: inMemoryCodeAttempts() };
  server = await serveFunction((origin) => publicSurveys(all, setClock(now), origin));
});
afterEach(() => server.close());

async function begin(page: Page, form = { formId: 'consultation-desks', formVersion: 2 }): Promise<void> {
  const { token } = await invite(stores as never, form);
  await page.goto(`${server.origin}/s/${token}`);
  await page.getByRole('button', { name: '回答をはじめる' }).click();
  await page.waitForURL(`${server.origin}/s/form`);
}

const field = (page: Page, name: string) => page.locator(`[name="desks.0.${name}"]`);

test('A14: with scripts, what is not asked stays out of sight until it is, and nothing typed is hidden or lost', async () => {
  const page = await browser.openPage({ width: 1280, javaScript: true });
  await begin(page);
  await page.getByLabel('窓口がある').check();
  expect(await field(page, 'snsUrl').isVisible()).toBe(false);
  await page
    .getByRole('group', { name: /^SNSによる相談の受付/ })
    .getByLabel('はい')
    .check();
  await field(page, 'snsUrl').fill('https://sns.example.jp/');
  await page
    .getByRole('group', { name: /^SNSによる相談の受付/ })
    .getByLabel('いいえ')
    .check();
  expect(await field(page, 'snsUrl').isVisible()).toBe(true);
  await field(page, 'openMonday').fill('9時〜17時');
  await page.getByRole('button', { name: '月曜日の時間を金曜日まで入れる' }).click();
  expect(await field(page, 'openFriday').inputValue()).toBe('9時〜17時');
  expect(await field(page, 'openSaturday').inputValue()).toBe('');
  await expectNoAxeViolations(page);
  await screenshot(page, 'survey-conditional-1280');
  await page.getByRole('button', { name: '下書きを保存する' }).first().click();
  await page.getByText('下書きを保存しました').waitFor();
  const { draft } = (await stores.invitations.open(key)) ?? {};
  expect(draft?.answers).toMatchObject({
    'desks.0.snsUrl': 'https://sns.example.jp/',
    'desks.0.openFriday': '9時〜17時',
  });
});

test('A14: without scripts, each such question is there and says when it is meant', async () => {
  const page = await browser.openPage({ width: 320, javaScript: false });
  await begin(page);
  expect(await field(page, 'snsUrl').isVisible()).toBe(true);
  await page.getByText('「SNSによる相談の受付」で「はい」を選んだ場合に回答してください。').waitFor();
  expect(await page.getByRole('button', { name: '月曜日の時間を金曜日まで入れる' }).isVisible()).toBe(false);
  await expectNoHorizontalScroll(page);
  await page.getByLabel('窓口はない').check();
  await page.getByRole('button', { name: '下書きを保存する' }).first().click();
  await page.getByText('相談窓口の入力欄は、「相談窓口の有無」で「窓口がある」を選んだ').waitFor();
  expect(await field(page, 'name').count()).toBe(0);
});

test('AC-D7: who leaves a figure blank is asked for the reason, on the page and again where it is missing', async () => {
  const page = await browser.openPage({ width: 360, javaScript: true });
  await begin(page, { formId: 'womens-measures', formVersion: 2 });
  const reason = page.getByRole('group', { name: /^女性相談の件数を空欄にする理由/ });
  await page.getByText('「女性相談の件数」を空欄にする場合に回答してください。').waitFor();
  await page.getByLabel('女性相談の件数', { exact: true }).fill('12');
  expect(await reason.isVisible()).toBe(false);
  await page.getByLabel('女性相談の件数', { exact: true }).fill('');
  await reason.getByLabel('集計中').waitFor();
  await expectNoAxeViolations(page);
  await reason.scrollIntoViewIfNeeded();
  await screenshot(page, 'survey-blank-reason-360');
});
