/** The officer's path with every call failed in every way, and with kill -9 between every two calls. */
import {
  type CallSite,
  type FaultCampaign,
  openFaultCampaign,
  organisations,
  siteName,
  ways,
} from '../support/system/fault-campaign.ts';
import { openKillCampaign, type Victim, victims } from '../support/system/kill-campaign.ts';
import { drawnFolder, startSeededSystem } from '../support/system/seeded-system.ts';
import { startSupervised } from '../support/system/supervised-host.ts';

/** Minute by minute the same read: two of them stand for all. */
const mostPollsTried = 2;

export async function provedOfficerFaults(): Promise<number> {
  const system = await startSeededSystem(await drawnFolder('officer-faults'));
  try {
    const campaign = await openFaultCampaign(system, organisations());
    const counts = { runs: 0, missed: 0, failed: 0 };
    for (const { site, nth } of callsOf(campaign.sites)) {
      for (const how of ways) {
        const { functionId, service, operation } = site;
        const run = await campaign.run({ functionId, service, operation, nth, how });
        counts.runs += 1;
        if (run.struck === 0) counts.missed += 1;
        if (run.failure !== undefined) {
          counts.failed += 1;
          console.log(`${siteName(site)} #${nth} ${how}, ${run.organisation}: ${run.failure}`);
        }
      }
    }
    tellOf('officer-faults', campaign, `${counts.runs} fault runs, ${counts.missed} not reached`, counts.failed);
    return counts.failed;
  } finally {
    await system.stop();
  }
}

export async function provedKills(): Promise<number> {
  const folder = await drawnFolder('kills');
  const system = await startSeededSystem(folder);
  const next = organisations();
  const faults = await openFaultCampaign(system, next);
  await system.stop();
  const host = await startSupervised(folder);
  try {
    const campaign = await openKillCampaign(host, faults.golden, next);
    const counts = { kills: 0, missed: 0, failed: 0 };
    for (const { site, nth, victim, when } of killsOf(faults.sites)) {
      const run = await campaign.run(site, nth, victim, when);
      if (run.hasKilled) counts.kills += 1;
      else counts.missed += 1;
      if (run.failure !== undefined) {
        counts.failed += 1;
        console.log(`${run.strike.how} ${siteName(site)} #${nth}, ${run.organisation}: ${run.failure}`);
      }
    }
    tellOf('kills', faults, `${counts.kills} kills, ${counts.missed} not reached`, counts.failed);
    return counts.failed;
  } finally {
    await host.end();
  }
}

interface Call {
  readonly site: CallSite;
  readonly nth: number;
}

function callsOf(sites: readonly CallSite[]): readonly Call[] {
  return sites.flatMap((site) => {
    const isPoll = siteName(site) === 'RedriveEventsFunction dynamodb:Query';
    const most = isPoll ? Math.min(site.calls, mostPollsTried) : site.calls;
    return Array.from({ length: most }, (_, place) => ({ site, nth: place + 1 }));
  });
}

/** After one call is before the next one; only the first call of a site has something of its own before it. */
function* killsOf(sites: readonly CallSite[]): Generator<Call & { victim: Victim; when: 'before' | 'after' }> {
  for (const call of callsOf(sites)) {
    for (const victim of victims) {
      if (call.nth === 1) yield { ...call, victim, when: 'before' };
      yield { ...call, victim, when: 'after' };
    }
  }
}

function tellOf(name: string, { sites }: Pick<FaultCampaign, 'sites'>, what: string, failed: number): void {
  const calls = sites.reduce((sum, site) => sum + site.calls, 0);
  console.log(`${name}: ${sites.length} call sites, ${calls} calls, ${what}, ${failed} went wrong`);
}
