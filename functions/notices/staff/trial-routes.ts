/** The routes of the trial of mails, pages and API. */
import * as z from 'zod';
import { MailModeSet } from '../../../shared/notices/trial.ts';
import { type AnyRoute, route } from '../../platform/http/route.ts';
import type { StaffNoticesDeps } from './deps.ts';
import { trialPath } from './pages/trial-page.tsx';
import {
  createGoLive,
  createGoLiveByProgram,
  createShowTrial,
  createShowTrialByProgram,
  createStartTrial,
  createStartTrialByProgram,
  LiveInput,
  MailModeBody,
  TrialInput,
} from './trial.ts';

const api = '/api/v1/notices/mail-mode';

export function trialRoutes(deps: StaffNoticesDeps): readonly AnyRoute[] {
  const { staff } = deps.door;
  const reading = { access: staff('contacts:read') };
  const sending = { access: staff('rounds:send') };
  return [
    route({
      ...{ ...reading, method: 'GET', path: trialPath, handler: createShowTrial(deps) },
      input: z.object({ result: z.literal('saved').optional().catch(undefined) }),
    }),
    route({
      ...{ ...sending, method: 'POST', path: trialPath, handler: createStartTrial(deps) },
      input: z.looseObject({}),
    }),
    route({
      ...{ ...sending, method: 'POST', path: `${trialPath}/live`, handler: createGoLive(deps) },
      input: z.looseObject({}),
    }),
    route({
      ...{ ...reading, method: 'GET', path: api, input: z.object({}), handler: createShowTrialByProgram(deps) },
      describe: {
        operationId: 'getMailMode',
        summary: 'メールの送信が試行か本番かを見る',
        replies: { 200: MailModeBody },
        refusals: [],
      },
    }),
    route({
      ...{ ...sending, method: 'PUT', path: api, input: TrialInput, handler: createStartTrialByProgram(deps) },
      describe: {
        operationId: 'startMailTrial',
        summary: 'メールの送信を試行にし、送ってよい送信先を決める',
        replies: { 200: MailModeSet },
        refusals: [409, 422],
        example: { addresses: ['shiken@jimukyoku.example.jp'], version: 0 },
      },
    }),
    route({
      ...{ ...sending, method: 'POST', path: `${api}/live`, input: LiveInput, handler: createGoLiveByProgram(deps) },
      describe: {
        operationId: 'endMailTrial',
        summary: 'メールの送信を、試行から本番に切り替える',
        replies: { 200: MailModeSet },
        refusals: [409],
        example: { version: 1 },
      },
    }),
  ];
}
