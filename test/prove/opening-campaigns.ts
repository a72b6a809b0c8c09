/** A round of 1,788 organisations opened with many faults, and with kills at moments all along its way. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openRound, outcomeOf, settleOpening, wholeOutcome } from '../support/system/opening.ts';
import { openWithFaults, sitesOfOpening } from '../support/system/opening-faults.ts';
import { longPatience } from '../support/system/patient-clients.ts';
import { drawnFolder, startSeededSystem } from '../support/system/seeded-system.ts';
import { startSupervised } from '../support/system/supervised-host.ts';

const turns = 4;
/** Milliseconds after the answer to "open", and between one start and the next kill. */
const killPauses = [0, 200, 500, 1000, 2000];

export async function provedOpeningFaults(): Promise<number> {
  const system = await startSeededSystem(await drawnFolder('opening-faults'));
  let failed = 0;
  try {
    const sites = await sitesOfOpening(system);
    for (let turn = 0; turn < turns; turn += 1) {
      const { outcome, expected, rules, struck } = await openWithFaults(system, sites, turn);
      const isRight = JSON.stringify(outcome) === JSON.stringify(expected);
      if (!isRight) failed += 1;
      console.log(
        `opening-faults ${turn + 1}/${turns}: ${sites.length} call sites, ${struck} of ${rules} faults struck, ` +
          `${outcome.mails} mails (${expected.mails - wholeOutcome.mails} sent twice by SES itself), ` +
          `${outcome.links} links, ${outcome.linksThatOpen} open${isRight ? '' : `: ${JSON.stringify(outcome)}`}`,
      );
    }
    return failed;
  } finally {
    await system.stop();
  }
}

export async function provedOpeningKills(): Promise<number> {
  const host = await startSupervised(await drawnFolder('opening-kills'));
  let failed = 0;
  try {
    for (const [place, pauseMs] of killPauses.entries()) {
      const opening = await openRound(host, `止まる調査${place + 1}`, longPatience);
      for (const what of ['group', 'host', 'group', 'host'] as const) {
        await sleep(pauseMs);
        await host.kill(what);
      }
      await settleOpening(host, longPatience);
      const outcome = await outcomeOf(host, opening);
      const isRight = JSON.stringify(outcome) === JSON.stringify(wholeOutcome);
      if (!isRight) failed += 1;
      console.log(
        `opening-kills ${place + 1}/${killPauses.length}: ${host.restarts()} kills so far, ${outcome.mails} mails, ` +
          `${outcome.links} links, ${outcome.linksThatOpen} open${isRight ? '' : `: ${JSON.stringify(outcome)}`}`,
      );
    }
    return failed;
  } finally {
    await host.end();
  }
}
