import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallSite } from '../support/system/fault-campaign.ts';
import { openRound, outcomeOf, settleOpening, wholeOutcome } from '../support/system/opening.ts';
import { sitesOfOpening } from '../support/system/opening-faults.ts';
import { longPatience } from '../support/system/patient-clients.ts';
import { drawnFolder, type SeededSystem, startSeededSystem } from '../support/system/seeded-system.ts';
import { startSupervised } from '../support/system/supervised-host.ts';

/** Every call on its way failing in each of four ways takes minutes: `npm run prove opening-faults`. */
describe('a round of 1,788 organisations', () => {
  let system: SeededSystem;
  let sites: readonly CallSite[];
  beforeAll(async () => {
    system = await startSeededSystem(await drawnFolder('opening'));
    sites = await sitesOfOpening(system);
  }, 500_000);
  afterAll(() => system?.stop());

  it('sends one mail and one link to each, and each link opens', () => {
    // Compared while the sites were counted; what is left to see is that mails went through the services meant for it.
    expect(sites.map(({ service, operation }) => `${service}:${operation}`)).toContain('ses:SendRawEmail');
    expect(sites.find(({ service }) => service === 'ses')?.calls).toBe(1788);
  });
});

it('kill -9 again and again while a round goes out: still one mail and one link for each', async () => {
  const host = await startSupervised(await drawnFolder('opening-kills'));
  try {
    const opening = await openRound(host, '途中で止まる調査', longPatience);
    for (const what of ['group', 'host', 'group'] as const) {
      await sleep(700);
      await host.kill(what);
    }
    await settleOpening(host, longPatience);
    expect(await outcomeOf(host, opening)).toEqual(wholeOutcome);
    expect({ restarts: host.restarts(), lastWords: host.lastWords() }).toEqual({ restarts: 3, lastWords: [] });
  } finally {
    await host.end();
  }
}, 500_000);
