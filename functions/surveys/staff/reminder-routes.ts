/** The routes of a round's reminders, pages and API. */
import * as z from 'zod';
import { PausedReminders } from '../../../shared/surveys/pause-reminders.ts';
import { ResumedReminders } from '../../../shared/surveys/resume-reminders.ts';
import { type AnyRoute, route } from '../../platform/http/route.ts';
import type { StaffSurveysDeps } from './deps.ts';
import { exampleRound, OneRound, Pause, PausePage } from './inputs.ts';
import { tomorrowPath } from './pages/tomorrow-page.tsx';
import {
  createPauseReminders,
  createPauseRemindersByProgram,
  createResumeReminders,
  createResumeRemindersByProgram,
  createShowAllReminders,
  createShowReminders,
  createShowRemindersByProgram,
  PreviewBody,
} from './reminders.ts';

const page = '/console/surveys/rounds/{roundId}/reminders';
const api = '/api/v1/surveys/rounds/{roundId}/reminders';
const example = { roundId: exampleRound };

export function reminderPages(deps: StaffSurveysDeps): readonly AnyRoute[] {
  const { staff } = deps.door;
  return [
    route({
      method: 'GET',
      path: tomorrowPath,
      access: staff('rounds:read'),
      input: z.object({}),
      handler: createShowAllReminders(deps),
    }),
    route({
      method: 'GET',
      path: page,
      access: staff('rounds:read'),
      input: OneRound,
      handler: createShowReminders(deps),
    }),
    route({
      method: 'POST',
      path: `${page}/pause`,
      access: staff('rounds:send'),
      input: PausePage,
      handler: createPauseReminders(deps),
    }),
    route({
      method: 'POST',
      path: `${page}/resume`,
      access: staff('rounds:send'),
      input: OneRound,
      handler: createResumeReminders(deps),
    }),
  ];
}

export function reminderApiRoutes(deps: StaffSurveysDeps): readonly AnyRoute[] {
  const { staff } = deps.door;
  return [
    route({
      method: 'GET',
      path: api,
      access: staff('rounds:read'),
      input: OneRound,
      handler: createShowRemindersByProgram(deps),
      describe: {
        operationId: 'previewReminders',
        summary: '次の開庁日にリマインドメールを送る団体を見る',
        replies: { 200: PreviewBody },
        refusals: [],
        example,
      },
    }),
    route({
      method: 'POST',
      path: `${api}/pause`,
      access: staff('rounds:send'),
      input: Pause,
      handler: createPauseRemindersByProgram(deps),
      describe: {
        operationId: 'pauseReminders',
        summary: 'リマインドメールを止める',
        replies: { 200: PausedReminders },
        refusals: [409, 422],
        example: { ...example, reason: '災害対応のため' },
      },
    }),
    route({
      method: 'POST',
      path: `${api}/resume`,
      access: staff('rounds:send'),
      input: OneRound,
      handler: createResumeRemindersByProgram(deps),
      describe: {
        operationId: 'resumeReminders',
        summary: '止めたリマインドメールを再開する',
        replies: { 200: ResumedReminders },
        refusals: [409],
        example,
      },
    }),
  ];
}
