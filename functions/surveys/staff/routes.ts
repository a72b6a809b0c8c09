import * as z from 'zod';
import { type AnyRoute, route } from '../../platform/http/route.ts';
import { announceRoutes } from './announce-routes.ts';
import { apiRoutes } from './api-routes.ts';
import { createDownloadCollation, createRequestCollation, createShowCollation } from './collations.ts';
import type { StaffSurveysDeps } from './deps.ts';
import { createShowInbox } from './inbox.ts';
import {
  AcceptPage,
  ExemptPage,
  ExtendPage,
  OneCollation,
  OneCollationFile,
  OneOrganisation,
  OneRound,
  ReturnPage,
  ShowArea,
  ShowOrganisations,
} from './inputs.ts';
import { createListOrganisations, createShowArea } from './organisations.ts';
import {
  createDownloadOrganisations,
  createDownloadProgress,
  createShowExceptions,
  createShowProgress,
} from './progress.ts';
import { reminderPages } from './reminder-routes.ts';
import { rescheduleRoutes } from './reschedule.ts';
import {
  createAcceptResponse,
  createRenewLink,
  createReturnResponse,
  createShowOrganisation,
  createShowReturn,
} from './responses.ts';
import {
  closing,
  createListRounds,
  createPlanRound,
  createShowOpening,
  createShowPlan,
  createShowRound,
  opening,
} from './rounds.ts';
import { createEndExemption, createEndExtension, createExempt, createExtend } from './terms.ts';
import { unclaimedRoutes } from './unclaimed.ts';
import { upgradeRoutes } from './upgrade-routes.ts';

const rounds = '/console/surveys/rounds';
const oneRound = `${rounds}/{roundId}`;
const oneOrganisation = `${oneRound}/organisations/{organisationId}`;
const oneCollation = `${oneRound}/collations/{collationId}`;

export function createRoutes(deps: StaffSurveysDeps): readonly AnyRoute[] {
  return [
    ...roundPages(deps),
    ...announceRoutes(deps),
    ...rescheduleRoutes(deps),
    ...reminderPages(deps),
    ...upgradeRoutes(deps),
    ...answerPages(deps),
    ...progressPages(deps),
    ...termsPages(deps),
    ...unclaimedRoutes(deps),
    ...apiRoutes(deps),
  ];
}

function roundPages(deps: StaffSurveysDeps): readonly AnyRoute[] {
  const { staff } = deps.door;
  return [
    route({
      method: 'GET',
      path: rounds,
      access: staff('rounds:read'),
      input: z.object({}),
      handler: createListRounds(deps),
    }),
    route({
      method: 'GET',
      path: `${rounds}/new`,
      access: staff('rounds:open'),
      input: z.object({}),
      handler: createShowPlan(),
    }),
    route({
      method: 'POST',
      path: rounds,
      access: staff('rounds:open'),
      input: z.looseObject({}),
      handler: createPlanRound(deps),
    }),
    route({
      method: 'GET',
      path: oneRound,
      access: staff('rounds:read'),
      input: OneRound,
      handler: createShowRound(deps),
    }),
    route({
      method: 'GET',
      path: `${oneRound}/open`,
      access: staff('rounds:send'),
      input: OneRound,
      handler: createShowOpening(deps),
    }),
    route({
      method: 'POST',
      path: `${oneRound}/open`,
      access: staff('rounds:send'),
      input: OneRound,
      handler: opening.asPage(deps),
    }),
    route({
      method: 'POST',
      path: `${oneRound}/close`,
      access: staff('rounds:open'),
      input: OneRound,
      handler: closing.asPage(deps),
    }),
    route({
      method: 'GET',
      path: '/console/surveys/area',
      access: staff('area-progress:read'),
      input: ShowArea,
      handler: createShowArea(deps),
    }),
  ];
}

function answerPages(deps: StaffSurveysDeps): readonly AnyRoute[] {
  const { staff } = deps.door;
  return [
    route({
      method: 'GET',
      path: `${oneRound}/organisations`,
      access: staff('rounds:read'),
      input: ShowOrganisations,
      handler: createListOrganisations(deps),
    }),
    route({
      method: 'GET',
      path: oneOrganisation,
      access: staff('accepted-responses:read'),
      input: OneOrganisation,
      handler: createShowOrganisation(deps),
    }),
    route({
      method: 'POST',
      path: `${oneOrganisation}/accept`,
      access: staff('responses:review'),
      input: AcceptPage,
      handler: createAcceptResponse(deps),
    }),
    route({
      method: 'GET',
      path: `${oneOrganisation}/return`,
      access: staff('responses:review'),
      input: OneOrganisation,
      handler: createShowReturn(deps),
    }),
    route({
      method: 'POST',
      path: `${oneOrganisation}/return`,
      access: staff('responses:review'),
      input: ReturnPage,
      handler: createReturnResponse(deps),
    }),
    route({
      method: 'POST',
      path: `${oneOrganisation}/renew-link`,
      access: staff('rounds:send'),
      input: OneOrganisation,
      handler: createRenewLink(deps),
    }),
    route({
      method: 'POST',
      path: `${oneRound}/collations`,
      access: staff('responses:export'),
      input: OneRound,
      handler: createRequestCollation(deps),
    }),
    route({
      method: 'GET',
      path: oneCollation,
      access: staff('responses:export'),
      input: OneCollation,
      handler: createShowCollation(deps),
    }),
    route({
      method: 'GET',
      path: `${oneCollation}/files/{file}`,
      access: staff('responses:export'),
      input: OneCollationFile,
      handler: createDownloadCollation(deps),
    }),
  ];
}

function progressPages(deps: StaffSurveysDeps): readonly AnyRoute[] {
  const see = { method: 'GET', access: deps.door.staff('rounds:read'), input: OneRound } as const;
  return [
    route({ ...see, path: `${oneRound}/progress`, handler: createShowProgress(deps) }),
    route({ ...see, path: `${oneRound}/progress.csv`, handler: createDownloadProgress(deps) }),
    route({ ...see, path: `${oneRound}/organisations.csv`, handler: createDownloadOrganisations(deps) }),
    route({ ...see, path: `${oneRound}/exceptions`, handler: createShowExceptions(deps) }),
    route({
      ...{ ...see, path: `${oneRound}/inbox`, access: deps.door.staff('responses:review') },
      handler: createShowInbox(deps),
    }),
  ];
}

function termsPages(deps: StaffSurveysDeps): readonly AnyRoute[] {
  const act = { method: 'POST', access: deps.door.staff('rounds:open') } as const;
  return [
    route({ ...act, path: `${oneOrganisation}/exempt`, input: ExemptPage, handler: createExempt(deps) }),
    route({ ...act, path: `${oneOrganisation}/extend`, input: ExtendPage, handler: createExtend(deps) }),
    route({
      ...{ ...act, path: `${oneOrganisation}/end-exemption` },
      input: OneOrganisation,
      handler: createEndExemption(deps),
    }),
    route({
      ...{ ...act, path: `${oneOrganisation}/end-extension` },
      input: OneOrganisation,
      handler: createEndExtension(deps),
    }),
  ];
}
