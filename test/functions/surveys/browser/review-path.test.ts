/** 引戻し and 差戻し between an officer and a reviewer, in a real browser without scripts. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { httpFunction } from '../../../../functions/platform/http/http-function.ts';
import { renderProblemPage } from '../../../../functions/ui/problem-page.tsx';
import { openBrowser, type TestBrowser } from '../../../support/browser/open-browser.ts';
import { expectNoHorizontalScroll, expectTargetsLargeEnough } from '../../../support/browser/page-expectations.ts';
import { screenshot } from '../../../support/browser/screenshot.ts';
import {
  aDraft,
  anInvitation,
  aRecord,
  chiba,
  digestOf,
  now,
  programmeId,
  roundId,
} from '../../../support/builders/surveys.ts';
import { InMemorySurveys, inMemoryCodeAttempts } from '../../../support/fakes/in-memory-surveys.ts';
import { type FunctionServer, serveFunction } from '../../../support/function-server.ts';
import { type StaffWorld, startStaffWorld } from '../../../support/staff-world.ts';
import { invite, publicSurveys, setClock } from '../public-surveys.ts';
import { staffSurveys } from '../staff-surveys.ts';

let world: StaffWorld;
let browser: TestBrowser;
let officers: FunctionServer;
let reviewers: FunctionServer;
let token: string;

beforeAll(async () => {
  world = await startStaffWorld(now);
  const surveys = new InMemorySurveys();
  const stores = { ...surveys, attempts: inMemoryCodeAttempts() };
  const invited = await invite(stores);
  token = invited.token;
  const [linkDigest = digestOf('')] = invited.invitation.linkDigests;
  const key = { programmeId, roundId, organisationId: chiba };
  await surveys.invitations.saveDraft({ key, draft: aDraft(1), linkDigest, today: anInvitation().opensOn }, aRecord());
  officers = await serveFunction((origin) => publicSurveys(stores, setClock(now), origin));
  const { routes } = staffSurveys(world, surveys);
  reviewers = await serveFunction((appOrigin) =>
    httpFunction({ routes, appOrigin, errorPage: renderProblemPage, clock: world.clock }),
  );
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await officers.close();
  await reviewers.close();
  await world.stop();
});

async function submit(page: Page): Promise<void> {
  await page.getByRole('button', { name: '入力内容を確認する' }).click();
  await page.getByRole('button', { name: '提出する' }).click();
  await page.waitForURL(`${officers.origin}/s/receipt`);
}

test('A11: without scripts an answer is taken back, sent back with a comment at its field, and corrected', async () => {
  const officer = await browser.openPage({ width: 360, javaScript: false });
  await officer.goto(`${officers.origin}/s/${token}`);
  await officer.getByRole('button', { name: '回答をはじめる' }).click();
  await submit(officer);
  await officer.locator('summary', { hasText: '回答を引き戻す' }).click();
  await screenshot(officer, 'survey-recall-360-plain');
  await officer.getByRole('button', { name: '引き戻して修正する' }).click();
  expect(await officer.textContent('main')).toContain('回答を引き戻しました。まだ提出していません');
  await submit(officer);

  const reviewer = await browser.openPage({ width: 1280, javaScript: false });
  const [name = '', value = ''] = world.person('body-staff').cookie.split('=');
  await reviewer.context().addCookies([{ name, value, url: reviewers.origin }]);
  await reviewer.goto(`${reviewers.origin}/console/surveys/rounds/${roundId}/organisations/${chiba}`);
  await officer.reload();
  expect(await officer.textContent('main')).toContain('内容の確認を始めたため、引き戻せません');
  await reviewer.getByRole('link', { name: '差し戻す' }).click();
  await reviewer.getByLabel('差戻しの理由').fill('電話番号をご確認ください。');
  await reviewer.getByLabel('新しい期限').fill('2026-07-15');
  await reviewer.locator('details:has([name="comment.respondentPhone"]) summary').click();
  await reviewer.locator('[name="comment.respondentPhone"]').fill('代表番号ではありませんか。');
  await reviewer.getByRole('button', { name: '差し戻す', exact: true }).click();

  await officer.goto(`${officers.origin}/s/form`);
  expect(await officer.locator('#respondentPhone-support').textContent()).toContain('代表番号ではありませんか。');
  await screenshot(officer, 'survey-returned-360-plain');
  await expectNoHorizontalScroll(officer);
  await expectTargetsLargeEnough(officer);
  await officer.locator('#respondentPhone').fill('043-245-0001');
  await submit(officer);

  await reviewer.reload();
  const section = await reviewer.textContent('main');
  for (const words of ['代表番号ではありませんか。', '変更あり', '043-245-0001']) expect(section).toContain(words);
  await screenshot(reviewer, 'staff-surveys-since-return-1280');
  await Promise.all([officer.context().close(), reviewer.context().close()]);
});
