import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** For eyes, not for comparison: axe does not notice a heading squeezed to one character a line. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const path = join(import.meta.dirname, '../../../.build/screenshots', `${name}.png`);
  await page.screenshot({ path, fullPage: true });
  return path;
}
