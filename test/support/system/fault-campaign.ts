/**
 * Every AWS call of the officer's path, struck once in each way, each time with the next organisation. What a run has
 * to end with is what the golden run ended with: no effect lost, none doubled, nothing left among the dead letters.
 */
import type { RecordedCall } from '../../../infra/local/gate/call-record.ts';
import { localGovernments } from '../../../shared/programmes/local-governments.ts';
import { createWalker, type Effects, type Walker } from './officer-path.ts';
import { type Patience, shortPatience } from './patient-clients.ts';
import { type SeededSystem, type Strike, setFaults, strikesOf } from './seeded-system.ts';

export const ways = ['before', 'after', 'twice', 'throttle'] as const;
export type Way = (typeof ways)[number];

export interface CallSite {
  readonly functionId: string;
  readonly service: string;
  readonly operation: string;
  /** How often one walk calls it. */
  readonly calls: number;
}

export const siteName = ({ functionId, service, operation }: Omit<CallSite, 'calls'>) =>
  `${functionId.split('-').at(-1)} ${service}:${operation}`;

function sitesOf(calls: readonly RecordedCall[]): readonly CallSite[] {
  const sites = new Map<string, CallSite>();
  for (const { functionId, service, operation } of calls) {
    if (functionId === undefined) continue;
    const site = { functionId, service, operation };
    sites.set(siteName(site), { ...site, calls: (sites.get(siteName(site))?.calls ?? 0) + 1 });
  }
  return [...sites.values()].sort((one, other) => (siteName(one) < siteName(other) ? -1 : 1));
}

/** Municipalities in the order of their codes: one for each run. */
export function organisations(): () => string {
  const codes = localGovernments.filter(({ kind }) => kind !== 'prefecture').map(({ code }) => code);
  return () => {
    const code = codes.shift();
    if (code === undefined) throw new Error('there are not so many municipalities');
    return code;
  };
}

/**
 * What may differ: SES knows no repetition of a call, so a SendRawEmail that is itself done twice is two mails with one
 * Message-ID. Everything else, also an answer of SES that is lost, ends with one mail, because its Send event arrives.
 */
export const isNamedException = ({ operation, how }: Pick<Strike, 'operation' | 'how'>) =>
  operation === 'SendRawEmail' && how === 'twice';

function expectedOf(golden: Effects, strike: Strike): Effects {
  return isNamedException(strike) ? { ...golden, receiptMails: 2 } : golden;
}

export interface FaultRun {
  readonly strike: Strike;
  /** Zero where the way that the fault left the run did not come to that call. */
  readonly struck: number;
  readonly organisation: string;
  /** Where the run could not be ended, or ended otherwise than the golden one. */
  readonly failure?: string;
}

export interface FaultCampaign {
  readonly sites: readonly CallSite[];
  readonly golden: Effects;
  run(strike: Strike): Promise<FaultRun>;
}

/** The effects as they would be for any organisation. */
function anonymous(effects: Effects, organisation: string): Effects {
  return JSON.parse(JSON.stringify(effects).replaceAll(organisation, '<code>'));
}

export async function openFaultCampaign(
  system: SeededSystem,
  next: () => string,
  patience: Patience = shortPatience,
): Promise<FaultCampaign> {
  const walker = await createWalker(system, patience);
  // The first walk makes threads and keys; the second one is like all that follow.
  await walkOnce(walker, next());
  await walker.settle();
  const { record } = system.host.gate;
  record.clear();
  const organisation = next();
  const walk = await walker.walk(organisation);
  await walker.settle();
  const sites = sitesOf(record.calls());
  const golden = anonymous(await walker.effectsOf(walk), organisation);
  return {
    sites,
    golden,
    async run(strike) {
      const code = next();
      const { struck, failure } = await runWith(system, walker, strike, code, expectedOf(golden, strike));
      return { strike, struck, organisation: code, ...(failure === undefined ? {} : { failure }) };
    },
  };
}

async function walkOnce(walker: Walker, organisation: string): Promise<Effects> {
  const walk = await walker.walk(organisation);
  await walker.settle();
  return anonymous(await walker.effectsOf(walk), organisation);
}

async function runWith(system: SeededSystem, walker: Walker, strike: Strike, code: string, expected: Effects) {
  await setFaults(system, [strike]);
  let struck = 0;
  try {
    const walk = await walker.walk(code);
    await walker.settle();
    struck = (await strikesOf(system))[0] ?? 0;
    await setFaults(system, []);
    const effects = anonymous(await walker.effectsOf(walk), code);
    const differs = JSON.stringify(sorted(effects)) !== JSON.stringify(sorted(expected));
    return differs ? { struck, failure: `ended with ${JSON.stringify(effects)}` } : { struck };
  } catch (fault) {
    await setFaults(system, []);
    await walker.settle();
    return { struck, failure: String(fault) };
  }
}

function sorted(effects: Effects): unknown {
  return { ...effects, actions: Object.entries(effects.actions).sort() };
}
