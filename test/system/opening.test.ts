/** The same opening with every call on its way failing, lost, twice and throttled: `npm run prove opening-faults`. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openRound, outcomeOf, settleOpening, wholeOutcome } from '../support/system/opening.ts';
import { longPatience } from '../support/system/patient-clients.ts';
import { drawnFolder } from '../support/system/seeded-system.ts';
import { startSupervised } from '../support/system/supervised-host.ts';

it('kill -9 again and again while a round goes out to 1,788: one mail and one link that opens for each', async () => {
  const host = await startSupervised(await drawnFolder('opening-kills'));
  try {
    const opening = await openRound(host, '途中で止まる調査', longPatience);
    for (const what of ['group', 'host', 'group'] as const) {
      await sleep(700);
      await host.kill(what);
    }
    await settleOpening(host, longPatience);
    const outcome = await outcomeOf(host, opening);
    console.log(`opening: ${host.restarts()} kills, ${outcome.mails} mails, ${outcome.links} links`);
    expect(outcome).toEqual(wholeOutcome);
    expect({ restarts: host.restarts(), lastWords: host.lastWords() }).toEqual({ restarts: 3, lastWords: [] });
  } finally {
    await host.end();
  }
}, 500_000);
