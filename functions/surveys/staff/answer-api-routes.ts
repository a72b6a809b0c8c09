/** Answers and their collation, for programs. */
import { ReviewedResponse } from '../../../shared/surveys/accept-response.ts';
import { RequestedCollation } from '../../../shared/surveys/request-collation.ts';
import { RevokedLink } from '../../../shared/surveys/revoke-link.ts';
import { type AnyRoute, route } from '../../platform/http/route.ts';
import { CollationBody, ResponseBody } from './bodies.ts';
import { createRequestCollationByProgram, createShowCollationByProgram } from './collations.ts';
import type { StaffSurveysDeps } from './deps.ts';
import { Accept, exampleCollation, exampleRound, OneCollation, OneOrganisation, OneRound, Return } from './inputs.ts';
import {
  createAcceptResponseByProgram,
  createRenewLinkByProgram,
  createReturnResponseByProgram,
  createShowResponseByProgram,
} from './responses.ts';

const oneRound = '/api/v1/surveys/rounds/{roundId}';
const oneResponse = `${oneRound}/responses/{organisationId}`;
const ofRound = { roundId: exampleRound };
const ofOrganisation = { roundId: exampleRound, organisationId: '011002' };

export function responseRoutes(deps: StaffSurveysDeps): readonly AnyRoute[] {
  const { staff } = deps.door;
  return [
    route({
      method: 'GET',
      path: oneResponse,
      access: staff('accepted-responses:read'),
      input: OneOrganisation,
      handler: createShowResponseByProgram(deps),
      describe: {
        operationId: 'getResponse',
        summary: '1団体の回答を見る（閲覧を記録する）',
        replies: { 200: ResponseBody },
        refusals: [],
        example: ofOrganisation,
      },
    }),
    route({
      method: 'POST',
      path: `${oneResponse}/accept`,
      access: staff('responses:review'),
      input: Accept,
      handler: createAcceptResponseByProgram(deps),
      describe: {
        operationId: 'acceptResponse',
        summary: '回答を受理する',
        replies: { 200: ReviewedResponse },
        refusals: [409, 422],
        example: { ...ofOrganisation, ifVersion: 3 },
      },
    }),
    route({
      method: 'POST',
      path: `${oneResponse}/return`,
      access: staff('responses:review'),
      input: Return,
      handler: createReturnResponseByProgram(deps),
      describe: {
        operationId: 'returnResponse',
        summary: '理由と新しい期限を添えて回答を差し戻す',
        replies: { 200: ReviewedResponse },
        refusals: [409, 422],
        example: { ...ofOrganisation, ifVersion: 3, reason: '電話番号を確認してください。', dueOn: '2027-02-05' },
      },
    }),
    route({
      method: 'POST',
      path: `${oneRound}/invitations/{organisationId}/renew-link`,
      access: staff('rounds:send'),
      input: OneOrganisation,
      handler: createRenewLinkByProgram(deps),
      describe: {
        operationId: 'renewLink',
        summary: '1団体の回答用リンクを無効にし、新しいリンクを送信する',
        replies: { 200: RevokedLink },
        refusals: [409],
        example: ofOrganisation,
      },
    }),
  ];
}

export function collationRoutes(deps: StaffSurveysDeps): readonly AnyRoute[] {
  const { staff } = deps.door;
  return [
    route({
      method: 'POST',
      path: `${oneRound}/collations`,
      access: staff('responses:export'),
      input: OneRound,
      handler: createRequestCollationByProgram(deps),
      describe: {
        operationId: 'requestCollation',
        summary: '回答の取りまとめファイルの作成を始める',
        replies: { 202: RequestedCollation },
        refusals: [409],
        example: ofRound,
      },
    }),
    route({
      method: 'GET',
      path: `${oneRound}/collations/{collationId}`,
      access: staff('responses:export'),
      input: OneCollation,
      handler: createShowCollationByProgram(deps),
      describe: {
        operationId: 'getCollation',
        summary: '取りまとめの状態と、5分間有効なファイルのリンクを得る（取得を記録する）',
        replies: { 200: CollationBody },
        refusals: [],
        example: { ...ofRound, collationId: exampleCollation },
      },
    }),
  ];
}
