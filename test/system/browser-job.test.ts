/**
 * The job that the whole house stands for, in one browser run against the real host: without scripts, by keyboard alone,
 * every page looked at in both widths. In `npm test` the staff work at 1280 and all others at 360 pixels;
 * `MIKATA_RUNS=1 npm test` does it the other way round as well.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, type TestBrowser } from '../support/browser/open-browser.ts';
import {
  accept,
  answer,
  type BrowserJob,
  collate,
  importContacts,
  openRound,
  signIn,
} from '../support/system/browser-job.ts';
import { drawnFolder, type SeededSystem, startSeededSystem } from '../support/system/seeded-system.ts';

let system: SeededSystem;
let browser: TestBrowser;

beforeAll(async () => {
  system = await startSeededSystem(await drawnFolder('browser-job'));
  browser = await openBrowser();
}, 400_000);
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

interface Run {
  readonly widths: BrowserJob['widths'];
  readonly organisation: string;
  readonly monday: string;
  /** Five open days before the due day. */
  readonly reminder: string;
  readonly dueOn: string;
}

const staffAtDesks: Run = {
  ...{ widths: { staff: 1280, others: 360 }, organisation: '012025' },
  ...{ monday: '2026-06-15', reminder: '2026-06-23', dueOn: '2026-06-30' },
};
const staffOnPhones: Run = {
  ...{ widths: { staff: 360, others: 1280 }, organisation: '012033' },
  ...{ monday: '2026-06-29', reminder: '2026-06-30', dueOn: '2026-07-07' },
};
const runs = process.env['MIKATA_RUNS'] === undefined ? [staffAtDesks] : [staffAtDesks, staffOnPhones];

it.each(runs)(
  'staff at $widths.staff pixels, others at $widths.others: from the contact list to the desk on the page, the collation and the reminders',
  {
    timeout: 900_000,
  },
  async ({ widths, organisation, monday, reminder, dueOn }) => {
    const job: BrowserJob = { system, browser, widths, title: `令和8年度 窓口の調査（${widths.staff}）` };
    const staff = await signIn(job);
    await importContacts(job, staff);
    const roundPath = await openRound(job, staff, dueOn);
    await answer(job, organisation);
    // Half an hour has passed, and with it the session.
    const staffAgain = await signIn(job);
    await accept(job, staffAgain, roundPath, organisation);
    await collate(job, staffAgain, roundPath);
    await Promise.all([staff, staffAgain].map(({ page }) => page.context().close()));

    const since = new Date(await system.local.now()).toISOString();
    await system.local.moveTo(`${monday}T09:30:00+09:00`);
    const to = 'receiver-officer@womens-support-2026.example';
    expect((await system.local.mails({ to, since })).filter(({ sentAt }) => sentAt.startsWith(monday))).toHaveLength(1);
    await system.local.moveTo(`${reminder}T09:30:00+09:00`);
    const reminded = (await system.local.mails({ since })).filter(({ subject }) => subject.includes(job.title));
    expect(reminded).toHaveLength(1787);
    expect(reminded.filter((mail) => mail.to.includes(organisation))).toEqual([]);
    expect(await system.local.deadLetters()).toEqual([]);
  },
);
