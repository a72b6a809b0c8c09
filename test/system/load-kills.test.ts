import { expect, it } from 'vitest';
import { organisations } from '../support/system/fault-campaign.ts';
import { answerUnderKills } from '../support/system/load-kills.ts';
import { drawnFolder } from '../support/system/seeded-system.ts';
import { startSupervised } from '../support/system/supervised-host.ts';

it('what sixteen officers were told is saved or submitted is there after two kills in the middle, once', async () => {
  const host = await startSupervised(await drawnFolder('load-kills'));
  try {
    const run = await answerUnderKills(host, organisations(), 64, [60, 160]);
    expect({ faults: run.faults, lastWords: host.lastWords() }).toEqual({ faults: [], lastWords: [] });
    expect(run).toMatchObject({ organisations: 64, acknowledged: 256, restarts: 2 });
  } finally {
    await host.end();
  }
}, 400_000);
