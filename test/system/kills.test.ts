import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CallSite, openFaultCampaign, organisations, siteName } from '../support/system/fault-campaign.ts';
import { type KillCampaign, openKillCampaign, victims } from '../support/system/kill-campaign.ts';
import { drawnFolder, startSeededSystem } from '../support/system/seeded-system.ts';
import { type SupervisedHost, startSupervised } from '../support/system/supervised-host.ts';

let sites: readonly CallSite[];
let host: SupervisedHost;
let campaign: KillCampaign;

beforeAll(async () => {
  const folder = await drawnFolder('kills');
  const system = await startSeededSystem(folder);
  const next = organisations();
  const faults = await openFaultCampaign(system, next);
  await system.stop();
  ({ sites } = faults);
  host = await startSupervised(folder);
  campaign = await openKillCampaign(host, faults.golden, next);
}, 500_000);
afterAll(() => host?.end());

/** Where the person waits for the answer, and where nobody does. All others: `npm run prove kills`. */
const places = ['SurveysPublicFunction dynamodb:TransactWriteItems', 'NoticesSendMailFunction dynamodb:PutItem'];

it.each(victims.flatMap((victim) => places.map((place, nth) => [victim, place, nth + 1] as const)))(
  'kill -9 of the %s after %s #%i loses and doubles nothing',
  { timeout: 200_000 },
  async (victim, place, nth) => {
    const site = sites.find((each) => siteName(each) === place);
    if (site === undefined) throw new Error(`nobody calls ${place}`);
    const run = await campaign.run(site, nth, victim);
    expect(run.failure).toBeUndefined();
    expect(run.hasKilled).toBe(true);
  },
);
