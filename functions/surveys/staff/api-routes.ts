/** The same use cases for programs, each with what the OpenAPI document says of it. */
import * as z from 'zod';
import { ClosedRound } from '../../../shared/surveys/close-round.ts';
import { RoundOpening } from '../../../shared/surveys/open-round.ts';
import { PlannedRound } from '../../../shared/surveys/plan-round.ts';
import { type AnyRoute, route } from '../../platform/http/route.ts';
import { collationRoutes, responseRoutes } from './answer-api-routes.ts';
import { InvitationBody, ProgressBody, RoundBody } from './bodies.ts';
import type { StaffSurveysDeps } from './deps.ts';
import { exampleRound, ListOrganisations, OneRound, PlanRound, ShowArea } from './inputs.ts';
import { createListInvitationsByProgram, createShowAreaByProgram } from './organisations.ts';
import { createShowProgressByProgram } from './progress.ts';
import { reminderApiRoutes } from './reminder-routes.ts';
import {
  closing,
  createListRoundsByProgram,
  createPlanRoundByProgram,
  createShowRoundByProgram,
  opening,
} from './rounds.ts';
import { termsRoutes } from './terms-api-routes.ts';

const rounds = '/api/v1/surveys/rounds';
const oneRound = `${rounds}/{roundId}`;
const ofRound = { roundId: exampleRound };

export function apiRoutes(deps: StaffSurveysDeps): readonly AnyRoute[] {
  return [
    ...roundRoutes(deps),
    ...reminderApiRoutes(deps),
    ...progressRoutes(deps),
    ...responseRoutes(deps),
    ...termsRoutes(deps),
    ...collationRoutes(deps),
  ];
}

function roundRoutes(deps: StaffSurveysDeps): readonly AnyRoute[] {
  const { staff } = deps.door;
  return [
    route({
      method: 'GET',
      path: rounds,
      access: staff('rounds:read'),
      input: z.object({}),
      handler: createListRoundsByProgram(deps),
      describe: {
        operationId: 'listRounds',
        summary: '調査の一覧を見る（新しい順）',
        replies: { 200: z.object({ rounds: z.array(RoundBody) }) },
        refusals: [],
      },
    }),
    route({
      method: 'POST',
      path: rounds,
      access: staff('rounds:open'),
      input: PlanRound,
      handler: createPlanRoundByProgram(deps),
      describe: {
        operationId: 'planRound',
        summary: '調査を計画する（メールは送信しない）',
        replies: { 201: PlannedRound },
        refusals: [409, 422],
        example: {
          title: '令和8年度 相談窓口等に関する調査',
          formId: 'consultation-desks',
          formVersion: 2,
          dueOn: '2027-01-29',
          closesOn: '2027-02-12',
          reminderPlan: [5, 2],
        },
      },
    }),
    route({
      method: 'GET',
      path: oneRound,
      access: staff('rounds:read'),
      input: OneRound,
      handler: createShowRoundByProgram(deps),
      describe: {
        operationId: 'getRound',
        summary: '1つの調査を見る',
        replies: { 200: RoundBody },
        refusals: [],
        example: ofRound,
      },
    }),
    route({
      method: 'POST',
      path: `${oneRound}/open`,
      access: staff('rounds:send'),
      input: OneRound,
      handler: opening.asProgram(deps),
      describe: {
        operationId: 'openRound',
        summary: '調査を開始する（全団体に順にメールを送信する）',
        replies: { 202: RoundOpening },
        refusals: [409],
        example: ofRound,
      },
    }),
    route({
      method: 'POST',
      path: `${oneRound}/close`,
      access: staff('rounds:open'),
      input: OneRound,
      handler: closing.asProgram(deps),
      describe: {
        operationId: 'closeRound',
        summary: '受付終了日を過ぎた調査を終了する',
        replies: { 200: ClosedRound },
        refusals: [409],
        example: ofRound,
      },
    }),
  ];
}

function progressRoutes(deps: StaffSurveysDeps): readonly AnyRoute[] {
  const { staff } = deps.door;
  return [
    route({
      method: 'GET',
      path: `${oneRound}/progress`,
      access: staff('rounds:read'),
      input: OneRound,
      handler: createShowProgressByProgram(deps),
      describe: {
        operationId: 'getRoundProgress',
        summary: '回答の状況を件数で見る（全体と都道府県別）',
        replies: { 200: ProgressBody },
        refusals: [],
        example: ofRound,
      },
    }),
    route({
      method: 'GET',
      path: `${oneRound}/invitations`,
      access: staff('rounds:read'),
      input: ListOrganisations,
      handler: createListInvitationsByProgram(deps),
      describe: {
        operationId: 'listInvitations',
        summary: '団体ごとの回答の状況を見る（団体コード順、100件ずつ）',
        replies: {
          200: z.object({
            total: z.int(),
            invitations: z.array(InvitationBody),
            nextCursor: z.string().optional(),
          }),
        },
        refusals: [],
        example: { ...ofRound, prefecture: '12', status: 'unanswered' },
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/surveys/area',
      access: staff('area-progress:read'),
      input: ShowArea,
      handler: createShowAreaByProgram(deps),
      describe: {
        operationId: 'getAreaProgress',
        summary: '自分の都道府県と管内の市区町村の回答の状況を見る',
        replies: {
          200: z.object({
            prefecture: z.string(),
            roundId: z.string().optional(),
            total: z.int(),
            invitations: z.array(InvitationBody),
          }),
        },
        refusals: [],
      },
    }),
  ];
}
