/** Many requests that nobody should send, to every operation by every role. `MIKATA_FUZZ_SEED` sends the same ones again. */
import { sendBadInput } from '../support/system/bad-input-run.ts';
import { drawnFolder, startSeededSystem } from '../support/system/seeded-system.ts';

const requests = 20_000;
/** Before the access tokens are over. */
const atOnce = 5000;

export async function provedBadInput(): Promise<number> {
  const first = Number(process.env['MIKATA_FUZZ_SEED'] ?? Math.floor(Date.now() / 1000) % 1_000_000);
  const system = await startSeededSystem(await drawnFolder('bad-input'));
  let failed = 0;
  try {
    for (let seed = first; seed < first + requests / atOnce; seed += 1) {
      const run = await sendBadInput(system, seed, atOnce);
      for (const fault of run.faults) console.log(`bad-input: ${fault}`);
      failed += run.faults.length;
      console.log(
        `bad-input: seed ${seed}, ${run.requests} requests to ${run.operations} operations and the pages, ` +
          `${JSON.stringify(run.byStatus)}, slowest ${Math.round(run.slowestMs)} ms, ${run.faults.length} answered wrongly`,
      );
    }
    return failed;
  } finally {
    await system.stop();
  }
}
