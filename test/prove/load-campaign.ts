/** Most municipalities answer, sixteen at once, while the whole process group is killed again and again. */
import { organisations } from '../support/system/fault-campaign.ts';
import { answerUnderKills } from '../support/system/load-kills.ts';
import { drawnFolder } from '../support/system/seeded-system.ts';
import { startSupervised } from '../support/system/supervised-host.ts';

const answering = 1200;
const killEvery = 240;

export async function provedLoadKills(): Promise<number> {
  const host = await startSupervised(await drawnFolder('load-kills'));
  try {
    // Four acknowledgements for each: three drafts and the submission.
    const kills = Array.from({ length: (answering * 4) / killEvery - 1 }, (_, nth) => (nth + 1) * killEvery);
    const run = await answerUnderKills(host, organisations(), answering, kills);
    for (const fault of run.faults) console.log(`load-kills: ${fault}`);
    const { acknowledged, restarts, faults } = run;
    console.log(`load-kills: ${acknowledged} acknowledged writes, ${restarts} kills, ${faults.length} lost or doubled`);
    return faults.length;
  } finally {
    await host.end();
  }
}
