import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { requestedAddresses, runsScripts } from './open-browser.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** WCAG 2.2 A and AA, and what axe calls good practice. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  const violations = runsScripts(page) ? await axe(page) : await axeOnCopy(page);
  expectNone(violations, page);
}

async function axe(page: Page): Promise<readonly string[]> {
  // Our pages have no frames, so the quicker way without a second window sees everything.
  const { violations, passes } = await new AxeBuilder({ page }).withTags(rules).setLegacyMode(true).analyze();
  if (passes.length === 0) throw new Error('axe looked at nothing');
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help} – ${node.html}`));
}

/** axe is itself a script: what the scriptless page shows is opened under the same address where scripts run. */
async function axeOnCopy(page: Page): Promise<readonly string[]> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('The page has no browser.');
  const body = await page.content();
  const context = await browser.newContext({ viewport: page.viewportSize(), locale: 'ja-JP' });
  try {
    const copy = await context.newPage();
    await copy.route(page.url(), (route) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }));
    await copy.goto(page.url());
    return await axe(copy);
  } finally {
    await context.close();
  }
}

/** Nothing sticks out to the right, except inside a frame that scrolls on its own (wide tables). */
export async function expectNoHorizontalScroll(page: Page): Promise<void> {
  const sticksOut = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const outside = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    return [
      `${scrollWidth} > ${clientWidth}`,
      ...outside.slice(0, 5).map((element) => element.outerHTML.slice(0, 120)),
    ];
  });
  expectNone(sticksOut, page);
}

/** Every address the page ever asked for belongs to one of these origins (`http://127.0.0.1:1234`). */
export function expectNoForeignRequests(page: Page, ownOrigins: readonly string[]): void {
  const addresses = requestedAddresses(page);
  expect(addresses.length).toBeGreaterThan(0);
  expect(addresses.filter((address) => !ownOrigins.includes(new URL(address).origin))).toEqual([]);
}

/** What has focus is ringed by an outline of at least two pixels and lies inside the window, not under anything. */
export async function expectFocusVisible(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return { outline: 0, onTop: false, html: 'nothing has focus' };
    const style = getComputedStyle(element);
    const { left, top, width, height } = element.getBoundingClientRect();
    const found = document.elementFromPoint(left + Math.min(width, 40) / 2, top + Math.min(height, 40) / 2);
    const onTop = found !== null && (element.contains(found) || found.contains(element));
    const outline = style.outlineStyle === 'none' ? 0 : Number.parseFloat(style.outlineWidth);
    return { outline, onTop, html: element.outerHTML.slice(0, 160) };
  });
  expect(seen.outline, seen.html).toBeGreaterThanOrEqual(2);
  expect(seen.onTop, `covered or out of sight: ${seen.html}`).toBe(true);
}

/** Controls and links that a finger must hit are at least 44 CSS pixels high, links within a sentence excepted. */
export async function expectTargetsLargeEnough(page: Page): Promise<void> {
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button, a.dads-button, input:not([type=hidden]), select, summary, label[for]')]
      .filter((element) => element.getClientRects().length > 0)
      .filter((element) => !element.matches('input[type=radio], input[type=checkbox], .dads-label'))
      .map((element) => ({ height: element.getBoundingClientRect().height, html: element.outerHTML.slice(0, 120) }))
      .filter(({ height }) => height < 44)
      .map(({ height, html }) => `${height} px: ${html}`),
  );
  expectNone(small, page);
}

/** Names what was found: a bare comparison of lists would not. */
function expectNone(found: readonly string[], page: Page): void {
  expect(found, [page.url(), ...found].join('\n')).toEqual([]);
}
