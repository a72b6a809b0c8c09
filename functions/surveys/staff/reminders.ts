/** The reminders of a round: who gets what next, and stopping them for a while. */
import * as z from 'zod';
import { OrganisationId, type RoundId } from '../../../shared/kernel/ids.ts';
import { Instant, JstDate } from '../../../shared/kernel/time.ts';
import { PausedReminders, type PauseError, pauseReminders } from '../../../shared/surveys/pause-reminders.ts';
import {
  nextSendingDay,
  type PreviewRemindersDeps,
  previewAllReminders,
  previewReminders,
} from '../../../shared/surveys/preview-reminders.ts';
import { reminderKinds } from '../../../shared/surveys/reminded-organisations.ts';
import { ResumedReminders, resumeReminders } from '../../../shared/surveys/resume-reminders.ts';
import { html, json, type Reply, seeOther } from '../../platform/http/reply.ts';
import { causeOf, once } from '../../platform/http/route.ts';
import { orRefuse, type StaffRequest, type StaffSurveysDeps } from './deps.ts';
import { renderRemindersPage } from './pages/reminders-page.tsx';
import { renderTomorrowPage } from './pages/tomorrow-page.tsx';

type OneRound = StaffRequest<{ readonly roundId: RoundId }>;
type PauseRequest = StaffRequest<{
  readonly roundId: RoundId;
  readonly reason: string;
  readonly until?: string | undefined;
}>;
type ChangeDeps = Pick<StaffSurveysDeps, 'rounds' | 'commands'>;

export const PreviewBody = z.object({
  /** The open day that it is about. */
  on: JstDate,
  step: z.int().optional(),
  isPaused: z.boolean(),
  pausedAt: Instant.optional(),
  pausedUntil: JstDate.optional(),
  organisations: z.array(
    z.object({ organisationId: OrganisationId, kind: z.enum(reminderKinds), isOverdue: z.boolean() }),
  ),
});

async function preview(deps: PreviewRemindersDeps, { who, input, at }: OneRound) {
  return orRefuse(await previewReminders(deps, { programmeId: who.programmeId, roundId: input.roundId }, at));
}

const nothingTyped = { reason: '', until: '', errors: [] };

export function createShowReminders(deps: PreviewRemindersDeps) {
  return async (request: OneRound): Promise<Reply> => {
    const { who, guard } = request;
    const shown = await preview(deps, request);
    return html(200, renderRemindersPage({ caller: who, guard, preview: shown, pausing: nothingTyped }));
  };
}

export function createShowAllReminders(deps: Pick<StaffSurveysDeps, 'rounds' | 'invitations'>) {
  return async ({ who, guard, at }: StaffRequest<unknown>): Promise<Reply> => {
    const previews = await previewAllReminders(deps, who.programmeId, at);
    return html(200, renderTomorrowPage({ caller: who, guard, on: nextSendingDay(at), previews }));
  };
}

export function createShowRemindersByProgram(deps: PreviewRemindersDeps) {
  return async (request: OneRound): Promise<Reply> => {
    const { round, organisations, ...shown } = await preview(deps, request);
    const { at, until } = round.remindersPaused ?? {};
    const body: z.input<typeof PreviewBody> = {
      ...shown,
      ...(at === undefined ? {} : { pausedAt: at }),
      ...(until === undefined ? {} : { pausedUntil: until }),
      organisations: organisations.map(({ organisationName: _, ...each }) => each),
    };
    return json(200, body);
  };
}

function pause(deps: ChangeDeps, request: PauseRequest) {
  const cause = causeOf(request, 'pause-reminders');
  return once(deps.commands, cause, PausedReminders, () => pauseReminders(deps, request.input, cause));
}

export function createPauseReminders(deps: ChangeDeps & PreviewRemindersDeps) {
  return async (request: PauseRequest): Promise<Reply> => {
    const outcome = await pause(deps, request);
    if (outcome.ok) return seeOther(remindersHref(outcome.value));
    if (outcome.refusal.kind !== 'pause-not-valid') return orRefuse(outcome);
    return refused(deps, request, outcome.refusal.errors);
  };
}

async function refused(
  deps: PreviewRemindersDeps,
  request: PauseRequest,
  errors: readonly PauseError[],
): Promise<Reply> {
  const { who, guard, input } = request;
  const pausing = { reason: input.reason, until: input.until ?? '', errors };
  return html(422, renderRemindersPage({ caller: who, guard, preview: await preview(deps, request), pausing }));
}

export function createPauseRemindersByProgram(deps: ChangeDeps) {
  return async (request: PauseRequest): Promise<Reply> => json(200, orRefuse(await pause(deps, request)));
}

function resume(deps: ChangeDeps, request: OneRound) {
  const cause = causeOf(request, 'resume-reminders');
  return once(deps.commands, cause, ResumedReminders, () => resumeReminders(deps, request.input, cause));
}

export function createResumeReminders(deps: ChangeDeps) {
  return async (request: OneRound): Promise<Reply> => seeOther(remindersHref(orRefuse(await resume(deps, request))));
}

export function createResumeRemindersByProgram(deps: ChangeDeps) {
  return async (request: OneRound): Promise<Reply> => json(200, orRefuse(await resume(deps, request)));
}

function remindersHref({ roundId }: { readonly roundId: RoundId }): string {
  return `/console/surveys/rounds/${roundId}/reminders`;
}
