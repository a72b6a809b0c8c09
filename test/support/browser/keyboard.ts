/** A person at a page who has no mouse: everything is reached with Tab and worked with keys alone. */
import type { Locator, Page } from 'playwright-core';
import { expectFocusVisible } from './page-expectations.ts';

export interface Keyboard {
  /** Goes on with Tab until it has focus; throws where it is never reached. What has focus must be seen. */
  reach(target: Locator): Promise<void>;
  /** Replaces what stands in the field. */
  fill(field: Locator, text: string): Promise<void>;
  /** A day in a date field, which has a part each for year, month and day. */
  fillDay(field: Locator, day: string): Promise<void>;
  /** Checks one of several that may be checked together. */
  check(box: Locator): Promise<void>;
  /** Moves through the radio buttons of the group that it belongs to. */
  choose(radio: Locator): Promise<void>;
  /** Moves through the lines of a list until this one is chosen. */
  select(list: Locator, label: string): Promise<void>;
  pickFile(field: Locator, file: { readonly name: string; readonly bytes: Uint8Array }): Promise<void>;
  /** Presses Enter on a button or a link and waits for the page that follows. */
  follow(target: Locator): Promise<void>;
}

const mostTabs = 600;
const mostSteps = 60;

export function keyboardOf(page: Page): Keyboard {
  const { keyboard } = page;
  const hasFocus = (target: Locator) => target.evaluate((element) => element === document.activeElement);
  const reach = async (target: Locator): Promise<void> => {
    await target.waitFor({ state: 'attached' });
    for (let presses = 0; presses < mostTabs; presses += 1) {
      if (await hasFocus(target)) return expectFocusVisible(page);
      await keyboard.press('Tab');
    }
    throw new Error(`${target} is not reached by Tab on ${page.url()}`);
  };
  const stepUntil = async (key: string, isThere: () => Promise<boolean>): Promise<void> => {
    for (let steps = 0; steps < mostSteps; steps += 1) {
      if (await isThere()) return;
      await keyboard.press(key);
    }
    throw new Error(`${key} leads nowhere on ${page.url()}`);
  };
  /** From the first part of a date field on, whichever has the cursor. */
  const typeParts = async (parts: readonly string[]): Promise<void> => {
    await keyboard.press('ArrowLeft');
    await keyboard.press('ArrowLeft');
    for (const part of parts) {
      await keyboard.type(part);
      // Two digits fill a month or a day, and the cursor goes on by itself.
      if (part.length > 2) await keyboard.press('ArrowRight');
    }
  };
  return {
    reach,
    async fill(field, text) {
      await reach(field);
      await keyboard.press('ControlOrMeta+a');
      await keyboard.insertText(text);
    },
    async fillDay(field, day) {
      await reach(field);
      const [year = '', month = '', date = ''] = day.split('-');
      // Which part stands first is the browser's language; the person sees it, the test tries both.
      for (const parts of [
        [year, month, date],
        [month, date, year],
      ]) {
        await typeParts(parts);
        if ((await field.inputValue()) === day) return;
      }
      throw new Error(`${day} was typed and ${await field.inputValue()} stands in ${field}`);
    },
    async check(box) {
      await reach(box);
      if (!(await box.isChecked())) await keyboard.press('Space');
    },
    async choose(radio) {
      const group = page.locator(`input[type=radio][name="${await radio.getAttribute('name')}"]`);
      const chosen = page.locator(`input[type=radio][name="${await radio.getAttribute('name')}"]:checked`);
      await reach((await chosen.count()) === 0 ? group.first() : chosen);
      if ((await chosen.count()) === 0) await keyboard.press('Space');
      await stepUntil('ArrowDown', () => radio.isChecked());
    },
    async select(list, label) {
      await reach(list);
      const chosen = () =>
        list.evaluate((element) => (element instanceof HTMLSelectElement ? element.selectedOptions[0]?.label : ''));
      await stepUntil('ArrowDown', async () => (await chosen()) === label);
    },
    async pickFile(field, { name, bytes }) {
      await reach(field);
      const [dialog] = await Promise.all([page.waitForEvent('filechooser'), keyboard.press('Space')]);
      await dialog.setFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
    },
    async follow(target) {
      await reach(target);
      await Promise.all([page.waitForEvent('load'), keyboard.press('Enter')]);
    },
  };
}
