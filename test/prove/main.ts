/**
 * `npm run prove [access|calendar|moves]` plants one mistake at a time and sees whether a test fails.
 * `npm run prove [officer-faults|kills|opening-faults|opening-kills|load-kills|bad-input|ten-thousand]` runs the whole
 * system through what `npm test` takes samples of. Ends with code 1 where a mistake went unseen or something went wrong.
 * `MIKATA_RUNS=10000 npm test` is the other long campaign: more runs of every property.
 */
import { acceptedSurvivors } from './accepted-survivors.ts';
import { calendarMutants } from './calendar-mutants.ts';
import { systemCampaigns } from './campaigns.ts';
import { moveMutants } from './move-mutants.ts';
import type { Mutant } from './mutant.ts';
import { policyMutants } from './policy-mutants.ts';
import { openTrial } from './trial.ts';

interface Campaign {
  readonly name: string;
  readonly tests: readonly string[];
  readonly mutants: () => readonly Mutant[] | Promise<readonly Mutant[]>;
}

const campaigns: readonly Campaign[] = [
  { name: 'access', tests: ['test/shared/access/**/*.test.ts'], mutants: policyMutants },
  { name: 'moves', tests: ['test/shared/tables-of-moves.test.ts'], mutants: moveMutants },
  { name: 'calendar', tests: ['test/shared/calendar/**/*.test.ts'], mutants: calendarMutants },
];

async function run({ name, tests, mutants }: Campaign): Promise<number> {
  const planted = await mutants();
  const trial = await openTrial(tests);
  if (await trial.isCaught()) throw new Error(`${name}: the tests fail before anything is planted`);
  const survivors: Mutant[] = [];
  for (const mutant of planted) {
    if (!(await trial.isCaught(mutant)) && acceptedSurvivors[nameOf(mutant)] === undefined) {
      survivors.push(mutant);
      console.log(`not caught: ${nameOf(mutant)}`);
    }
  }
  await trial.close();
  console.log(`${name}: ${planted.length} planted, ${survivors.length} not caught`);
  return survivors.length + (planted.length === 0 ? 1 : 0);
}

function nameOf({ file, mistake }: Mutant): string {
  return `${file} ${mistake}`;
}

/** An accepted survivor whose line has changed says nothing any more. */
async function outdatedReasons(): Promise<readonly string[]> {
  const planted = new Set((await Promise.all(campaigns.map(({ mutants }) => mutants()))).flat().map(nameOf));
  return Object.keys(acceptedSurvivors).filter((name) => !planted.has(name));
}

const outdated = await outdatedReasons();
for (const name of outdated) console.log(`accepted, but not planted any more: ${name}`);
const wanted = process.argv.slice(2);
let missed = outdated.length;
for (const campaign of campaigns.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  missed += await run(campaign);
}
for (const campaign of systemCampaigns.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  missed += await campaign.run();
}
process.exit(missed === 0 ? 0 : 1);
