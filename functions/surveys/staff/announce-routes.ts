/** 事前のお知らせ: announcing a planned round, as pages and for programs. */
import { RoundAnnouncement } from '../../../shared/surveys/announce-round.ts';
import { type AnyRoute, route } from '../../platform/http/route.ts';
import { announcing, createShowAnnouncement, createShowPreNoticesByProgram, PreNoticesBody } from './announce.ts';
import type { StaffSurveysDeps } from './deps.ts';
import { exampleRound, OneRound } from './inputs.ts';

const page = '/console/surveys/rounds/{roundId}/announce';
const api = '/api/v1/surveys/rounds/{roundId}';

export function announceRoutes(deps: StaffSurveysDeps): readonly AnyRoute[] {
  const access = deps.door.staff('rounds:send');
  const example = { roundId: exampleRound };
  return [
    route({ method: 'GET', path: page, access, input: OneRound, handler: createShowAnnouncement(deps) }),
    route({ method: 'POST', path: page, access, input: OneRound, handler: announcing.asPage(deps) }),
    route({
      ...{ method: 'POST', path: `${api}/announce`, access, input: OneRound },
      handler: announcing.asProgram(deps),
      describe: {
        operationId: 'announceRound',
        summary: '開始前の調査を、メールで事前に知らせる（届いていない団体だけに送る）',
        replies: { 202: RoundAnnouncement },
        refusals: [409],
        example,
      },
    }),
    route({
      ...{ method: 'GET', path: `${api}/pre-notices`, access: deps.door.staff('rounds:read'), input: OneRound },
      handler: createShowPreNoticesByProgram(deps),
      describe: {
        operationId: 'getPreNotices',
        summary: '事前のお知らせの到達の状況を見る',
        replies: { 200: PreNoticesBody },
        refusals: [],
        example,
      },
    }),
  ];
}
