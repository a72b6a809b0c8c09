/** The gallery in a real browser: what axe sees, and what it does not (reflow, keyboard, focus, targets). */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderErrorPage } from '../../../functions/ui/error-page.tsx';
import { openBrowser, type TestBrowser } from '../../support/browser/open-browser.ts';
import {
  expectFocusVisible,
  expectNoAxeViolations,
  expectNoForeignRequests,
  expectNoHorizontalScroll,
  expectTargetsLargeEnough,
} from '../../support/browser/page-expectations.ts';
import { type PageServer, servePages } from '../../support/browser/page-server.ts';
import { screenshot } from '../../support/browser/screenshot.ts';
import { consolePage } from './gallery/console-page.tsx';
import { portalPage } from './gallery/portal-page.tsx';
import { surveyPage } from './gallery/survey-page.tsx';

const errors = [
  { field: 'deskName', message: '窓口の名称を入力してください。' },
  { field: 'night', message: '夜間の受付を選択してください。' },
  { field: 'means', message: '相談の方法を一つ以上選択してください。' },
];
const html: Readonly<Record<string, string>> = {
  '/console': consolePage(),
  '/survey': surveyPage(),
  '/survey-errors': surveyPage({ errors, values: { phone: '043x', note: '\n1行目<b>\n"2行目"' } }),
  '/portal': portalPage(),
  '/error': renderErrorPage({ status: 500, requestId: 'abc', home: { href: '/', label: 'ホームへ戻る' } }),
};
const places = [
  { path: '/console', widths: [1280, 360] },
  { path: '/survey-errors', widths: [360] },
  { path: '/portal', widths: [1280, 360] },
  { path: '/error', widths: [360] },
] as const;

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

async function open(path: string, options?: Parameters<TestBrowser['openPage']>[0]): Promise<Page> {
  const page = await browser.openPage(options);
  await page.goto(server.origin + path);
  return page;
}

describe.each(places)('$path', ({ path, widths }) => {
  it.each(widths)('is clean for axe at %i pixels, and asks no other origin for anything', async (width) => {
    const page = await open(path, { width });
    await screenshot(page, `gallery${path.replace('/', '-')}-${width}`);
    await expectNoAxeViolations(page);
    expectNoForeignRequests(page, [server.origin]);
    await page.context().close();
  });

  it('needs no sideways scrolling from 320 pixels up, and its targets are 44 pixels high', async () => {
    const page = await open(path);
    for (const width of [320, 360, 640, 1280]) {
      await page.setViewportSize({ width, height: 740 });
      await expectNoHorizontalScroll(page);
      await expectTargetsLargeEnough(page);
    }
    await page.context().close();
  });
});

describe('by keyboard', () => {
  it('the skip link is first, is seen, and leads into the main part', async () => {
    const page = await open('/console');
    await page.keyboard.press('Tab');
    expect(await focusedText(page)).toBe('本文へ移動');
    await expectFocusVisible(page);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
    await page.context().close();
  });

  it.each(['/console', '/survey', '/portal'])('every stop on %s is seen, ringed and not covered', async (path) => {
    const page = await open(path, { width: 360 });
    const stops = new Set<string>();
    for (let stop = 0; stop < 60; stop += 1) {
      await page.keyboard.press('Tab');
      const [isBody, mark] = await page.evaluate(() => [
        document.activeElement === document.body,
        document.activeElement?.outerHTML ?? '',
      ]);
      if (isBody === true) break;
      await expectFocusVisible(page);
      stops.add(String(mark));
    }
    expect(stops.size).toBeGreaterThan(8);
    await page.context().close();
  });

  it('the exit comes right after the skip link on the portal', async () => {
    const page = await open('/portal');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await focusedText(page)).toBe('すぐにこのページを閉じる');
    await page.context().close();
  });
});

describe('a form that came back with errors', () => {
  it('puts focus on the summary, also without scripts, and each link leads to its control', async () => {
    const page = await open('/survey-errors', { javaScript: false });
    expect(await focusedText(page)).toContain('入力内容を確認してください');
    for (const { field, message } of errors) {
      await page.getByRole('link', { name: message }).click();
      expect(await page.evaluate(() => document.activeElement?.id)).toBe(field);
    }
    await expectNoAxeViolations(page);
    await page.context().close();
  });

  it('has kept what was typed, line breaks at the start included', async () => {
    const page = await open('/survey-errors');
    expect(await page.getByLabel('電話番号').inputValue()).toBe('043x');
    expect(await page.getByLabel('補足').inputValue()).toBe('\n1行目<b>\n"2行目"');
    await page.context().close();
  });

  it('tells a screen reader the label, the error and the support text of a field', async () => {
    const page = await open('/survey-errors');
    const field = page.getByRole('textbox', { name: '窓口の名称' });
    expect(await field.getAttribute('aria-describedby')).toBe('deskName-error deskName-support');
    expect(await page.locator('#deskName-error').textContent()).toBe('＊窓口の名称を入力してください。');
    await page.context().close();
  });
});

describe('for eyes that need it', () => {
  it('controls keep visible borders and icons under forced colours', async () => {
    const page = await open('/survey-errors', { forcedColors: 'active', width: 360 });
    await screenshot(page, 'gallery-survey-errors-forced-colors');
    const widths = await page.evaluate(() =>
      [...document.querySelectorAll('button, input[type=text], select, textarea')].map(
        (element) => getComputedStyle(element).borderTopWidth,
      ),
    );
    expect(widths.length).toBeGreaterThan(5);
    expect(widths.filter((width) => width === '0px')).toEqual([]);
    await page.context().close();
  });

  it('a banner gives its words the width beside the icon', async () => {
    const page = await open('/console', { width: 360 });
    const narrow = await page.evaluate(() =>
      [...document.querySelectorAll('.dads-notification-banner__content')].filter(
        (element) => element.getBoundingClientRect().width < 200,
      ),
    );
    expect(narrow).toEqual([]);
    await page.context().close();
  });

  it('paper gets the answers and the note for paper, not the buttons', async () => {
    const page = await open('/survey');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('印刷日：').isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: '内容を確認する' }).isVisible()).toBe(false);
    await page.context().close();
  });
});

function focusedText(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
}
