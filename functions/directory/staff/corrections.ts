/** Corrections that municipalities ask for: the ministry sees the list, the body decides. */
import * as z from 'zod';
import type { Caller } from '../../../shared/access/policy.ts';
import {
  type CorrectionDecision,
  type DecideCorrectionRefusal,
  DecidedCorrection,
  decideCorrection,
} from '../../../shared/directory/decide-correction.ts';
import type { DeskCorrection } from '../../../shared/directory/desk-correction.ts';
import { OrganisationId } from '../../../shared/kernel/ids.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { problemOf, RefusedRequest } from '../../platform/http/problem.ts';
import { html, json, type Reply, seeOther } from '../../platform/http/reply.ts';
import { causeOf, once, type RouteRequest } from '../../platform/http/route.ts';
import { problems } from '../problems.ts';
import type { StaffDirectoryDeps } from './deps.ts';
import { renderCorrectionPage } from './pages/correction-page.tsx';
import { renderCorrectionsPage } from './pages/corrections-page.tsx';

type Deps = Pick<StaffDirectoryDeps, 'corrections' | 'desks' | 'commands'>;
type Request<Input> = RouteRequest<Caller, Input>;

export const OneCorrection = z.object({ organisationId: OrganisationId });
export const AcceptCorrection = OneCorrection.extend({ requestId: z.uuid() });
export const DeclineCorrection = AcceptCorrection.extend({ reason: z.string().max(500) });

export function createListCorrections({ corrections }: Deps) {
  return async ({ who, guard }: Request<object>): Promise<Reply> =>
    html(200, renderCorrectionsPage({ caller: who, guard, corrections: await corrections.list(who.programmeId) }));
}

export function createListCorrectionsByProgram({ corrections }: Deps) {
  return async ({ who }: Request<object>): Promise<Reply> =>
    json(200, { corrections: (await corrections.list(who.programmeId)).map(bodyOf) });
}

export const CorrectionBody = z.object({
  organisationId: OrganisationId,
  requestId: z.uuid(),
  status: z.string(),
  requestedAt: z.string(),
  section: z.string(),
});

function bodyOf({ organisationId, requestId, status, requestedAt, section }: DeskCorrection) {
  return { organisationId, requestId, status, requestedAt, section };
}

export function createShowCorrection(deps: Deps) {
  return async (request: Request<z.infer<typeof OneCorrection>>): Promise<Reply> => show(deps, request);
}

async function show(deps: Deps, request: Request<z.infer<typeof OneCorrection>>, refused?: string): Promise<Reply> {
  const { who, guard, input } = request;
  const [correction, entry] = await Promise.all([
    deps.corrections.find(who.programmeId, input.organisationId),
    deps.desks.find(who.programmeId, input.organisationId),
  ]);
  if (correction === undefined) throw new RefusedRequest(problemOf(problems, { kind: 'correction-not-found' }));
  const page = renderCorrectionPage({ caller: who, guard, correction, entry, error: refused });
  return html(refused === undefined ? 200 : 422, page);
}

type Outcome = Result<DecidedCorrection, DecideCorrectionRefusal | { readonly kind: 'command-key-reused' }>;

function decide(deps: Deps, request: Request<unknown>, decision: CorrectionDecision): Promise<Outcome> {
  const cause = causeOf(request, `${decision.decision.kind}-correction`);
  return once(deps.commands, cause, DecidedCorrection, () => decideCorrection(deps, decision, cause));
}

function acceptance({ organisationId, requestId }: z.infer<typeof AcceptCorrection>): CorrectionDecision {
  return { organisationId, requestId, decision: { kind: 'accept' } };
}

function declination({ organisationId, requestId, reason }: z.infer<typeof DeclineCorrection>): CorrectionDecision {
  return { organisationId, requestId, decision: { kind: 'decline', reason } };
}

function orRefuse(outcome: Outcome): DecidedCorrection {
  if (outcome.ok) return outcome.value;
  throw new RefusedRequest(problemOf(problems, outcome.refusal));
}

export function createAcceptCorrection(deps: Deps) {
  return async (request: Request<z.infer<typeof AcceptCorrection>>): Promise<Reply> => {
    orRefuse(await decide(deps, request, acceptance(request.input)));
    return seeOther(`/console/directory/corrections/${request.input.organisationId}`);
  };
}

export function createDeclineCorrection(deps: Deps) {
  return async (request: Request<z.infer<typeof DeclineCorrection>>): Promise<Reply> => {
    const outcome = await decide(deps, request, declination(request.input));
    if (!outcome.ok && outcome.refusal.kind === 'reason-missing')
      return show(deps, request, problems['reason-missing'].sentence);
    orRefuse(outcome);
    return seeOther(`/console/directory/corrections/${request.input.organisationId}`);
  };
}

export function createAcceptCorrectionByProgram(deps: Deps) {
  return async (request: Request<z.infer<typeof AcceptCorrection>>): Promise<Reply> =>
    json(200, orRefuse(await decide(deps, request, acceptance(request.input))));
}

export function createDeclineCorrectionByProgram(deps: Deps) {
  return async (request: Request<z.infer<typeof DeclineCorrection>>): Promise<Reply> =>
    json(200, orRefuse(await decide(deps, request, declination(request.input))));
}
