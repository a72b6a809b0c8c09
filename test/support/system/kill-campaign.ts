/**
 * kill -9 between every two AWS calls of the officer's path: the process group, the host alone, or the database, right
 * after the nth call of a site was done and before its caller heard of it. The people try until they are answered.
 */
import type { CallSite } from './fault-campaign.ts';
import { createWalker, type Effects, type Walker } from './officer-path.ts';
import { longPatience, persist } from './patient-clients.ts';
import { type Strike, setFaults, strikesOf } from './seeded-system.ts';
import type { SupervisedHost } from './supervised-host.ts';

export const victims = ['group', 'host', 'database'] as const;
export type Victim = (typeof victims)[number];

export interface KillRun {
  readonly strike: Strike;
  readonly hasKilled: boolean;
  readonly organisation: string;
  readonly failure?: string;
}

export interface KillCampaign {
  run(site: CallSite, nth: number, victim: Victim, when?: 'before' | 'after'): Promise<KillRun>;
}

/** @param golden what a run has to end with, organisation written as `<code>` */
export async function openKillCampaign(
  host: SupervisedHost,
  golden: Effects,
  next: () => string,
): Promise<KillCampaign> {
  const walker = await createWalker(host, longPatience);
  return {
    async run({ functionId, service, operation }, nth, victim, when = 'after') {
      const strike: Strike = { functionId, service, operation, nth, how: `kill-${victim}-${when}` };
      const organisation = next();
      const before = host.restarts();
      const told = await walkOver(host, walker, strike, organisation, golden).catch((fault: unknown) => ({
        failure: String(fault),
        struck: 0,
      }));
      await persist(() => setFaults(host, []), longPatience);
      const hasKilled = told.struck > 0 || host.restarts() > before;
      return { strike, hasKilled, organisation, ...(told.failure === undefined ? {} : { failure: told.failure }) };
    },
  };
}

async function walkOver(
  host: SupervisedHost,
  walker: Walker,
  strike: Strike,
  organisation: string,
  golden: Effects,
): Promise<{ readonly struck: number; readonly failure?: string }> {
  await persist(() => setFaults(host, [strike]), longPatience);
  const walk = await walker.walk(organisation);
  await walker.settle();
  const struck = (await persist(() => strikesOf(host), longPatience))[0] ?? 0;
  await persist(() => setFaults(host, []), longPatience);
  const effects = await persist(() => walker.effectsOf(walk), longPatience);
  const ended = JSON.stringify(inOrder(effects)).replaceAll(organisation, '<code>');
  return ended === JSON.stringify(inOrder(golden)) ? { struck } : { struck, failure: `ended with ${ended}` };
}

function inOrder(effects: Effects): unknown {
  return { ...effects, actions: Object.entries(effects.actions).sort() };
}
