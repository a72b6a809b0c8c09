/** Mails with what became of them: as a page, as a file, and for programs. */
import * as z from 'zod';
import { RoundId } from '../../../shared/kernel/ids.ts';
import { noticePurposes, noticeStatuses } from '../../../shared/notices/notice.ts';
import { type AnyRoute, route } from '../../platform/http/route.ts';
import { MailsBody } from './bodies.ts';
import type { StaffNoticesDeps } from './deps.ts';
import { createDownloadMails, createListMailsByProgram, createShowMails } from './mails.ts';

const Round = RoundId.optional();
const Purpose = z.enum(noticePurposes).optional();
const Status = z.enum(noticeStatuses).optional();
const After = z
  .string()
  .max(200)
  .regex(/^[a-z0-9#-]+$/, 'ページの指定が正しくありません。')
  .optional();

const exampleRound = '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b';

export function mailRoutes(deps: StaffNoticesDeps): readonly AnyRoute[] {
  const { staff } = deps.door;
  return [
    route({
      method: 'GET',
      path: '/console/notices/mails',
      access: staff('notices:read'),
      input: z.object({
        round: Round.catch(undefined),
        purpose: Purpose.catch(undefined),
        status: Status.catch(undefined),
        after: After.catch(undefined),
        result: z.literal('resent').optional().catch(undefined),
      }),
      handler: createShowMails(deps),
    }),
    route({
      method: 'GET',
      path: '/console/notices/mails.csv',
      access: staff('notices:read'),
      input: z.object({
        round: Round.catch(undefined),
        purpose: Purpose.catch(undefined),
        status: Status.catch(undefined),
      }),
      handler: createDownloadMails(deps),
    }),
    route({
      method: 'GET',
      path: '/api/v1/notices/mails',
      access: staff('notices:read'),
      input: z.object({ round: Round, purpose: Purpose, status: Status, after: After }),
      handler: createListMailsByProgram(deps),
      describe: {
        operationId: 'listMails',
        summary: 'メールの送信状況を見る',
        replies: { 200: MailsBody },
        refusals: [],
        example: { round: exampleRound, purpose: 'survey-invitation', status: 'permanent-failure' },
      },
    }),
  ];
}
