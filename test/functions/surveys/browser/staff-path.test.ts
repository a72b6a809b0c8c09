/** The staff of the body and of a prefecture at their pages, in a real browser. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { httpFunction } from '../../../../functions/platform/http/http-function.ts';
import { renderProblemPage } from '../../../../functions/ui/problem-page.tsx';
import type { Role } from '../../../../shared/access/role.ts';
import { fullName, localGovernments } from '../../../../shared/programmes/local-governments.ts';
import { CollationRequest } from '../../../../shared/surveys/collation-request.ts';
import { openBrowser, type TestBrowser } from '../../../support/browser/open-browser.ts';
import {
  expectNoAxeViolations,
  expectNoForeignRequests,
  expectNoHorizontalScroll,
  expectTargetsLargeEnough,
} from '../../../support/browser/page-expectations.ts';
import { screenshot } from '../../../support/browser/screenshot.ts';
import { anInvitation, aRecord, aRound, chiba, now, programmeId, roundId } from '../../../support/builders/surveys.ts';
import { openedRound } from '../../../support/fixtures/opened-round.ts';
import { type FunctionServer, serveFunction } from '../../../support/function-server.ts';
import { type StaffWorld, startStaffWorld } from '../../../support/staff-world.ts';
import { type StaffSurveys, staffSurveys } from '../staff-surveys.ts';

const rounds = '/console/surveys/rounds';
const collationId = '9d3c1b7a-2f4e-4d6c-8a1b-5e7f9a0b1c2d';
const draftId = '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a70';
const openingId = '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a71';

let world: StaffWorld;
let staff: StaffSurveys;
let browser: TestBrowser;
let server: FunctionServer;

beforeAll(async () => {
  world = await startStaffWorld(now);
  staff = staffSurveys(world);
  await fill();
  server = await serveFunction((appOrigin) =>
    httpFunction({ routes: staff.routes, appOrigin, errorPage: renderProblemPage, clock: world.clock }),
  );
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await world.stop();
});

/** A round in the middle of its weeks: of every ten organisations some have not begun, some are in, some accepted. */
async function fill(): Promise<void> {
  const { surveys } = staff;
  const statuses = [
    'accepted',
    'submitted',
    'invited',
    'accepted',
    'drafting',
    'invited',
    'returned',
    'accepted',
  ] as const;
  const invitations = localGovernments.map((each, place) =>
    anInvitation({
      ...{ organisationId: each.code, organisationName: fullName(each), prefecture: each.code.slice(0, 2) },
      status: each.code === chiba ? 'submitted' : (statuses[place % statuses.length] ?? 'invited'),
    }),
  );
  await openedRound(surveys, invitations);
  await surveys.rounds.add(
    aRound({
      status: 'draft',
      roundId: draftId,
      title: '令和8年度 支援調整会議に関する調査',
      dueOn: '2026-09-18',
      nominalDueOn: '2026-09-22',
      closesOn: '2026-10-02',
      createdAt: now,
    }),
    aRecord(),
  );
  await surveys.rounds.add(
    aRound({
      status: 'opening',
      roundId: openingId,
      title: '令和8年度 追加の調査',
      issuedSoFar: 450,
      createdAt: '2026-05-25T00:00:00.000Z',
    }),
    aRecord(),
  );
  await staff.importContacts();
  const finished = { status: 'done', doneAt: now, organisations: 1788, answered: 890, rows: 2678 };
  await surveys.collations.add(
    CollationRequest.parse({
      programmeId,
      roundId,
      collationId,
      requestedAt: now,
      ...finished,
      unencodable: [{ character: '𠮷', count: 3 }],
    }),
    aRecord(),
  );
}

async function open(role: Role, path: string, options?: Parameters<TestBrowser['openPage']>[0]): Promise<Page> {
  const page = await browser.openPage(options);
  const [name = '', value = ''] = world.person(role).cookie.split('=');
  await page.context().addCookies([{ name, value, url: server.origin }]);
  await page.goto(server.origin + path);
  return page;
}

const places: readonly [string, Role, string][] = [
  ['rounds', 'body-staff', rounds],
  ['plan', 'body-staff', `${rounds}/new`],
  ['draft', 'body-staff', `${rounds}/${draftId}`],
  ['confirm', 'body-staff', `${rounds}/${draftId}/open`],
  ['opening', 'body-staff', `${rounds}/${openingId}`],
  ['round', 'body-staff', `${rounds}/${roundId}`],
  ['round-receiver', 'receiver-officer', `${rounds}/${roundId}`],
  ['organisations', 'body-staff', `${rounds}/${roundId}/organisations?prefecture=12`],
  ['response', 'body-staff', `${rounds}/${roundId}/organisations/${chiba}`],
  ['progress', 'receiver-officer', `${rounds}/${roundId}/progress`],
  ['reminders', 'body-staff', `${rounds}/${roundId}/reminders`],
  ['tomorrow', 'body-staff', '/console/surveys/reminders'],
  ['inbox', 'body-staff', `${rounds}/${roundId}/inbox`],
  ['exceptions', 'body-staff', `${rounds}/${roundId}/exceptions`],
  ['return', 'body-staff', `${rounds}/${roundId}/organisations/${chiba}/return`],
  ['collation', 'body-staff', `${rounds}/${roundId}/collations/${collationId}`],
  ['area', 'prefecture-officer', '/console/surveys/area'],
];

