import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type TestBrowser } from '../../../support/browser/open-browser.ts';
import { type PageServer, servePages } from '../../../support/browser/page-server.ts';
import { portalPage } from '../gallery/portal-page.tsx';

let browser: TestBrowser;
let server: PageServer;

beforeAll(async () => {
  server = await servePages(({ path }) => {
    if (path === '/exit') return { status: 303, headers: { location: '/weather' } };
    if (path === '/weather') return { body: '<!DOCTYPE html><html lang="ja"><title>天気</title><p>天気</p></html>' };
    if (path === '/before') return { body: '<!DOCTYPE html><html lang="ja"><title>前</title><p>前のページ</p></html>' };
    return path === '/portal' ? { body: portalPage() } : undefined;
  });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});
async function openPortal(javaScript = true): Promise<Page> {
  const page = await browser.openPage({ javaScript });
  await page.goto(`${server.origin}/before`);
  await page.goto(`${server.origin}/portal`);
  return page;
}

describe('the quick exit', () => {
  it('leaves by click, and Back does not return to the page', async () => {
    const page = await openPortal();
    await page.getByRole('link', { name: 'すぐにこのページを閉じる' }).click();
    await page.waitForURL('**/weather');
    await page.goBack();
    expect(new URL(page.url()).pathname).toBe('/before');
    await page.context().close();
  });

  it('leaves without scripts, as a plain link that sends no referrer', async () => {
    const page = await openPortal(false);
    await page.getByRole('link', { name: 'すぐにこのページを閉じる' }).click();
    await page.waitForURL('**/weather');
    expect(server.requests.findLast(({ path }) => path === '/exit')?.headers.referer).toBeUndefined();
    await page.context().close();
  });

  it('leaves when Shift is pressed three times within five seconds, counting aloud', async () => {
    const page = await openPortal();
    await page.keyboard.press('Shift');
    expect(await announcement(page)).toBe('Shiftキーをあと2回押すと、このページを閉じます。');
    await page.keyboard.press('Shift');
    expect(await announcement(page)).toBe('Shiftキーをあと1回押すと、このページを閉じます。');
    await page.keyboard.press('Shift');
    await page.waitForURL('**/weather');
    await page.context().close();
  });

  it('starts counting anew after five seconds', async () => {
    const page = await browser.openPage();
    await page.clock.install();
    await page.goto(`${server.origin}/portal`);
    await page.keyboard.press('Shift');
    await page.keyboard.press('Shift');
    await page.clock.fastForward(5001);
    expect(await announcement(page)).toBe('');
    await page.keyboard.press('Shift');
    expect(await announcement(page)).toBe('Shiftキーをあと2回押すと、このページを閉じます。');
    await page.context().close();
  });

  it('does not take Shift with another key for a press', async () => {
    const page = await openPortal();
    for (const key of ['Shift+A', 'Shift+B', 'Shift+Tab', 'Shift+C']) await page.keyboard.press(key);
    expect(await announcement(page)).toBe('');
    expect(new URL(page.url()).pathname).toBe('/portal');
    await page.context().close();
  });

  it('hides the page in the same moment, before the network has answered', async () => {
    const page = await openPortal();
    const seen = await page.evaluate(() => {
      document.querySelector<HTMLElement>('[data-quick-exit]')?.click();
      const cover = document.querySelector('[role=alert]');
      return {
        title: document.title,
        cover: cover?.textContent,
        coverHeight: cover?.getBoundingClientRect().height,
        contentHeight: document.querySelector('h1')?.getBoundingClientRect().height,
      };
    });
    expect(seen).toEqual({ title: '読み込んでいます', cover: '読み込んでいます', coverHeight: 900, contentHeight: 0 });
    await page.waitForURL('**/weather');
    await page.context().close();
  });
});

function announcement(page: Page): Promise<string | null> {
  return page.locator('.portal-exit [role=status]').textContent();
}
