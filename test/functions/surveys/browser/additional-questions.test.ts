/** 追加の質問 after the submission, without scripts. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { surveyForms } from '../../../../functions/surveys/survey-forms.ts';
import { JstDate } from '../../../../shared/kernel/time.ts';
import { openBrowser, type TestBrowser } from '../../../support/browser/open-browser.ts';
import { expectNoHorizontalScroll } from '../../../support/browser/page-expectations.ts';
import { screenshot } from '../../../support/browser/screenshot.ts';
import {
  aDraft,
  anInvitation,
  aRecord,
  aResponse,
  chiba,
  now,
  programmeId,
  programmesWith,
  roundId,
} from '../../../support/builders/surveys.ts';
import { InMemorySurveys, inMemoryCodeAttempts } from '../../../support/fakes/in-memory-surveys.ts';
import { type FunctionServer, serveFunction } from '../../../support/function-server.ts';
import { invite, publicSurveys, setClock } from '../public-surveys.ts';

const key = { programmeId, roundId, organisationId: chiba };

let browser: TestBrowser;
let server: FunctionServer;
let stores: InMemorySurveys;
let token: string;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser.close());
/** Chiba has one desk and has submitted by the first version; the round is on the second. */
beforeEach(async () => {
  stores = new InMemorySurveys();
  const all = { rounds: stores.rounds, invitations: stores.invitations, attempts: inMemoryCodeAttempts() };
  const invited = await invite(all);
  token = invited.token;
  const { invitation } = invited;
  const today = JstDate.parse('2026-06-10');
  const [linkDigest] = invitation.linkDigests as [(typeof invitation.linkDigests)[0]];
  await stores.invitations.saveDraft({ key, draft: aDraft(1), linkDigest, today }, aRecord());
  const desk = {
    name: '女性相談窓口',
    section: '福祉課',
    phone: '043-245-5111',
    openDays: ['月'],
    openHours: '9:00-17:00',
  };
  const answers = { hasDesk: 'yes', respondentSection: '福祉課', respondentPhone: '043-000-0000' };
  const submission = { form: 'consultation-desks', formVersion: 1, answers, groups: { desks: [desk], groups: [] } };
  const submitted = anInvitation({ ...invitation, status: 'submitted', version: 3 });
  await stores.invitations.submit(submitted, aResponse({ submission }), 1, aRecord());
  const formUpgrade = { fromVersion: 1, dueOn: '2026-07-03' };
  await stores.upgrades.move([anInvitation({ ...submitted, formVersion: 2, formUpgrade, version: 4 })], aRecord());
  const programmes = { ...programmesWith([]), findForm: surveyForms.findForm };
  server = await serveFunction((origin) => publicSurveys(all, setClock(now), origin, programmes));
});
afterEach(() => server.close());

test('A17: without scripts, whoever has submitted answers the new questions alone, and the receipt stays', async () => {
  const page = await browser.openPage({ width: 360, javaScript: false });
  await page.goto(`${server.origin}/s/${token}`);
  await page.getByRole('button', { name: '提出した内容を確認する' }).click();
  await page.getByText('追加の質問があります').waitFor();
  await screenshot(page, 'survey-additional-receipt-360-plain');
  await page.getByRole('link', { name: '追加の質問に回答する' }).click();
  await expectNoHorizontalScroll(page);
  expect(await page.getByLabel('窓口の名称').count()).toBe(0);
  const desk = page.getByRole('group', { name: '相談窓口1', exact: true });
  await desk.getByLabel('月曜日').fill('9:00-17:00');
  await page.getByRole('button', { name: '追加の質問の回答を提出する' }).click();
  await page.getByRole('link', { name: '相談窓口1の受付時間（祝日）を入力してください。' }).waitFor();
  expect(await desk.getByLabel('月曜日').inputValue()).toBe('9:00-17:00');
  await screenshot(page, 'survey-additional-360-plain');
  await desk.getByLabel('祝日').fill('休み');
  await desk.getByLabel('年末年始').fill('休み');
  await page.getByRole('button', { name: '追加の質問の回答を提出する' }).click();
  await page.waitForURL(`${server.origin}/s/receipt`);
  expect(await page.getByText('追加の質問があります').count()).toBe(0);
  const responses = await stores.invitations.responsesOf(key);
  expect(responses.map(({ submission }) => submission.formVersion)).toEqual([1, 2]);
  expect(responses[1]?.submission.groups['desks']?.[0]).toMatchObject({ name: '女性相談窓口', openHoliday: '休み' });
}, 60_000);
