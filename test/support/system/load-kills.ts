/**
 * Officers who save and submit, sixteen at once, while kill -9 strikes the whole process group: what was acknowledged
 * is remembered here, and has to be what the body reads afterwards.
 */
import * as z from 'zod';
import { createOfficer } from '../../../infra/local/scenario/officer.ts';
import { createBrowser } from '../../../infra/local/scenario/web-client.ts';
import { longPatience, patientBrowser, patientProgram, persist } from './patient-clients.ts';
import { accountOf, demoRound, linkOf } from './seeded-system.ts';
import type { SupervisedHost } from './supervised-host.ts';

const clients = 16;
const draftsEach = 3;

const Response = z.looseObject({
  status: z.string(),
  response: z.looseObject({ number: z.int(), referenceNumber: z.string(), submission: z.unknown() }).optional(),
});

export interface LoadRun {
  readonly acknowledged: number;
  readonly organisations: number;
  readonly restarts: number;
  /** What was acknowledged and is not there, is there otherwise, or is there twice. */
  readonly faults: readonly string[];
}

interface Acknowledged {
  readonly organisation: string;
  readonly reference: string;
  readonly deskName: string;
}

/** @param killAfter acknowledgements, over all clients, after which a kill strikes */
export async function answerUnderKills(
  host: SupervisedHost,
  next: () => string,
  organisations: number,
  killAfter: readonly number[],
): Promise<LoadRun> {
  const since = new Date(await host.local.now()).toISOString();
  const submitted: Acknowledged[] = [];
  const kills = [...killAfter];
  let acknowledged = 0;
  let killing: Promise<void> = Promise.resolve();
  const note = () => {
    acknowledged += 1;
    if (kills[0] === undefined || acknowledged < kills[0]) return;
    kills.shift();
    // In the middle of what the others have asked for; nobody waits for it.
    killing = killing.then(() => host.kill('group'));
  };
  let left = organisations;
  const client = async () => {
    while (left > 0) {
      left -= 1;
      submitted.push(await answer(host, next(), note));
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  await killing;
  await persist(() => host.local.advance('PT25M'), longPatience);
  const faults = await compare(host, submitted, since);
  return { acknowledged, organisations, restarts: host.restarts(), faults };
}

async function answer(host: SupervisedHost, organisation: string, note: () => void): Promise<Acknowledged> {
  const link = await persist(() => linkOf(host, organisation), longPatience);
  const officer = createOfficer(host.origin, patientBrowser(createBrowser(host.origin), longPatience));
  await officer.open(link);
  for (let nth = 1; nth <= draftsEach; nth += 1) {
    await officer.saveDraft({ deskName: `下書き${nth}の${organisation}` });
    note();
  }
  const deskName = `窓口${organisation}`;
  const reference = await officer.submit({ deskName, section: '子ども家庭課', phone: '03-1234-5678' });
  note();
  return { organisation, reference, deskName };
}

async function compare(host: SupervisedHost, submitted: readonly Acknowledged[], since: string): Promise<string[]> {
  const staff = patientProgram(host.origin, await accountOf(host, 'body-staff'), () => host.local.now(), longPatience);
  const mails = await host.local.mails({ since });
  const faults: string[] = [];
  for (const { organisation, reference, deskName } of submitted) {
    const { body } = await staff.raw('GET', `/api/v1/surveys/rounds/${demoRound}/responses/${organisation}`);
    const { status, response } = Response.parse(body);
    const receipts = mails.filter(({ text }) => text.includes(reference)).length;
    const found = {
      ...{ status, number: response?.number, reference: response?.referenceNumber, receipts },
      isSameDesk: JSON.stringify(response?.submission ?? null).includes(deskName),
    };
    const wanted = {
      ...{ status: 'submitted', number: 1, reference: reference.replace('-', ''), receipts: 1 },
      isSameDesk: true,
    };
    if (JSON.stringify(found) !== JSON.stringify(wanted)) faults.push(`${organisation}: ${JSON.stringify(found)}`);
  }
  return faults;
}
