import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser, type TestBrowser } from '../../../support/browser/open-browser.ts';
import { expectNoAxeViolations } from '../../../support/browser/page-expectations.ts';
import {
  type PageAnswer,
  type PageServer,
  type SentRequest,
  servePages,
} from '../../../support/browser/page-server.ts';
import { uploadPage } from '../gallery/upload-page.tsx';

/** Storage and the three calls of the contract in browser/upload.ts, remembering parts as storage would. */
class Uploads {
  readonly stored = new Map<number, { readonly etag: string; readonly sha256: string; readonly body: string }>();
  completed: unknown;
  failuresOfPart: { readonly partNumber: number; readonly status: number; left: number } | undefined;

  answer(request: SentRequest): PageAnswer | undefined {
    if (request.path === '/start')
      return json({ partBytes: 4, partsUrl: '/parts', completeUrl: '/done', done: this.done() });
    if (request.path === '/parts') return json({ url: `/put/${JSON.parse(request.body).partNumber}` });
    if (request.path.startsWith('/put/')) return this.put(Number(request.path.slice(5)), request);
    if (request.path !== '/done') return undefined;
    this.completed = JSON.parse(request.body).parts;
    return json({ location: '/finished' });
  }

  private done() {
    return [...this.stored].map(([partNumber, { etag, sha256 }]) => ({ partNumber, etag, sha256 }));
  }

  private put(partNumber: number, { body, headers }: SentRequest): PageAnswer {
    if (this.failuresOfPart?.partNumber === partNumber && this.failuresOfPart.left > 0) {
      this.failuresOfPart.left -= 1;
      return { status: this.failuresOfPart.status };
    }
    const sha256 = createHash('sha256').update(body).digest('base64');
    if (headers['x-amz-checksum-sha256'] !== sha256) return { status: 400 };
    this.stored.set(partNumber, { etag: `"e${partNumber}"`, sha256, body });
    return { headers: { etag: `"e${partNumber}"` } };
  }
}

const json = (body: unknown): PageAnswer => ({ body: JSON.stringify(body) });
const file = { name: 'forum.mp4', mimeType: 'video/mp4', buffer: Buffer.from('0123456789') };

let browser: TestBrowser;
let server: PageServer;
let uploads: Uploads;
beforeAll(async () => {
  server = await servePages((request) => {
    if (request.path === '/page') return { body: uploadPage() };
    if (request.path === '/finished') return { body: '<!DOCTYPE html><html lang="ja"><title>完了</title></html>' };
    return uploads.answer(request);
  });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});
beforeEach(() => {
  uploads = new Uploads();
});

async function openPage(): Promise<Page> {
  const page = await browser.openPage();
  await page.clock.install();
  await page.goto(`${server.origin}/page`);
  return page;
}

const status = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words }).waitFor();

describe('an upload', () => {
  it('goes in parts with their digests, in order, and ends on the page it is told', async () => {
    const page = await openPage();
    await page.getByLabel('動画ファイル').setInputFiles(file);
    await page.getByRole('button', { name: 'アップロードを始める' }).click();
    await page.waitForURL('**/finished');
    expect([...uploads.stored.values()].map(({ body }) => body)).toEqual(['0123', '4567', '89']);
    expect(uploads.completed).toEqual(
      [1, 2, 3].map((partNumber) => ({
        partNumber,
        etag: `"e${partNumber}"`,
        sha256: uploads.stored.get(partNumber)?.sha256,
      })),
    );
    const start = server.requests.findLast(({ path }) => path === '/start');
    expect(start?.headers['x-csrf-token']).toBe('csrf-token');
    expect(JSON.parse(start?.body ?? '{}')).toMatchObject({ name: 'forum.mp4', size: 10, commandId: 'command-0001' });
    await page.context().close();
  });

  it('tries a part again when storage stumbles', async () => {
    uploads.failuresOfPart = { partNumber: 2, status: 503, left: 2 };
    const page = await openPage();
    await page.clock.resume();
    await page.getByLabel('動画ファイル').setInputFiles(file);
    await page.getByRole('button', { name: 'アップロードを始める' }).click();
    await page.clock.runFor(5000);
    await page.waitForURL('**/finished');
    expect(uploads.stored.size).toBe(3);
    await page.context().close();
  });

  it('that was refused says so, and goes on from where it stopped when asked again', async () => {
    uploads.failuresOfPart = { partNumber: 3, status: 403, left: 1 };
    const page = await openPage();
    await page.getByLabel('動画ファイル').setInputFiles(file);
    await page.getByRole('button', { name: 'アップロードを始める' }).click();
    await status(page, 'このファイルは受け付けられませんでした。');
    await expectNoAxeViolations(page);
    const partsBefore = server.requests.filter(({ path }) => path.startsWith('/put/')).length;
    await page.getByRole('button', { name: '続きから再開する' }).click();
    await page.waitForURL('**/finished');
    expect(server.requests.filter(({ path }) => path.startsWith('/put/'))).toHaveLength(partsBefore + 1);
    await page.context().close();
  });

  it('without a file asks for one and sends nothing', async () => {
    const before = server.requests.length;
    const page = await openPage();
    await page.getByRole('button', { name: 'アップロードを始める' }).click();
    await status(page, 'ファイルを選んでください。');
    expect(server.requests.slice(before).filter(({ path }) => path === '/start')).toEqual([]);
    await page.context().close();
  });
});
