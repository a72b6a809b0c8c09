import * as z from 'zod';
import { DecidedCorrection } from '../../../shared/directory/decide-correction.ts';
import { type AnyRoute, route } from '../../platform/http/route.ts';
import {
  AcceptCorrection,
  CorrectionBody,
  createAcceptCorrection,
  createAcceptCorrectionByProgram,
  createDeclineCorrection,
  createDeclineCorrectionByProgram,
  createListCorrections,
  createListCorrectionsByProgram,
  createShowCorrection,
  DeclineCorrection,
  OneCorrection,
} from './corrections.ts';
import type { StaffDirectoryDeps } from './deps.ts';

const page = '/console/directory/corrections';
const api = '/api/v1/directory/corrections';
const example = { organisationId: '131016', requestId: '0c9d7f6a-3b2e-4d5c-8f1a-6e7d8c9b0a1f' };
const decided = { replies: { 200: DecidedCorrection }, refusals: [404, 409, 422] };

export function correctionRoutes(deps: StaffDirectoryDeps): readonly AnyRoute[] {
  const seen = { method: 'GET', access: deps.door.staff('corrections:read') } as const;
  const changed = { method: 'POST', access: deps.door.staff('corrections:decide') } as const;
  return [
    route({ ...seen, path: page, input: z.object({}), handler: createListCorrections(deps) }),
    route({ ...seen, path: `${page}/{organisationId}`, input: OneCorrection, handler: createShowCorrection(deps) }),
    route({
      ...{ ...changed, path: `${page}/{organisationId}/accept`, input: AcceptCorrection },
      handler: createAcceptCorrection(deps),
    }),
    route({
      ...{ ...changed, path: `${page}/{organisationId}/decline`, input: DeclineCorrection },
      handler: createDeclineCorrection(deps),
    }),
    route({
      ...{ ...seen, path: api, input: z.object({}), handler: createListCorrectionsByProgram(deps) },
      describe: {
        operationId: 'listCorrections',
        summary: '団体ごとの、いちばん新しい訂正の依頼を見る',
        replies: { 200: z.object({ corrections: z.array(CorrectionBody) }) },
        refusals: [],
      },
    }),
    route({
      ...{ ...changed, path: `${api}/{organisationId}/accept`, input: AcceptCorrection },
      handler: createAcceptCorrectionByProgram(deps),
      describe: { operationId: 'acceptCorrection', summary: '訂正の依頼を掲載に反映する', ...decided, example },
    }),
    route({
      ...{ ...changed, path: `${api}/{organisationId}/decline`, input: DeclineCorrection },
      handler: createDeclineCorrectionByProgram(deps),
      describe: {
        ...{ operationId: 'declineCorrection', summary: '訂正の依頼を、理由を付けて反映しない', ...decided },
        example: { ...example, reason: '電話番号を確認してください。' },
      },
    }),
  ];
}
