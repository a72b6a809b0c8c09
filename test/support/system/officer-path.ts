/**
 * The officer's whole path: open, draft, submit, accepted by the body, into the directory, onto the portal, and the
 * receipt mail. Everything is asked from outside, so it is the same for a host in this process and for one that dies.
 */
import * as z from 'zod';
import { createOfficer } from '../../../infra/local/scenario/officer.ts';
import { createBrowser } from '../../../infra/local/scenario/web-client.ts';
import {
  insist,
  type Patience,
  type PatientProgram,
  patientBrowser,
  patientProgram,
  persist,
} from './patient-clients.ts';
import { accountOf, demoRound, linkOf, type RunningSystem } from './seeded-system.ts';

/** Longer than the longest wait on the path: fifteen minutes for word of a mail, then the next minute's run. */
const settlingMs = 25 * 60_000;

const Response = z.object({
  status: z.string(),
  version: z.int(),
  response: z.object({ number: z.int(), referenceNumber: z.string() }).optional(),
});
const Desks = z.object({ version: z.int(), desks: z.array(z.object({ name: z.string() })) });
const Trail = z.object({
  entries: z.array(z.object({ at: z.string(), id: z.string(), action: z.string(), target: z.string() })),
  next: z.string().optional(),
});

export interface Walk {
  readonly organisation: string;
  readonly deskName: string;
  readonly reference: string;
  /** Epoch milliseconds on the system's clock. */
  readonly startedAt: number;
}

export interface Walker {
  /** Answers when the body has accepted. */
  walk(organisation: string): Promise<Walk>;
  /** Answers when everything that follows has had its time. */
  settle(): Promise<void>;
  effectsOf(walk: Walk): Promise<Effects>;
}

export interface Effects {
  readonly status: string;
  readonly responses: number;
  /** Whether the stored reference number is the one that the officer was shown. */
  readonly sameReference: boolean;
  readonly receiptMails: number;
  readonly directoryVersion: number;
  readonly directoryDesks: readonly string[];
  readonly isOnPage: boolean;
  /** Audit entries by action, reads left out: who reads twice is noted twice. */
  readonly actions: Readonly<Record<string, number>>;
  readonly deadLetters: number;
}

export async function createWalker(system: RunningSystem, patience: Patience): Promise<Walker> {
  const { origin, local } = system;
  const now = () => local.now();
  const staff = await accountOf(system, 'body-staff');
  const auditor = patientProgram(origin, await accountOf(system, 'auditor'), now, patience);
  return {
    async walk(organisation) {
      const link = await persist(() => linkOf(system, organisation), patience);
      const startedAt = await persist(now, patience);
      const officer = createOfficer(origin, patientBrowser(createBrowser(origin), patience));
      const deskName = `相談窓口${organisation}`;
      const answers = { deskName, section: '子ども家庭課', phone: '03-1234-5678' };
      await officer.open(link);
      await officer.saveDraft({ deskName, section: '子ども家庭課' });
      const reference = await officer.submit(answers);
      const body = patientProgram(origin, staff, now, patience);
      const path = `/api/v1/surveys/rounds/${demoRound}/responses/${organisation}`;
      const { version } = Response.parse(good(await body.raw('GET', path)));
      good(await body.raw('POST', `${path}/accept`, { ifVersion: version }));
      return { organisation, deskName, reference, startedAt };
    },
    settle: () => settle(system, patience),
    effectsOf: (walk) => readEffects(system, auditor, walk, patience),
  };
}

function good({ status, body }: { readonly status: number; readonly body: unknown }): unknown {
  if (status >= 300) throw new Error(`refused: ${status} ${JSON.stringify(body)}`);
  return body;
}

function settle({ local }: RunningSystem, patience: Patience): Promise<void> {
  let until: number | undefined;
  return persist(async () => {
    until ??= (await local.now()) + settlingMs;
    await local.idle();
    if ((await local.now()) < until) await local.moveTo(new Date(until).toISOString());
    await local.idle();
  }, patience);
}

async function readEffects(
  { origin, local }: RunningSystem,
  auditor: PatientProgram,
  walk: Walk,
  patience: Patience,
): Promise<Effects> {
  const { organisation, startedAt, deskName, reference } = walk;
  const read = async (path: string) => good(await auditor.raw('GET', path));
  const response = Response.parse(await read(`/api/v1/surveys/rounds/${demoRound}/responses/${organisation}`));
  const desks = Desks.parse(await read(`/api/v1/directory/organisations/${organisation}/desks`));
  // Plain 127.0.0.1 serves the portal of the demo programme.
  const page = await insist(() => pageAt(`${origin}/areas/${organisation}`), patience);
  const since = new Date(startedAt).toISOString();
  const mails = await local.mails({ to: `josei-shien@${organisation}.lg.example`, since });
  return {
    status: response.status,
    responses: response.response?.number ?? 0,
    sameReference: response.response?.referenceNumber === reference.replace('-', ''),
    receiptMails: mails.filter(({ text }) => text.includes(reference)).length,
    directoryVersion: desks.version,
    directoryDesks: desks.desks.map(({ name }) => name),
    isOnPage: page.text.includes(deskName),
    actions: await actionsSince(read, walk, await local.now()),
    deadLetters: (await local.deadLetters()).length,
  };
}

async function pageAt(url: string): Promise<{ readonly status: number; readonly text: string }> {
  const response = await fetch(url);
  return { status: response.status, text: await response.text() };
}

async function actionsSince(
  read: (path: string) => Promise<unknown>,
  { startedAt, organisation }: Walk,
  now: number,
): Promise<Readonly<Record<string, number>>> {
  const actions: Record<string, number> = {};
  for (let day = dayOf(startedAt); day <= dayOf(now); day = dayOf(Date.parse(`${day}T00:00:00+09:00`) + 86_400_000)) {
    let after: string | undefined = new Date(startedAt).toISOString();
    while (after !== undefined) {
      const trail: z.infer<typeof Trail> = Trail.parse(
        await read(`/api/v1/records/audit-entries?day=${day}&after=${encodeURIComponent(after)}`),
      );
      for (const { action, target } of trail.entries) {
        const isOurs = target.includes(organisation) || target === `round/${demoRound}`;
        if (action.startsWith('read-') || !isOurs) continue;
        actions[action] = (actions[action] ?? 0) + 1;
      }
      after = trail.next;
    }
  }
  return actions;
}

function dayOf(epochMs: number): string {
  return new Date(epochMs + 9 * 3_600_000).toISOString().slice(0, 10);
}
