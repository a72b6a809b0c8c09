/** The pages of contacts, imports and mails in a real browser. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderContactsPage } from '../../../functions/notices/staff/pages/contacts-page.tsx';
import { renderDigestPage } from '../../../functions/notices/staff/pages/digest-page.tsx';
import { renderImportPage, renderWaitingPage } from '../../../functions/notices/staff/pages/import-page.tsx';
import { renderMailsPage } from '../../../functions/notices/staff/pages/mails-page.tsx';
import { renderTrialPage } from '../../../functions/notices/staff/pages/trial-page.tsx';
import type { Caller } from '../../../shared/access/policy.ts';
import { LocalGovernmentCode, NoticeId, OrganisationId } from '../../../shared/kernel/ids.ts';
import type { AddressOverride } from '../../../shared/notices/address-override.ts';
import { noticeStatuses } from '../../../shared/notices/notice.ts';
import { localGovernments, municipalitiesOf } from '../../../shared/programmes/local-governments.ts';
import { openBrowser, type TestBrowser } from '../../support/browser/open-browser.ts';
import {
  expectNoAxeViolations,
  expectNoForeignRequests,
  expectNoHorizontalScroll,
  expectTargetsLargeEnough,
} from '../../support/browser/page-expectations.ts';
import { type PageServer, servePages } from '../../support/browser/page-server.ts';
import { screenshot } from '../../support/browser/screenshot.ts';
import {
  aContact,
  accountId,
  aNotice,
  anImport,
  anInvitationContent,
  chiba,
  dueOn,
  importId,
  now,
  programmeId,
  roundId,
  surveyTitle,
} from '../../support/builders/notices.ts';

const caller: Caller = { accountId, role: 'body-staff', programmeId, displayName: '調査 花子' };
const guard = { csrf: 'csrf', commandId: 'command-00000001' };
const tokyo = LocalGovernmentCode.parse('130001');
const current = { programmeId, importId, organisations: 1780, confirmedAt: now, version: 1 };
const contacts = municipalitiesOf(tokyo)
  .slice(0, 12)
  .map(({ code, name }) =>
    aContact(code, { name, section: '子ども家庭部 男女共同参画・女性支援担当課', phone: '03-1234-5678' }),
  );
const bounced = {
  programmeId,
  organisationId: chiba,
  notedAt: now,
  reason: 'bounced' as const,
  mail: 'no-longer-used@city.chiba.example.jp',
};
const imports = (['staging', 'has-errors', 'ready', 'confirmed'] as const).map((status, at) =>
  anImport({ status, importId: `6f1c2a7e-1c55-4c43-9b0e-0d3f4f7f6a0${at}` }),
);
const findings = {
  problems: [
    { kind: 'code-zero-lost' as const, row: 3, column: 'code' as const, hint: '011002' },
    { kind: 'mail-form' as const, row: 15, column: 'cc' as const },
    { kind: 'not-readable' as const },
  ],
  warnings: [{ kind: 'name-differs' as const, row: 22, column: 'name' as const, hint: '千葉県千葉市' }],
};
const counts = Object.fromEntries(noticeStatuses.map((status, at) => [status, at * 211])) as Record<
  (typeof noticeStatuses)[number],
  number
>;
const notices = noticeStatuses.map((status, at) => {
  const organisationId = OrganisationId.parse(localGovernments[at * 40]?.code);
  const noticeId = NoticeId.parse(`survey-invitation-${roundId}-${organisationId}-1`);
  const reason = { 'permanent-failure': 'General 5.1.1', suppressed: 'answered-meanwhile' }[status as string];
  return aNotice({ status, noticeId, content: anInvitationContent(organisationId), ...(reason && { reason }) });
});
const round = { programmeId, roundId, surveyTitle, dueOn, organisations: 1788, openedAt: now };
const recipients = ['josei-shien-kikaku@kodomo-katei.ministry.example.jp', 'kakari@ministry.example.jp'];
const digest = { caller, guard, current: { addresses: recipients, version: 2 } };
const trial = { programmeId, version: 1, since: now, mode: 'trial' as const, allowed: recipients, by: 'one' };
const digestErrors = [1, 2].map((line) => ({
  ...{ field: `addresses.${line - 1}`, message: `${line}行目を、メールアドレスの形式で入力してください。` },
}));
const named: AddressOverride = {
  ...{ programmeId, organisationId: chiba, status: 'requested', section: '子育て支援課' },
  ...{ mail: 'kosodate@elsewhere.example.com', since: now, importId, version: 1 },
};
const html: Readonly<Record<string, string>> = {
  '/contacts-empty': renderContactsPage({
    ...{ caller, guard, imports: [], prefecture: undefined },
    list: { current: undefined, contacts: [], missing: [], corrections: [], overrides: [] },
  }),
  '/contacts': renderContactsPage({
    ...{ caller, guard, imports, prefecture: tokyo },
    list: { current, contacts, missing: localGovernments.slice(0, 8), corrections: [bounced], overrides: [named] },
  }),
  '/import-errors': renderImportPage({
    caller,
    guard,
    found: anImport({ status: 'has-errors' }),
    findings,
    missing: [],
  }),
  '/import-ready': renderImportPage({
    ...{
      caller,
      guard,
      found: anImport({ status: 'ready', organisations: 1780 }),
      missing: localGovernments.slice(0, 8),
    },
    findings: { problems: [], warnings: findings.warnings },
  }),
  '/import-waiting': renderWaitingPage({ caller, guard, importId }),
  '/digest-saved': renderDigestPage({ ...digest, typed: recipients.join('\n'), errors: [], outcome: 'saved' }),
  '/digest-errors': renderDigestPage({ ...digest, typed: 'kikaku\nkeikaku@\n', errors: digestErrors }),
  '/digest-changed-meanwhile': renderDigestPage({
    ...{ ...digest, typed: recipients[0] ?? '', errors: [], outcome: 'changed-meanwhile' },
  }),
  '/digest-read-only': renderDigestPage({
    ...{ ...digest, caller: { ...caller, role: 'auditor' }, typed: '', errors: [] },
    current: { addresses: [], version: 0 },
  }),
  '/trial': renderTrialPage({
    ...{ caller, guard, typed: recipients.join('\n'), errors: [], saved: false },
    ...{ current: trial, trouble: '本番への切替えは、試行を設定した人とは別の人が行ってください。' },
  }),
  '/trial-errors': renderTrialPage({
    ...{ caller, guard, current: undefined, typed: 'kikaku', errors: digestErrors, saved: false },
  }),
  '/mails': renderMailsPage({
    ...{ caller, guard, input: { status: undefined }, rounds: [round], counts },
    ...{ group: { programmeId, roundId, purpose: 'survey-invitation' as const }, page: { notices, next: 'sent#1' } },
  }),
};

let browser: TestBrowser;
let server: PageServer;
beforeAll(async () => {
  server = await servePages(({ path }) => (html[path] === undefined ? undefined : { body: html[path] }));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

describe.each(Object.keys(html))('%s', (path) => {
  it('is clean for axe, wide and narrow, asks no other origin, and scrolls in one direction only', async () => {
    const page = await browser.openPage({ width: 1280 });
    await page.goto(server.origin + path);
    for (const width of [1280, 360] as const) {
      await page.setViewportSize({ width, height: 740 });
      await screenshot(page, `notices${path.replace('/', '-')}-${width}`);
      await expectNoAxeViolations(page);
      await expectNoHorizontalScroll(page);
      await expectTargetsLargeEnough(page);
    }
    expectNoForeignRequests(page, [server.origin]);
    expect(await page.locator('h1').count()).toBe(1);
    await page.context().close();
  });
});

it('the list of mails is filtered without scripts', async () => {
  const page = await browser.openPage({ javaScript: false });
  await page.goto(`${server.origin}/mails`);
  await page.getByLabel('状態', { exact: true }).selectOption({ label: '恒久不達' });
  await page.getByRole('button', { name: '表示する' }).click();
  const asked = new URL(page.url());
  expect(asked.pathname).toBe('/console/notices/mails');
  expect(asked.searchParams.get('status')).toBe('permanent-failure');
  expect(asked.searchParams.get('round')).toBe(roundId);
  await page.context().close();
});
