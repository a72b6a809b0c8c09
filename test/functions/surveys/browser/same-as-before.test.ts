/** 前回と同じ on paper-like terms: no scripts, one form, one button. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openBrowser, type TestBrowser } from '../../../support/browser/open-browser.ts';
import { expectNoAxeViolations, expectNoHorizontalScroll } from '../../../support/browser/page-expectations.ts';
import { screenshot } from '../../../support/browser/screenshot.ts';
import { chiba, now, programmeId, roundId } from '../../../support/builders/surveys.ts';
import { InMemorySurveys, inMemoryCodeAttempts } from '../../../support/fakes/in-memory-surveys.ts';
import { type FunctionServer, serveFunction } from '../../../support/function-server.ts';
import { carryOver, invite, publicSurveys, setClock } from '../public-surveys.ts';

let browser: TestBrowser;
let server: FunctionServer;
let stores: InMemorySurveys;
let token: string;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser.close());
beforeEach(async () => {
  stores = new InMemorySurveys();
  const all = { ...stores, attempts: inMemoryCodeAttempts() };
  ({ token } = await invite(all));
  await carryOver(stores);
  server = await serveFunction((origin) => publicSurveys(all, setClock(now), origin));
});
afterEach(() => server.close());

test('A13: without scripts, last time’s answers stand in the form, 前回と同じ confirms a desk, and typed words are asked about first', async () => {
  const page = await browser.openPage({ width: 360, javaScript: false });
  await page.goto(`${server.origin}/s/${token}`);
  await page.getByRole('button', { name: '回答をはじめる' }).click();
  const desk = page.getByRole('group', { name: '相談窓口1', exact: true });
  expect(await desk.getByLabel('窓口の名称').inputValue()).toBe('女性相談窓口');
  await expectNoHorizontalScroll(page);
  await screenshot(page, 'survey-before-360-plain');

  await desk.getByRole('button', { name: /^前回と同じ（変更なし）\s*：相談窓口1$/ }).click();
  await desk.getByText('前回から変更なし（令和8年6月10日に取りまとめ担当が確認）').waitFor();

  const other = page.getByRole('group', { name: '相談窓口2', exact: true });
  await other.getByLabel('窓口の名称').fill('夜間の窓口');
  await other.getByRole('button', { name: '前回と同じ（変更なし）' }).click();
  await other.getByText('前回と異なる入力があります').waitFor();
  expect(await other.getByLabel('窓口の名称').inputValue()).toBe('夜間の窓口');
  await screenshot(page, 'survey-before-asks-360-plain');
  await other.getByRole('button', { name: '前回の内容に置き換える' }).click();
  expect(await other.getByLabel('窓口の名称').inputValue()).toBe('夜間・休日の電話相談');

  await page.getByLabel('回答した部署の電話番号').fill('043-245-5111');
  await desk.getByLabel('担当課').fill('幸福課');
  await page.getByRole('button', { name: '入力内容を確認する' }).click();
  await page.getByText('前回から変更あり').waitFor();
  expect(await page.getByText('前回：福祉部 子ども家庭課').count()).toBe(1);
  await screenshot(page, 'survey-before-check-360-plain');
  await page.getByRole('button', { name: '提出する' }).click();
  await page.waitForURL(`${server.origin}/s/receipt`);
  const opened = await stores.invitations.open({ programmeId, roundId, organisationId: chiba });
  expect(Object.keys(opened?.response?.confirmed ?? {})).toEqual(['desks.0', 'desks.1']);
}, 60_000);

test('A13: the form beside last time’s answers is accessible at both widths', async () => {
  for (const width of [1280, 360] as const) {
    const page = await browser.openPage({ width });
    await page.goto(`${server.origin}/s/${token}`);
    await page.getByRole('button', { name: '回答をはじめる' }).click();
    await page.getByText('前回の回答を表示しています').waitFor();
    await expectNoAxeViolations(page);
    await screenshot(page, `survey-before-${width}`);
  }
}, 60_000);
