/**
 * Reminders (リマインド) of the day: to organisations that have not submitted, on open days alone, each step of a round's
 * plan once.
 *
 * Nuances: a missed day is caught up once, with the latest step that is due; the steps before it are dropped. What is
 * marked on the invitations is the cursor within a step, so a run that broke off goes on where it stopped. Whether an
 * address can be reached is known to notices alone and is looked at when the mail is sent.
 * @source FEATURES A8, F2, F5, AC-T6
 */
import { happened } from '../../events/event.ts';
import { RemindersDue } from '../../events/reminders-due.v1.ts';
import { type CalendarOverride, isOpenDay } from '../calendar/open-day.ts';
import type { Cause, Fact } from '../kernel/change.ts';
import { jstDateOf } from '../kernel/time.ts';
import { answerable, type Invitation } from './invitation.ts';
import type { InvitationRepository } from './invitation-repository.ts';
import { isToBeReminded, reminderKindOf } from './reminded-organisations.ts';
import type { RemindedInvitation, ReminderRepository } from './reminder-repository.ts';
import { isPausedOn, type ReminderStep, type Round, stepDueOn } from './round.ts';
import type { RoundRepository } from './round-repository.ts';

export interface RemindDueDeps {
  readonly rounds: Pick<RoundRepository, 'find' | 'withReminderDueBy' | 'replace'>;
  readonly invitations: Pick<InvitationRepository, 'list' | 'open'>;
  readonly reminders: ReminderRepository;
  /** Against the calendar; those of the house where none are given. */
  readonly overrides?: readonly CalendarOverride[];
}

export interface RemindersRun {
  readonly reminded: number;
}

/** Thirty marks, at most thirty events (one for each generation of links and due day) and the audit row. */
const organisationsAtOnce = 30;
/** A chunk whose organisations keep changing is left to the next run. */
const attempts = 5;

export async function remindDue(deps: RemindDueDeps, run: Omit<Cause, 'programmeId'>): Promise<RemindersRun> {
  let reminded = 0;
  if (isOpenDay(jstDateOf(run.at), deps.overrides)) {
    for (const round of await deps.rounds.withReminderDueBy(run.at)) {
      reminded += await remindRound(deps, round, { ...run, programmeId: round.programmeId });
    }
  }
  return { reminded };
}

async function remindRound(deps: RemindDueDeps, round: Round, cause: Cause): Promise<number> {
  const today = jstDateOf(cause.at);
  const step = stepDueOn(round, today, deps.overrides);
  if (step === undefined) return 0;
  const open = await deps.invitations.list(round.programmeId, round.roundId, answerable);
  const due = open
    .filter((invitation) => isToBeReminded(invitation, step, today, deps.overrides))
    .toSorted((one, other) => (one.organisationId < other.organisationId ? -1 : 1));
  let reminded = 0;
  for (let from = 0; from < due.length; from += organisationsAtOnce) {
    reminded += await remindChunk(deps, due.slice(from, from + organisationsAtOnce), step, cause);
  }
  await finishStep(deps, round, step, { cause, reminded });
  return reminded;
}

/** Where somebody changed the round meanwhile, e.g. paused it, that stays, and the step is done all the same. */
async function finishStep(
  { rounds }: RemindDueDeps,
  round: Round,
  { step }: ReminderStep,
  { cause, reminded }: { readonly cause: Cause; readonly reminded: number },
): Promise<void> {
  const { programmeId, roundId } = round;
  let current: Round | undefined = round;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    if (current?.status !== 'open' || current.reminderStepsDone >= step) return;
    const { remindersPaused, ...others } = current;
    const isOver = remindersPaused !== undefined && !isPausedOn(current, jstDateOf(cause.at));
    const done = { ...(isOver ? others : current), reminderStepsDone: step, version: current.version + 1 };
    const audit = { action: 'finish-reminder-step', target: `round/${roundId}`, detail: { step, reminded } };
    if ((await rounds.replace(done, { cause, audit, events: [] })) === 'saved') return;
    current = await rounds.find(programmeId, roundId);
  }
  throw new Error(`a round changed ${attempts} times while its step of reminders was finished`);
}

async function remindChunk(
  deps: RemindDueDeps,
  chunk: readonly Invitation[],
  step: ReminderStep,
  cause: Cause,
): Promise<number> {
  const today = jstDateOf(cause.at);
  let due = chunk;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    if (due.length === 0) return 0;
    const marked = due.map((invitation) => ({ ...invitation, lastReminder: { step: step.step, on: today } }));
    const events = remindersOf(marked, step.step);
    const audit = {
      action: 'remind-organisations',
      target: targetOf(marked),
      detail: { step: step.step, count: marked.length },
    };
    if ((await deps.reminders.mark(marked, { cause, audit, events })) === 'saved') return marked.length;
    // Somebody submitted since the list was read: the rows themselves say who is left.
    const opened = await Promise.all(due.map((invitation) => deps.invitations.open(invitation)));
    due = opened.flatMap((each) =>
      each !== undefined && isToBeReminded(each.invitation, step, today, deps.overrides) ? [each.invitation] : [],
    );
  }
  throw new Error(`a chunk of reminders changed ${attempts} times while it was marked`);
}

function targetOf([first]: readonly RemindedInvitation[]): string {
  return `round/${first?.roundId ?? ''}`;
}

/** One event for those who have the same generation of links and the same due day, as a rule one for all. */
function remindersOf(marked: readonly RemindedInvitation[], step: number): readonly Fact[] {
  const alike = Map.groupBy(marked, ({ linkGeneration, dueOn }) => `${linkGeneration}#${dueOn}`);
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { roundId, surveyTitle, dueOn, linkGeneration } = first;
    const recipients = group.map(({ organisationId, status }) => ({
      organisationId,
      progress: reminderKindOf(status),
    }));
    return [happened(RemindersDue, { roundId, surveyTitle, dueOn, step, linkGeneration, recipients })];
  });
}
