/** Two people of one organisation, on two devices and without scripts, with one draft. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openBrowser, type TestBrowser } from '../../../support/browser/open-browser.ts';
import { expectNoHorizontalScroll, expectTargetsLargeEnough } from '../../../support/browser/page-expectations.ts';
import { screenshot } from '../../../support/browser/screenshot.ts';
import { chiba, now, programmeId, roundId } from '../../../support/builders/surveys.ts';
import { InMemorySurveys, inMemoryCodeAttempts } from '../../../support/fakes/in-memory-surveys.ts';
import { type FunctionServer, serveFunction } from '../../../support/function-server.ts';
import { invite, linkSecrets, publicSurveys, setClock } from '../public-surveys.ts';

const key = { programmeId, roundId, organisationId: chiba };

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
  server = await serveFunction((origin) => publicSurveys(all, setClock(now), origin));
});
afterEach(() => server.close());

test('A9: without scripts, two people on two devices fill in one form, each field says who, and one submits', async () => {
  const mine = await browser.openPage({ width: 1280, javaScript: false });
  await mine.goto(`${server.origin}/s/${token}`);
  await mine.getByRole('button', { name: '回答をはじめる' }).click();
  await mine.getByRole('link', { name: 'ほかの課に入力を依頼する' }).click();
  await mine.getByLabel('依頼する課の名称').fill('こども家庭課');
  await mine.getByLabel('メールアドレス').fill('kodomo@city.chiba.lg.jp');
  await mine.getByLabel('相談窓口', { exact: true }).check();
  await mine.getByLabel('取りまとめ担当の課の名称').fill('企画課');
  await mine.getByRole('button', { name: '入力を依頼する', exact: true }).click();
  await mine.getByText('依頼を受け付けました').waitFor();
  await screenshot(mine, 'survey-share-1280');

  const theirs = await browser.openPage({ width: 360, javaScript: false });
  const { token: link } = await linkSecrets.delegateLinkOf(key, chiba, 1);
  await theirs.goto(`${server.origin}/s/${link}`);
  await theirs.getByRole('button', { name: '回答をはじめる' }).click();
  await theirs.getByText('こども家庭課として入力しています').waitFor();
  expect(await theirs.getByLabel('回答した部署', { exact: true }).count()).toBe(0);
  await expectNoHorizontalScroll(theirs);
  await expectTargetsLargeEnough(theirs);
  await screenshot(theirs, 'survey-shared-360');

  await mine.goto(`${server.origin}/s/form`);
  await theirs.getByLabel('窓口はない').check();
  await theirs.getByRole('button', { name: '下書きを保存する' }).first().click();
  await theirs.getByText('下書きを保存しました').waitFor();
  await mine.getByLabel('回答した部署', { exact: true }).fill('企画課');
  await mine.getByLabel('回答した部署の電話番号').fill('043-245-5111');
  await mine.getByRole('button', { name: '入力内容を確認する' }).click();
  await mine.waitForURL(`${server.origin}/s/check`);
  expect(await mine.getByText(/最終更新：こども家庭課/).count()).toBe(1);
  expect(await mine.getByText(/最終更新：取りまとめ担当/).count()).toBe(2);
  await screenshot(mine, 'survey-shared-check-1280');

  await theirs.goto(`${server.origin}/s/check`);
  expect(await theirs.getByRole('button', { name: '提出する' }).count()).toBe(0);
  await theirs.getByText('提出は、取りまとめ担当（企画課）が行います。').waitFor();
  await mine.getByRole('button', { name: '提出する' }).click();
  await mine.waitForURL(`${server.origin}/s/receipt`);
  expect(await stores.invitations.responsesOf(key)).toHaveLength(1);
}, 60_000);
