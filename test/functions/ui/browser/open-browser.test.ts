import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findBrowser } from '../../../support/browser/browser-source.ts';
import { openBrowser } from '../../../support/browser/open-browser.ts';
import {
  expectFocusVisible,
  expectNoAxeViolations,
  expectNoForeignRequests,
  expectNoHorizontalScroll,
  expectTargetsLargeEnough,
} from '../../../support/browser/page-expectations.ts';
import { servePages } from '../../../support/browser/page-server.ts';

const broken =
  '<!DOCTYPE html><html lang="ja"><title>試し</title><main><h1>試し</h1><img src="/x.png"><pre>' +
  `${'あ'.repeat(300)}</pre><button>小</button></main></html>`;

describe('the browser of the tests', () => {
  it.each(['system', 'bundled'] as const)(
    'of source %s opens pages, and the expectations notice faults',
    async (source) => {
      if (source === 'system' && !existsSync('/usr/bin/chromium')) {
        await expect(findBrowser(['system'])).rejects.toThrow('No browser found');
        return;
      }
      const server = await servePages(() => ({ body: broken }));
      const browser = await openBrowser({ lookup: [source] });
      expect(browser.source).toBe(source);
      const page = await browser.openPage({ javaScript: source === 'bundled', width: 360 });
      await page.goto(server.origin);
      expect(await page.title()).toBe('試し');
      await expect(expectNoAxeViolations(page)).rejects.toThrow('image-alt');
      await expect(expectNoHorizontalScroll(page)).rejects.toThrow('> 360');
      await expect(expectTargetsLargeEnough(page)).rejects.toThrow('<button>小</button>');
      await page.evaluate(() => document.querySelector('button')?.focus());
      await expect(expectFocusVisible(page)).rejects.toThrow('<button>小</button>');
      expect(() => expectNoForeignRequests(page, ['http://127.0.0.1:1'])).toThrow(server.origin);
      await browser.close();
      await server.close();
    },
  );
});
