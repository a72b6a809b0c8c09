import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser, type TestBrowser } from '../../../support/browser/open-browser.ts';
import { type PageAnswer, type PageServer, servePages } from '../../../support/browser/page-server.ts';
import { surveyPage } from '../gallery/survey-page.tsx';

let browser: TestBrowser;
let server: PageServer;
let answers: PageAnswer[];
const saved = { body: JSON.stringify({ savedAt: '14:05', fields: { commandId: 'command-0002', phone: 'no' } }) };

beforeAll(async () => {
  server = await servePages(({ path }) => {
    if (path === '/survey') return { body: surveyPage({ values: { phone: '043' } }) };
    if (path === '/s/draft') return answers.shift() ?? saved;
    if (path !== '/s/answers') return undefined;
    return { body: '<!DOCTYPE html><html lang="ja"><title>次</title></html>' };
  });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});
beforeEach(() => {
  answers = [];
});

/** Time stands still in the page until the test moves it. */
async function openSurvey(): Promise<Page> {
  const page = await browser.openPage();
  await page.clock.install();
  await page.goto(`${server.origin}/survey`);
  return page;
}

const drafts = () => server.requests.filter(({ path }) => path === '/s/draft');
const status = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words }).waitFor();

describe('autosave', () => {
  it('A5: sends nothing before a change, and the form as it stands within three seconds of one', async () => {
    const before = drafts().length;
    const page = await openSurvey();
    await page.clock.fastForward(60_000);
    expect(drafts()).toHaveLength(before);
    await page.getByLabel('窓口の名称').fill('中央相談室 & <1>');
    await page.clock.fastForward(3000);
    await status(page, '保存しました 14:05');
    const sent = new URLSearchParams(drafts().at(-1)?.body);
    expect(sent.get('deskName')).toBe('中央相談室 & <1>');
    expect(sent.get('csrf')).toBe('csrf-token');
    expect(drafts().at(-1)?.headers['content-type']).toContain('application/x-www-form-urlencoded');
    await page.context().close();
  });

  it('takes new values for hidden fields from the answer, and never touches what a person typed', async () => {
    const page = await openSurvey();
    await page.getByLabel('窓口の名称').fill('あ');
    await page.clock.fastForward(3000);
    await status(page, '保存しました');
    expect(await page.locator('form[data-autosave] [name=commandId]').inputValue()).toBe('command-0002');
    expect(await page.getByLabel('電話番号').inputValue()).toBe('043');
    await page.context().close();
  });

  it('AC-D8: says in words that saving failed, keeps the input, and tries again by itself', async () => {
    answers = [{ status: 503 }];
    const page = await openSurvey();
    await page.getByLabel('窓口の名称').fill('あ');
    await page.clock.fastForward(3000);
    await status(page, '未送信 1件。保存できません。入力した内容はこの画面に残っています。');
    expect(await page.getByLabel('窓口の名称').inputValue()).toBe('あ');
    await page.clock.fastForward(5000);
    await status(page, '保存しました');
    await page.context().close();
  });

  it('AC-D8: without a connection entry goes on, the badge counts what is not sent, and all of it is sent when it is back', async () => {
    const page = await openSurvey();
    await page.context().setOffline(true);
    await page.getByLabel('窓口の名称').fill('あ');
    await page.clock.fastForward(3000);
    await status(page, '未送信 1件。');
    await page.getByLabel('電話番号').fill('043-1');
    await page.getByLabel('電話番号').fill('043-2');
    await status(page, '未送信 2件。');
    await page.context().setOffline(false);
    await status(page, '保存しました 14:05');
    const sent = new URLSearchParams(drafts().at(-1)?.body);
    expect([sent.get('deskName'), sent.get('phone')]).toEqual(['あ', '043-2']);
    await page.context().close();
  });

  it('AC-D8: a tab that is put away saves at once, without waiting for the three seconds', async () => {
    const page = await openSurvey();
    await page.getByLabel('窓口の名称').fill('い');
    const before = drafts().length;
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await expect.poll(() => drafts().length).toBe(before + 1);
    await page.context().close();
  });

  it('A5: warns before the session ends, and one press saves and goes on', async () => {
    const page = await openSurvey();
    await page.clock.fastForward(28_800_000 - 600_000 - 1000);
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.clock.fastForward(1000);
    await page.getByRole('alert').filter({ hasText: 'まもなく接続が終了します' }).waitFor();
    const before = drafts().length;
    await page.getByRole('button', { name: '接続を延ばす' }).click();
    await status(page, '保存しました 14:05');
    expect([drafts().length, await page.getByRole('alert').count()]).toEqual([before + 1, 0]);
    await page.context().close();
  });

  it.each([
    { code: 401, words: '接続の有効期限が切れました' },
    { code: 412, words: 'ほかの画面でこの回答が変更されました' },
    { code: 422, words: '入力内容を確認してください' },
  ])('AC-D8: on $code says what is the matter and does not press on', async ({ code, words }) => {
    answers = [{ status: code }];
    const page = await openSurvey();
    await page.getByLabel('窓口の名称').fill('あ');
    await page.clock.fastForward(3000);
    await status(page, words);
    const after = drafts().length;
    await page.clock.fastForward(120_000);
    expect(drafts()).toHaveLength(after);
    await page.context().close();
  });

  it('AC-D8: warns before leaving while a change is not saved, and not after', async () => {
    const page = await openSurvey();
    const warnings: string[] = [];
    page.on('dialog', (dialog) => {
      warnings.push(dialog.type());
      void dialog.accept();
    });
    await page.getByLabel('窓口の名称').pressSequentially('あ');
    await page.reload();
    expect(warnings).toEqual(['beforeunload']);
    await page.getByLabel('窓口の名称').pressSequentially('い');
    await page.clock.fastForward(3000);
    await status(page, '保存しました');
    await page.reload();
    expect(warnings).toHaveLength(1);
    await page.context().close();
  });
});

describe('a form that is sent', () => {
  it('goes once however often the button is pressed, says that it is on its way, and warns of nothing', async () => {
    const page = await openSurvey();
    await page.getByLabel('窓口の名称').fill('あ');
    const seen = await page.evaluate(() => {
      const button = document.querySelector<HTMLElement>('button[value=confirm]');
      const kept: boolean[] = [];
      addEventListener('submit', (event) => kept.push(event.defaultPrevented));
      for (let press = 0; press < 3; press += 1) button?.click();
      return { kept, words: button?.textContent, isDisabled: button?.getAttribute('aria-disabled') };
    });
    expect(seen).toEqual({ kept: [false, true, true], words: '送信しています', isDisabled: 'true' });
    await page.waitForURL('**/s/answers');
    await page.context().close();
  });

  it('carries the name and value of the button that was pressed', async () => {
    const page = await openSurvey();
    await page.getByRole('button', { name: '下書きを保存する' }).click();
    await page.waitForURL('**/s/answers');
    expect(server.requests.findLast(({ path }) => path === '/s/answers')?.body).toContain('act=draft');
    await page.context().close();
  });
});
