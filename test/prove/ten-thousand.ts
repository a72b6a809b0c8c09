/** Ten thousand answers, saved and submitted by sixteen officers at once, and every one of them read back. */
import * as z from 'zod';
import { createProgram, type Program } from '../../infra/local/scenario/web-client.ts';
import { localGovernments } from '../../shared/programmes/local-governments.ts';
import { standBeforeForm } from '../bench/answering/officers.ts';
import { createHttpClient, inParallel } from '../bench/http-client.ts';
import { type Opening, openRound, settleOpening } from '../support/system/opening.ts';
import { shortPatience } from '../support/system/patient-clients.ts';
import { accountOf, drawnFolder, linkOf, type RunningSystem } from '../support/system/seeded-system.ts';
import { startSupervised } from '../support/system/supervised-host.ts';

const answers = 10_000;
const officersAtOnce = 16;
/** Real time on two cores, from the first link opened to the last receipt. */
const withinMs = 10 * 60_000;

interface Answering {
  readonly roundId: string;
  readonly organisation: string;
  readonly deskName: string;
}

export async function provedTenThousand(): Promise<number> {
  const host = await startSupervised(await drawnFolder('ten-thousand'));
  try {
    const rounds: Opening[] = [];
    while (rounds.length * localGovernments.length < answers) {
      rounds.push(await openRound(host, `一万件の調査${rounds.length + 1}`, shortPatience));
    }
    await settleOpening(host, shortPatience);
    const all = rounds
      .flatMap(({ roundId }) => localGovernments.map(({ code }) => ({ roundId, organisation: code })))
      .slice(0, answers)
      .map((each, place) => ({ ...each, deskName: `窓口第${String(place + 1).padStart(5, '0')}号` }));
    const startedAt = performance.now();
    await answerAll(host, all);
    const tookMs = performance.now() - startedAt;
    const lost = await notReadBack(host, rounds, all);
    const isSlow = tookMs > withinMs;
    console.log(
      `ten-thousand: ${all.length} answers saved and submitted in ${Math.round(tookMs / 1000)} s, ` +
        `${all.length - lost} read back, ${(await host.local.deadLetters()).length} dead letters`,
    );
    return lost + Number(isSlow);
  } finally {
    await host.end();
  }
}

async function answerAll(host: RunningSystem, all: readonly Answering[]): Promise<void> {
  const client = createHttpClient(host.origin);
  const jobs = all.map(({ roundId, organisation, deskName }) => async () => {
    const link = await linkOf(host, organisation, roundId);
    const officer = await standBeforeForm(client, host.origin, link, { 'desks.0.name': deskName });
    await officer.submit();
  });
  await inParallel(officersAtOnce, jobs);
  client.close();
}

/** From the collated files of all rounds, which are made of what the table holds. */
async function notReadBack(
  host: RunningSystem,
  rounds: readonly Opening[],
  all: readonly Answering[],
): Promise<number> {
  const staff = await createProgram(host.origin, await accountOf(host, 'body-staff'), () => host.local.now());
  const found = new Set<string>();
  for (const { roundId } of rounds) {
    for (const [name] of (await collatedCsv(host, staff, roundId)).matchAll(/窓口第\d{5}号/g)) found.add(name);
  }
  return all.filter(({ deskName }) => !found.has(deskName)).length;
}

const Requested = z.object({ collationId: z.string() });
const Collation = z.looseObject({ files: z.array(z.object({ name: z.string(), url: z.string() })).optional() });

async function collatedCsv({ local }: RunningSystem, staff: Program, roundId: string): Promise<string> {
  const base = `/api/v1/surveys/rounds/${roundId}/collations`;
  const { collationId } = await staff.post(base, {}, Requested);
  await local.idle();
  const { files = [] } = await staff.get(`${base}/${collationId}`, Collation);
  const csv = files.find(({ name }) => name === 'answers.csv');
  if (csv === undefined) throw new Error(`the collation of ${roundId} was not made`);
  return (await fetch(csv.url)).text();
}
