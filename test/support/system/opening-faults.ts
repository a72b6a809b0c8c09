/**
 * Many faults in one opening: each site of the opening and mailing path is struck in all four ways, a quarter of its
 * calls apart; `turn` (0 to 3) shifts the ways, so that four openings strike the first call of each site in each way.
 */
import { type CallSite, type Way, ways } from './fault-campaign.ts';
import { type Opening, type Outcome, openRound, outcomeOf, settleOpening, wholeOutcome } from './opening.ts';
import { shortPatience } from './patient-clients.ts';
import { type SeededSystem, type Strike, setFaults, strikesOf } from './seeded-system.ts';

function planOf(sites: readonly CallSite[], turn: number): readonly (Strike & { readonly how: Way })[] {
  return sites.flatMap(({ functionId, service, operation, calls }) => {
    const places = new Set(ways.map((_, quarter) => 1 + Math.floor((calls * quarter) / ways.length)));
    return [...places].map((nth, place) => {
      const how = ways[(place + turn) % ways.length] ?? 'after';
      return { functionId, service, operation, nth, how };
    });
  });
}

/** The call sites of an opening without faults, from the counts of the gate: there are more calls than it remembers. */
export async function sitesOfOpening(system: SeededSystem): Promise<readonly CallSite[]> {
  const { record } = system.host.gate;
  record.clear();
  const opening = await openRound(system, '見本の調査', shortPatience);
  await settleOpening(system, shortPatience);
  const sites = Object.entries(record.counts()).flatMap(([name, calls]) => {
    const [, functionId = '', service = '', operation = ''] = /^(\S+) ([^:]+):(\S+) answered$/.exec(name) ?? [];
    return functionId === '' || functionId === '-' ? [] : [{ functionId, service, operation, calls }];
  });
  const outcome = await outcomeOf(system, opening);
  if (JSON.stringify(outcome) !== JSON.stringify(wholeOutcome))
    throw new Error(`without faults: ${JSON.stringify(outcome)}`);
  return sites;
}

export interface FaultyOpening {
  readonly opening: Opening;
  readonly outcome: Outcome;
  /** What the outcome has to be: one mail more for each SendRawEmail that SES itself did twice, the named exception. */
  readonly expected: Outcome;
  readonly rules: number;
  readonly struck: number;
}

export async function openWithFaults(
  system: SeededSystem,
  sites: readonly CallSite[],
  turn: number,
): Promise<FaultyOpening> {
  const rules = planOf(sites, turn);
  await setFaults(system, rules);
  const opening = await openRound(system, `障害の中の調査${turn}`, shortPatience);
  await settleOpening(system, shortPatience);
  const strikes = await strikesOf(system);
  await setFaults(system, []);
  const doubled = rules.reduce(
    (sum, { operation, how }, place) =>
      operation === 'SendRawEmail' && how === 'twice' ? sum + (strikes[place] ?? 0) : sum,
    0,
  );
  const outcome = await outcomeOf(system, opening);
  const expected = { ...wholeOutcome, mails: wholeOutcome.mails + doubled };
  return {
    opening,
    outcome,
    expected,
    rules: rules.length,
    struck: strikes.reduce((sum, count) => sum + count, 0),
  };
}
