/**
 * 「次の開庁日に、だれに何が届くか」: who would be reminded on a day, asked of the same rules that send.
 *
 * Nuances: it is what holds now. Who submits until then is left out, and whether an address can be reached is looked at
 * when the mail is sent.
 * @source FEATURES F7
 */
import { isPastDue } from '../calendar/due-rule.ts';
import { type CalendarOverride, openDayOnOrAfter } from '../calendar/open-day.ts';
import type { OrganisationId, ProgrammeId, RoundId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { addDays, addMs, type Instant, type JstDate, jstDateOf, startOfDay } from '../kernel/time.ts';
import { answerable } from './invitation.ts';
import type { InvitationRepository } from './invitation-repository.ts';
import { isToBeReminded, type ReminderKind, reminderKindOf } from './reminded-organisations.ts';
import { isPausedOn, type Round, reminderHourMs, stepDueOn } from './round.ts';
import type { RoundRepository } from './round-repository.ts';

export interface PreviewRemindersDeps {
  readonly rounds: Pick<RoundRepository, 'find'>;
  readonly invitations: Pick<InvitationRepository, 'list'>;
  /** Against the calendar; those of the house where none are given. */
  readonly overrides?: readonly CalendarOverride[];
}

export interface RemindedOrganisation {
  readonly organisationId: OrganisationId;
  readonly organisationName: string;
  readonly kind: ReminderKind;
  /** The words are those after the due day. */
  readonly isOverdue: boolean;
}

export interface RemindersPreview {
  readonly round: Round;
  /** The open day that it is about. */
  readonly on: JstDate;
  /** Absent where no step is due on that day. */
  readonly step?: number;
  readonly isPaused: boolean;
  /** In the order of their codes. */
  readonly organisations: readonly RemindedOrganisation[];
}

/** The next open day whose nine o'clock has not been yet. */
export function nextSendingDay(now: Instant, overrides?: readonly CalendarOverride[]): JstDate {
  const today = jstDateOf(now);
  const isBeforeNine = now < addMs(startOfDay(today), reminderHourMs);
  return openDayOnOrAfter(isBeforeNine ? today : addDays(today, 1), overrides);
}

export async function previewReminders(
  { rounds, ...deps }: PreviewRemindersDeps,
  input: { readonly programmeId: ProgrammeId; readonly roundId: RoundId },
  now: Instant,
): Promise<Result<RemindersPreview, { readonly kind: 'round-not-found' }>> {
  const round = await rounds.find(input.programmeId, input.roundId);
  return round === undefined ? refuse({ kind: 'round-not-found' }) : ok(await previewOf(deps, round, now));
}

/** Of every open round of a programme, the newest first. */
export async function previewAllReminders(
  deps: Omit<PreviewRemindersDeps, 'rounds'> & { readonly rounds: Pick<RoundRepository, 'list'> },
  programmeId: ProgrammeId,
  now: Instant,
): Promise<readonly RemindersPreview[]> {
  const open = (await deps.rounds.list(programmeId)).filter(({ status }) => status === 'open');
  return Promise.all(open.map((round) => previewOf(deps, round, now)));
}

async function previewOf(
  { invitations, overrides }: Omit<PreviewRemindersDeps, 'rounds'>,
  round: Round,
  now: Instant,
): Promise<RemindersPreview> {
  const on = nextSendingDay(now, overrides);
  const step = stepDueOn(round, on, overrides);
  const shown = { round, on, isPaused: isPausedOn(round, on) };
  if (step === undefined) return { ...shown, organisations: [] };
  const sentAt = addMs(startOfDay(on), reminderHourMs);
  const open = await invitations.list(round.programmeId, round.roundId, answerable);
  const organisations = open
    .filter((invitation) => isToBeReminded(invitation, step, on, overrides))
    .map(({ organisationId, organisationName, status, dueOn }) => ({
      ...{ organisationId, organisationName, kind: reminderKindOf(status) },
      isOverdue: isPastDue(dueOn, sentAt),
    }))
    .toSorted((one, other) => (one.organisationId < other.organisationId ? -1 : 1));
  return { ...shown, step: step.step, organisations };
}
