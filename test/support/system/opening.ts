/** One round of 1,788 organisations planned and opened by the API, and what of it stands in the inbox. */
import * as z from 'zod';
import { type Patience, patientProgram, persist } from './patient-clients.ts';
import { accountOf, type RunningSystem } from './seeded-system.ts';

/** Longer than any wait on the way of a mail, several times over. */
const settlingMs = 2 * 3600_000;
const asked = 1788;

const Planned = z.object({ roundId: z.string() });

export interface Opening {
  readonly roundId: string;
  readonly title: string;
}

/** The same two keys however often it is tried, so it is one round however often it is heard. */
export async function openRound(system: RunningSystem, title: string, patience: Patience): Promise<Opening> {
  const staff = patientProgram(
    system.origin,
    await persist(() => accountOf(system, 'body-staff'), patience),
    () => system.local.now(),
    patience,
  );
  const plan = { title, formId: 'consultation-desks', formVersion: 2, dueOn: '2027-01-29', reminderPlan: [5, 2] };
  const planned = await staff.raw('POST', '/api/v1/surveys/rounds', plan);
  if (planned.status !== 201) throw new Error(`not planned: ${planned.status} ${JSON.stringify(planned.body)}`);
  const { roundId } = Planned.parse(planned.body);
  const opened = await staff.raw('POST', `/api/v1/surveys/rounds/${roundId}/open`, {});
  if (opened.status !== 202) throw new Error(`not opened: ${opened.status} ${JSON.stringify(opened.body)}`);
  return { roundId, title };
}

/** Answers when everything that follows from it has had its time. */
export function settleOpening({ local }: RunningSystem, patience: Patience): Promise<void> {
  let until: number | undefined;
  return persist(async () => {
    until ??= (await local.now()) + settlingMs;
    await local.idle();
    if ((await local.now()) < until) await local.moveTo(new Date(until).toISOString());
    await local.idle();
  }, patience);
}

export interface Outcome {
  readonly mails: number;
  readonly recipients: number;
  readonly links: number;
  readonly linksThatOpen: number;
  /** Mails to one organisation with different links: never right. */
  readonly twoLinksForOne: number;
  readonly deadLetters: number;
}

export const wholeOutcome: Outcome = {
  ...{ mails: asked, recipients: asked, links: asked, linksThatOpen: asked },
  ...{ twoLinksForOne: 0, deadLetters: 0 },
};

export async function outcomeOf({ origin, local }: RunningSystem, { title }: Opening): Promise<Outcome> {
  const mails = (await local.mails()).filter(({ subject }) => subject.includes(title));
  const linksOf = new Map<string, Set<string>>();
  for (const { to, text } of mails) {
    const link = /^http\S+(\/s\/[A-Za-z0-9_-]+)$/m.exec(text)?.[1] ?? '';
    linksOf.set(to, (linksOf.get(to) ?? new Set()).add(link));
  }
  const links = new Set([...linksOf.values()].flatMap((each) => [...each]));
  return {
    mails: mails.length,
    recipients: linksOf.size,
    links: links.size,
    linksThatOpen: await countOpening(origin, [...links]),
    twoLinksForOne: [...linksOf.values()].filter(({ size }) => size > 1).length,
    deadLetters: (await local.deadLetters()).length,
  };
}

async function countOpening(origin: string, paths: readonly string[]): Promise<number> {
  let open = 0;
  const rest = [...paths];
  const askers = Array.from({ length: 8 }, async () => {
    for (let path = rest.pop(); path !== undefined; path = rest.pop()) {
      const { status } = await fetch(`${origin}${path}`, { method: 'HEAD' });
      if (status === 200) open += 1;
    }
  });
  await Promise.all(askers);
  return open;
}
