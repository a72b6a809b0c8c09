/** The console's and the portal's pages in a real browser. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { renderSitePage } from '../../functions/content/publish-site/pages/site-page.tsx';
import type { SitePage } from '../../shared/content/site-map.ts';
import { LocalGovernmentCode } from '../../shared/kernel/ids.ts';
import { findProgramme } from '../../shared/programmes/registry.ts';
import { openBrowser, type TestBrowser } from '../support/browser/open-browser.ts';
import {
  expectNoAxeViolations,
  expectNoForeignRequests,
  expectNoHorizontalScroll,
  expectTargetsLargeEnough,
} from '../support/browser/page-expectations.ts';
import { type PageServer, servePages } from '../support/browser/page-server.ts';
import { screenshot } from '../support/browser/screenshot.ts';
import { consolePages, desks } from '../support/fixtures/console-pages.ts';

const portal = findProgramme('womens-support-2026')?.portal;
if (portal === undefined) throw new Error('no portal');
const chiba = LocalGovernmentCode.parse('120006');
const city = LocalGovernmentCode.parse('121002');
const entry = (organisationId: string, shown: readonly object[]) =>
  ({
    programmeId: 'womens-support-2026',
    organisationId,
    version: 1,
    confirmedOn: '2026-06-10',
    desks: shown,
  }) as never;
const entries = [entry(chiba, desks.slice(1)), entry(city, desks), entry('122033', [])];
const site = (page: SitePage) => renderSitePage(page, { portal, desks: entries });
const html: Readonly<Record<string, string>> = {
  ...consolePages,
  '/site-home': site({ kind: 'home' }),
  '/site-prefecture': site({ kind: 'prefecture', code: chiba }),
  '/site-municipality': site({ kind: 'municipality', code: city }),
  '/site-safety': site({ kind: 'safety' }),
  '/site-accessibility': site({ kind: 'accessibility' }),
  '/site-404': site({ kind: 'not-found' }),
};

let browser: TestBrowser;
let server: PageServer;
let page: Page;
beforeAll(async () => {
  server = await servePages(({ path }) => (html[path] === undefined ? undefined : { body: html[path] }));
  browser = await openBrowser();
  page = await browser.openPage();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

/** For eyes: `MIKATA_SCREENSHOTS=1` keeps a picture of each page at both widths. */
const keepsPictures = process.env['MIKATA_SCREENSHOTS'] !== undefined;
async function show(width: number, name: string): Promise<void> {
  await page.setViewportSize({ width, height: 740 });
  if (keepsPictures) await screenshot(page, `pages${name.replace('/', '-')}-${width}`);
}

it.each(Object.keys(html))(
  '%s is clean for axe, fits 320 to 1280 pixels, and asks no other origin for anything',
  async (path) => {
    await page.goto(server.origin + path);
    await show(1280, path);
    await expectNoHorizontalScroll(page);
    await expectNoAxeViolations(page);
    await show(360, path);
    await page.setViewportSize({ width: 320, height: 740 });
    await expectNoHorizontalScroll(page);
    await expectTargetsLargeEnough(page);
    expectNoForeignRequests(page, [server.origin]);
    expect(await page.locator('h1').count()).toBe(1);
  },
);

it('the portal needs no scripts: places, desks and the way out are plain links', async () => {
  const plain = await browser.openPage({ width: 360, javaScript: false });
  await plain.goto(`${server.origin}/site-prefecture`);
  expect(await plain.locator('.portal-exit__link').getAttribute('href')).toBe('https://www.jma.go.jp/bosai/forecast/');
  expect(await plain.locator('a[href="/areas/121002"]').isVisible()).toBe(true);
  expect(await plain.locator('a[href^="tel:"]').first().isVisible()).toBe(true);
  await expectNoHorizontalScroll(plain);
  await plain.context().close();
});
