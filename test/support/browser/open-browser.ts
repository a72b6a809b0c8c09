/** A real browser for tests: no network of its own, an empty profile, Japanese, Tokyo time. */
import { type Browser, chromium, type Page } from 'playwright-core';
import { vi } from 'vitest';
import { type BrowserSource, findBrowser } from './browser-source.ts';

// A busy machine draws slowly; whoever imports this file tests with a browser.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

export interface OpenBrowserOptions {
  /** Tried in this order; the default prefers Debian's. */
  readonly lookup?: readonly BrowserSource[];
}

interface PageOptions {
  /** CSS pixels: 1280 (a desk), 360 (a phone), 320 (400 % zoom of 1280). */
  readonly width?: 320 | 360 | 640 | 1280;
  readonly javaScript?: boolean;
  readonly forcedColors?: 'active' | 'none';
}

export interface TestBrowser {
  readonly source: BrowserSource;
  /** A page in a context of its own: cookies are not shared with other pages. */
  openPage(options?: PageOptions): Promise<Page>;
  close(): Promise<void>;
}

const flags = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const heights = { 320: 640, 360: 740, 640: 740, 1280: 900 } as const;

/** Every address that a page asked for, from its first on. */
const requestsOf = new WeakMap<Page, string[]>();
const pagesWithoutScripts = new WeakSet<Page>();

export async function openBrowser({ lookup = ['system', 'bundled'] }: OpenBrowserOptions = {}): Promise<TestBrowser> {
  const { source, executablePath } = await findBrowser(lookup);
  const browser = await chromium.launch({ executablePath, args: flags });
  return {
    source,
    openPage: (options) => openPage(browser, options),
    close: () => browser.close(),
  };
}

async function openPage(browser: Browser, { width = 1280, javaScript = true, forcedColors }: PageOptions = {}) {
  const context = await browser.newContext({
    viewport: { width, height: heights[width] },
    javaScriptEnabled: javaScript,
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    reducedMotion: 'reduce',
    forcedColors: forcedColors ?? 'none',
  });
  const page = await context.newPage();
  const requests: string[] = [];
  requestsOf.set(page, requests);
  page.on('request', (request) => requests.push(request.url()));
  if (!javaScript) pagesWithoutScripts.add(page);
  return page;
}

export function requestedAddresses(page: Page): readonly string[] {
  const requests = requestsOf.get(page);
  if (requests === undefined) throw new Error('This page was not opened by openBrowser().');
  return requests;
}

export function runsScripts(page: Page): boolean {
  return !pagesWithoutScripts.has(page);
}
