/** 対象外 and 期限延長, for programs. */
import { ChangedTerms } from '../../../shared/surveys/exempt-organisation.ts';
import { type AnyRoute, type ApiDescription, route } from '../../platform/http/route.ts';
import type { StaffSurveysDeps } from './deps.ts';
import { Exempt, Extend, exampleRound, OneOrganisation } from './inputs.ts';
import {
  createEndExemptionByProgram,
  createEndExtensionByProgram,
  createExemptByProgram,
  createExtendByProgram,
} from './terms.ts';

const oneInvitation = '/api/v1/surveys/rounds/{roundId}/invitations/{organisationId}';
const example = { roundId: exampleRound, organisationId: '011002' };

export function termsRoutes(deps: StaffSurveysDeps): readonly AnyRoute[] {
  const act = { method: 'POST', access: deps.door.staff('rounds:open') } as const;
  return [
    route({
      ...{ ...act, path: `${oneInvitation}/exempt`, input: Exempt, handler: createExemptByProgram(deps) },
      describe: described('exemptOrganisation', '団体を対象外とする', [409, 422], { reason: '廃止されたため' }),
    }),
    route({
      ...{ ...act, path: `${oneInvitation}/end-exemption`, input: OneOrganisation },
      ...{ handler: createEndExemptionByProgram(deps), describe: described('endExemption', '対象外を取り消す', [409]) },
    }),
    route({
      ...{ ...act, path: `${oneInvitation}/extend`, input: Extend, handler: createExtendByProgram(deps) },
      describe: described('extendDueDay', '1団体の提出期限を延長する', [409, 422], {
        ...{ reason: '災害対応のため', until: '2027-02-05' },
      }),
    }),
    route({
      ...{ ...act, path: `${oneInvitation}/end-extension`, input: OneOrganisation },
      ...{ handler: createEndExtensionByProgram(deps) },
      describe: described('endExtension', '期限の延長を取り消す', [409]),
    }),
  ];
}

function described(
  operationId: string,
  summary: string,
  refusals: readonly number[],
  words: Readonly<Record<string, string>> = {},
): ApiDescription {
  return { operationId, summary, replies: { 200: ChangedTerms }, refusals, example: { ...example, ...words } };
}