describe.each(places)('%s', (name, role, path) => {
  test('is clean for axe, reflows from 320 pixels up, and has targets that a finger hits', async () => {
    const page = await open(role, path, { width: 1280 });
    await screenshot(page, `staff-surveys-${name}-1280`);
    await expectNoAxeViolations(page);
    expectNoForeignRequests(page, [server.origin]);
    await page.setViewportSize({ width: 360, height: 740 });
    await expectTargetsLargeEnough(page);
    await screenshot(page, `staff-surveys-${name}-360`);
    await page.setViewportSize({ width: 320, height: 740 });
    await expectNoHorizontalScroll(page);
    await page.context().close();
  });
});

test('without scripts: plan with a mistake, put it right, open, and see how far it has come', async () => {
  const page = await open('body-staff', rounds, { width: 360, javaScript: false });
  await page.getByRole('link', { name: '新しい調査を計画する' }).click();
  await page.getByLabel('調査の名称').fill('令和8年度 窓口の調査');
  await page.getByLabel('提出期限', { exact: true }).fill('2026-05-01');
  await page.getByRole('button', { name: '計画を登録する' }).click();
  expect(await page.title()).toMatch(/^エラー：/);
  await screenshot(page, 'staff-surveys-plan-error-360');
  await expectNoAxeViolations(page);
  expect(await page.getByLabel('調査の名称').inputValue()).toBe('令和8年度 窓口の調査');
  await page.getByLabel('提出期限', { exact: true }).fill('2026-07-20');
  await page.getByRole('button', { name: '計画を登録する' }).click();
  expect(await page.textContent('main')).toContain('休日のため直前の開庁日');
  await page.getByRole('link', { name: '開始の確認へ進む' }).click();
  await page.getByRole('button', { name: '1,788団体に送信して開始する' }).click();
  expect(await page.textContent('main')).toContain('1,788件中 0件');
  await page.context().close();
});

test('by keyboard: the answer is read, sent back with a reason, and the page says so', async () => {
  const page = await open('body-staff', `${rounds}/${roundId}/organisations/${chiba}`);
  await page.getByRole('link', { name: '差し戻す' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('差戻しの理由').focus();
  await page.keyboard.type('夜間の電話番号を確認してください。');
  await page.getByLabel('新しい期限').fill('2026-07-03');
  await page.getByRole('button', { name: '差し戻す', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('差戻し日時').waitFor();
  const main = await page.textContent('main');
  expect(main).toContain('夜間の電話番号を確認してください。');
  expect(main).toContain('差戻し中');
  await page.context().close();
});

test('A12: without scripts the ministry goes from the round to its progress, and one prefecture, and reads no answer that the body has not accepted', async () => {
  const page = await open('receiver-officer', rounds, { width: 360, javaScript: false });
  await page.locator(`a[href="${rounds}/${roundId}"]`).click();
  await page.locator(`a[href="${rounds}/${roundId}/progress"]`).first().click();
  expect(await page.textContent('main')).toContain('1,788');
  await page.getByRole('link', { name: '千葉県' }).first().click();
  const listed = await page.textContent('main');
  expect(listed).toContain('千葉市');
  expect(listed).not.toContain('札幌市');
  await expectNoAxeViolations(page);
  await expectNoHorizontalScroll(page);
  const answer = await page.goto(`${server.origin}${rounds}/${roundId}/organisations/${chiba}`);
  expect(answer?.status()).toBe(403);
  await page.context().close();
});

test('M01: without scripts a prefecture sees how far its own municipalities have come, and neither their answers nor another prefecture', async () => {
  const page = await open('prefecture-officer', '/console/surveys/area', { width: 360, javaScript: false });
  const area = await page.textContent('main');
  expect(area).toContain('千葉市');
  expect(area).not.toContain('札幌市');
  await expectNoAxeViolations(page);
  for (const path of [`${rounds}/${roundId}`, `${rounds}/${roundId}/organisations/${chiba}`]) {
    const answer = await page.goto(server.origin + path);
    expect(answer?.status()).toBe(403);
    expect(await page.title()).toMatch(/権限/);
    await expectNoAxeViolations(page);
  }
  await page.context().close();
});
